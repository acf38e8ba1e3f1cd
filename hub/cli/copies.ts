import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { takeLock } from '../edges/lock.ts';
import { atomicWrite } from '../store/atomic-write.ts';
import { backUp, restore } from '../store/backup.ts';
import { type DataFolder, lookAt } from './data-folder.ts';
import { both, CannotDo, grouped, type Io, json, line, megabytes } from './io.ts';

/** Copies the shop, as it stands at this instant, into one file; a running hub goes on meanwhile. */
export async function backupCommand(io: Io, folder: DataFolder, file: string, asJson: boolean): Promise<void> {
  lookAt(folder, () => undefined);
  const settings = existsSync(folder.settings) ? { settings: readFileSync(folder.settings, 'utf8') } : {};
  const target = resolve(file);
  const madeAt = new Date(io.now()).toISOString();
  const manifest = await backUp(folder.store, target, { program: io.version, madeAt, ...settings });
  if (asJson) return json(io, { file: target, ...manifest });
  line(
    io,
    both(
      `已备份到 ${target}：${grouped(manifest.head)} 条记录，${megabytes(manifest.bytes)}。`,
      `Backed up ${grouped(manifest.head)} entries of ${manifest.store || 'the shop'} to ${target}; copy it to another disk.`,
    ),
  );
}

/** Puts a backup into a data folder. What stood there is kept beside it; a hub that runs there must be ended first. */
export async function restoreCommand(
  io: Io,
  folder: DataFolder,
  file: string,
  options: { force: boolean; json: boolean },
): Promise<void> {
  if (existsSync(folder.store) && !options.force)
    throw new CannotDo(
      both(
        `${folder.path} 里已有店铺数据。`,
        `There is a shop in ${folder.path} already: restore --into an empty folder, or say --force to put the present data aside.`,
      ),
    );
  const unlock = takeLock(folder.hub, process.pid);
  try {
    const stamp = new Date(io.now()).toISOString().replace(/[:.]/g, '-');
    const manifest = await restore(resolve(file), folder.store, stamp);
    if (manifest.settings !== undefined && !existsSync(folder.settings))
      atomicWrite(folder.settings, manifest.settings, 0o600);
    if (options.json) return json(io, { folder: folder.path, ...manifest });
    line(
      io,
      both(
        `已恢复到 ${folder.path}：${grouped(manifest.head)} 条记录，备份于 ${manifest.madeAt}。`,
        `Restored ${grouped(manifest.head)} entries, as of ${manifest.madeAt}, into ${folder.path}; start it with \`tillside start --data ${folder.path}\`.`,
      ),
    );
  } finally {
    unlock();
  }
}
