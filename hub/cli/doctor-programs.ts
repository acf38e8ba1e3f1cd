import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { parse } from 'smol-toml';
import type { Health } from '../contract/board.ts';
import { type DataFolder, type RunningHub, runningHub } from './data-folder.ts';
import type { Finding } from './doctor.ts';
import { pluggedFinding } from './doctor-plugged.ts';
import { both, grouped } from './io.ts';

/** After this long without word from HQ, entries that wait are worth a look. */
const LATE_AFTER_MS = 5 * 60_000;

/** The programs: is the hub there, does it answer, are devices and HQ with it. */
export async function programFindings(folder: DataFolder, now: number): Promise<Finding[]> {
  const settings = settingsFile(folder);
  const hub = runningHub(folder);
  if (!hub) return [settings, notRunning, await usualPort()];
  const health = await healthOf(hub);
  if (!health)
    return [
      settings,
      {
        check: 'Hub',
        zh: '店铺程序',
        state: 'wrong',
        detail: both('没有应答。', `${hub.url} does not answer: end process ${hub.pid} and start again.`),
      },
    ];
  const plugged = await pluggedFinding(hub);
  return [settings, hubFinding(hub, health), bridgeFinding(health), ...plugged, linkFinding(health, now), camera(hub)];
}

function settingsFile(folder: DataFolder): Finding {
  const about = { check: 'Settings', zh: '设置' };
  try {
    parse(readFileSync(folder.settings, 'utf8'));
    return { ...about, state: 'ok', detail: folder.settings };
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
      return { ...about, state: 'ok', detail: both('使用默认值。', 'defaults; there is no tillside.toml.') };
    const why = error instanceof Error ? error.message.split('\n')[0] : '';
    return {
      ...about,
      state: 'wrong',
      detail: both('不是有效的 TOML。', `${folder.settings} is not valid TOML: ${why}`),
    };
  }
}

const notRunning: Finding = {
  check: 'Hub',
  zh: '店铺程序',
  state: 'hint',
  detail: both('没有运行。', 'not running; start it with `tillside start`.'),
};

async function usualPort(): Promise<Finding> {
  const port = 8420;
  const isFree = await new Promise<boolean>((done) => {
    const server = createServer();
    server.once('error', () => done(false));
    server.listen(port, '127.0.0.1', () => server.close(() => done(true)));
  });
  const about = { check: 'Port', zh: '端口' };
  if (isFree) return { ...about, state: 'ok', detail: `${port} 空闲 free` };
  return {
    ...about,
    state: 'hint',
    detail: both(`${port} 被占用。`, 'taken by another program; the next free one is used.'),
  };
}

async function healthOf(hub: RunningHub): Promise<Health | undefined> {
  try {
    const answer = await fetch(`${hub.url}/api/v1/health`, { signal: AbortSignal.timeout(3000) });
    return answer.ok ? ((await answer.json()) as Health) : undefined;
  } catch {
    return undefined;
  }
}

function hubFinding(hub: RunningHub, health: Health): Finding {
  const trouble = health.disk.trouble ? `, ${health.disk.trouble}` : '';
  const detail = `${hub.url}, ${health.nameZh} ${health.nameEn}, ${grouped(health.head)} 条记录 entries${trouble}`;
  return { check: 'Hub', zh: '店铺程序', state: health.ok ? 'ok' : 'wrong', detail };
}

function bridgeFinding({ bridge }: Health): Finding {
  const about = { check: 'Device bridge', zh: '设备桥接' };
  if (bridge.connected) return { ...about, state: 'ok', detail: both('已连接。', 'connected.') };
  return {
    ...about,
    state: 'wrong',
    detail: both(
      '未连接，扫码枪和打印机不可用。',
      'not connected, so guns and printers are off: look into logs/bridge.log.',
    ),
  };
}

function linkFinding({ link }: Health, now: number): Finding {
  const about = { check: 'HQ link', zh: '总部连接' };
  if (!link.configured) return { ...about, state: 'hint', detail: both('未配置。', 'not configured.') };
  const waiting = `${grouped(link.pending)} 条待传 waiting`;
  const isLate = link.pending > 0 && now - (link.oldestPendingAt ?? now) > LATE_AFTER_MS;
  if (link.connected && !isLate) return { ...about, state: 'ok', detail: waiting };
  const why = link.trouble ? ` (${link.trouble})` : '';
  return {
    ...about,
    state: isLate ? 'wrong' : 'hint',
    detail: both('未连接，数据保存在本地。', `away${why}; ${waiting}, kept here until HQ is back.`),
  };
}

/** Browsers give a page the camera only on this machine itself or over HTTPS. */
function camera(hub: RunningHub): Finding {
  const isSecure = hub.url.startsWith('https:');
  return {
    check: 'Phones can use the camera',
    zh: '手机可用摄像头',
    state: isSecure ? 'ok' : 'hint',
    detail: isSecure ? both('是。', 'yes.') : both('否。', 'no: browsers ask for HTTPS; type or use a gun.'),
  };
}
