import { statfsSync, statSync } from 'node:fs';
import { Health, type LinkView } from '../../contract/board.ts';
import { readShop } from '../../features/shop/tables.ts';
import type { Presence } from '../bridge/presence.ts';
import type { Http } from './http.ts';

export interface Vitals {
  readonly version: string;
  readonly epoch: string;
  readonly startedAt: number;
  readonly folder: string;
  readonly file: string;
  readonly link: () => LinkView;
}

const size = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0;
/** Below this the disk is called full before it is: there is still room to save and to say so. */
const LOW_BYTES = 256 * 1024 * 1024;

/** How the hub is, in one answer: what the screens' header, the doctor and a monitor read. */
export function healthOf({ sql, now, head }: Http, presence: Presence, vitals: Vitals): Health {
  const shop = readShop(sql);
  const disk = statfsSync(vitals.folder);
  const freeBytes = disk.bavail * disk.bsize;
  const lastSeenAt = presence.lastSeenAt;
  return {
    ok: freeBytes > LOW_BYTES,
    version: vitals.version,
    store: shop?.store ?? '',
    nameZh: shop?.nameZh ?? '',
    nameEn: shop?.nameEn ?? '',
    head: head(),
    epoch: vitals.epoch,
    startedAt: vitals.startedAt,
    now: now(),
    link: vitals.link(),
    bridge: { connected: presence.connected, ...(lastSeenAt === undefined ? {} : { lastSeenAt }) },
    disk: {
      freeBytes,
      databaseBytes: size(vitals.file),
      walBytes: size(`${vitals.file}-wal`),
      ...(freeBytes > LOW_BYTES ? {} : { trouble: 'disk-low' }),
    },
  };
}

export function healthRoutes(http: Http, presence: Presence, vitals: Vitals): void {
  http.app.get(
    '/api/v1/health',
    { config: { permission: 'screen' }, schema: { response: { 200: Health } } },
    async () => healthOf(http, presence, vitals),
  );
}
