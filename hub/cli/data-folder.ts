import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Connection, openReader } from '../store/open.ts';
import { both, CannotDo } from './io.ts';

/** Where everything of one shop is kept. */
export interface DataFolder {
  readonly path: string;
  readonly hub: string;
  readonly store: string;
  readonly settings: string;
}

export function dataFolder(path: string): DataFolder {
  const whole = resolve(path);
  const hub = join(whole, 'hub');
  return { path: whole, hub, store: join(hub, 'tillside.db'), settings: join(whole, 'tillside.toml') };
}

export interface RunningHub {
  readonly pid: number;
  readonly url: string;
  /** Lets a program in that may read the hub's files, also where the hub asks everybody else to sign in. */
  readonly key?: string;
}

/** The hub that works on this folder now, if one does; a note left by a killed one does not count. */
export function runningHub(folder: DataFolder): RunningHub | undefined {
  try {
    const noted = JSON.parse(readFileSync(join(folder.hub, 'running.json'), 'utf8')) as RunningHub;
    process.kill(noted.pid, 0);
    return {
      pid: noted.pid,
      url: noted.url.replace('//0.0.0.0:', '//127.0.0.1:'),
      ...(noted.key ? { key: noted.key } : {}),
    };
  } catch {
    return undefined;
  }
}

/**
 * One picture of the store that nothing moves while it is looked at, also beside a running hub: a reader is in nobody's
 * way, and what a hub commits meanwhile is not seen.
 * @throws {CannotDo} when there is no shop
 */
export function lookAt<T>(folder: DataFolder, look: (sql: Connection) => T): T {
  if (!existsSync(folder.store))
    throw new CannotDo(
      both(
        `${folder.path} 里没有店铺数据。`,
        `There is no shop in ${folder.path}: name its folder with --data DIR, or start one with \`tillside start\`.`,
      ),
    );
  const sql = openReader(folder.store);
  try {
    sql.raw.exec('BEGIN');
    return look(sql);
  } finally {
    sql.close();
  }
}
