import type { DeviceView } from '../contract/devices.ts';
import type { RunningHub } from './data-folder.ts';
import type { Finding } from './doctor.ts';
import { both } from './io.ts';

/** The words of the devices page, for a terminal. */
const WORDS: Readonly<Record<string, readonly [string, string]>> = {
  absent: ['没有接上', 'not connected'],
  'no-permission': ['没有权限', 'no permission'],
  busy: ['被占用', 'in use by another program'],
  'wrong-mode': ['模式不对', 'wrong mode'],
  'paper-out': ['缺纸', 'no paper'],
  'cover-open': ['盖子开着', 'cover open'],
  faulty: ['故障', 'faulty'],
  'bridge-away': ['设备程序没有回应', 'the device program is silent'],
};

/** What ails the shop's devices, as the hub that runs knows it: those in use, and guns found in a mode that loses codes. */
export async function pluggedFinding(hub: RunningHub): Promise<Finding[]> {
  const about = { check: 'Devices', zh: '设备' };
  const devices = await devicesOf(hub);
  if (!devices) return [];
  const ailing = devices.filter((d) => (d.accepted ? d.state !== 'open' : d.state === 'wrong-mode'));
  if (ailing.length === 0) return [{ ...about, state: 'ok', detail: both('正常。', 'all in order.') }];
  return ailing.map(({ name, accepted, state, detail = '' }) => {
    const [zh, en] = WORDS[state] ?? [state, state];
    return {
      ...about,
      state: accepted ? 'wrong' : 'hint',
      detail: both(`${name}：${zh}。`, `${name}: ${en}. ${detail}`),
    };
  });
}

async function devicesOf(hub: RunningHub): Promise<DeviceView[] | undefined> {
  try {
    const answer = await fetch(`${hub.url}/api/v1/devices`, { signal: AbortSignal.timeout(3000) });
    return answer.ok ? ((await answer.json()) as { devices: DeviceView[] }).devices : undefined;
  } catch {
    return undefined;
  }
}
