import { existsSync, mkdirSync, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import type { Sql } from '../core/sql.ts';
import { atomicWrite } from '../store/atomic-write.ts';
import { migrate } from '../store/migrate.ts';
import { openReader, openWriter } from '../store/open.ts';
import type { DataFolder } from './data-folder.ts';
import type { Finding } from './doctor.ts';
import { both, grouped, megabytes } from './io.ts';

const LEAST_NODE = [20, 19] as const;
const LOW_DISK = 256 * 1024 * 1024;
const GOOD_DISK = 2 * 1024 * 1024 * 1024;

/** The machine itself: program, disk, and whether what is written stays written. */
export function machineFindings(folder: DataFolder): Finding[] {
  return [nodeVersion(), ...dataFolderFindings(folder), database(folder)];
}

function nodeVersion(): Finding {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const isFine = major > LEAST_NODE[0] || (major === LEAST_NODE[0] && minor >= LEAST_NODE[1]);
  const detail = isFine
    ? process.versions.node
    : both(
        `需要 ${LEAST_NODE.join('.')} 以上。`,
        `${process.versions.node}; install ${LEAST_NODE.join('.')} or newer.`,
      );
  return { check: 'Node.js', zh: '运行环境', state: isFine ? 'ok' : 'wrong', detail };
}

function dataFolderFindings(folder: DataFolder): Finding[] {
  const about = { check: 'Data folder', zh: '数据文件夹' };
  try {
    mkdirSync(folder.path, { recursive: true });
    const trial = mkdtempSync(join(folder.path, '.doctor-'));
    try {
      atomicWrite(join(trial, 'trial'), 'written and forced to the disk');
      return [{ ...about, state: 'ok', detail: folder.path }, disk(folder), durability(trial)];
    } finally {
      rmSync(trial, { recursive: true, force: true });
    }
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    const detail = both(
      '不能写入。',
      `${folder.path} cannot be written (${why}): give this user the right to, or choose another --data folder.`,
    );
    return [{ ...about, state: 'wrong', detail }];
  }
}

function disk(folder: DataFolder): Finding {
  const { bavail, bsize } = statfsSync(folder.path);
  const free = bavail * bsize;
  const state = free < LOW_DISK ? 'wrong' : free < GOOD_DISK ? 'hint' : 'ok';
  const more =
    state === 'ok' ? '' : both('；请清理磁盘。', 'Make room before it is full: a full disk stops the tills.');
  return { check: 'Disk space', zh: '磁盘空间', state, detail: `${megabytes(free)} 可用 free${more}` };
}

/** Opens a store as the hub does and asks it what it keeps. */
function durability(trial: string): Finding {
  const about = { check: 'Durability', zh: '断电保护' };
  try {
    const store = openWriter(join(trial, 'trial.db'));
    const synchronous = store.raw.pragma('synchronous', { simple: true });
    const mode = store.raw.pragma('journal_mode', { simple: true });
    store.close();
    const isFull = synchronous === 2 && mode === 'wal';
    return {
      ...about,
      state: isFull ? 'ok' : 'wrong',
      detail: `synchronous=${isFull ? 'FULL' : synchronous}, ${mode}`,
    };
  } catch (error) {
    return { ...about, state: 'wrong', detail: error instanceof Error ? error.message : String(error) };
  }
}

function database(folder: DataFolder): Finding {
  const about = { check: 'Database', zh: '数据库' };
  if (!existsSync(folder.store))
    return { ...about, state: 'hint', detail: both('还没有数据。', 'there is no shop here yet.') };
  try {
    const sql = openReader(folder.store);
    try {
      const check = String(sql.raw.pragma('quick_check(1)', { simple: true }));
      const head = sql.get<{ n: number }>('SELECT coalesce(max(position), 0) AS n FROM journal')?.n ?? 0;
      const refusal = foreignHistory(historyOf(sql));
      if (check === 'ok' && !refusal)
        return { ...about, state: 'ok', detail: `quick_check ok, ${grouped(head)} 条记录 entries` };
      const detail = refusal ?? both('数据库损坏，请从备份恢复。', `SQLite says: ${check}. Restore the newest backup.`);
      return { ...about, state: 'wrong', detail };
    } finally {
      sql.close();
    }
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return {
      ...about,
      state: 'wrong',
      detail: both('数据库打不开。', `it cannot be opened (${why}): restore the newest backup.`),
    };
  }
}

const historyOf = (sql: Sql): Map<string, string> =>
  new Map(
    sql
      .all<{ name: string; checksum: string }>('SELECT name, checksum FROM migration ORDER BY name')
      .map((row) => [row.name, row.checksum]),
  );

/** The hub would refuse a store with migrations it does not know, or knows otherwise; the doctor says so beforehand. */
function foreignHistory(applied: ReadonlyMap<string, string>): string | undefined {
  const fresh = openWriter(':memory:');
  try {
    migrate(fresh);
    const known = historyOf(fresh);
    const foreign = [...applied].find(([name, checksum]) => known.get(name) !== checksum)?.[0];
    return (
      foreign &&
      both('数据由其他版本写成。', `the data was written by another Tillside (${foreign}): start that version.`)
    );
  } finally {
    fresh.close();
  }
}
