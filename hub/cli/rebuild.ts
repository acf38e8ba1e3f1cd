import { ruleBook } from '../core/rule-book.ts';
import { features } from '../features/index.ts';
import { checkRebuild } from '../store/rebuild.ts';
import { rebuildLive } from '../store/rebuild-live.ts';
import { type DataFolder, lookAt, runningHub } from './data-folder.ts';
import { both, CannotDo, grouped, type Io, json, line } from './io.ts';
import { asOnlyWriter } from './submit.ts';

/** Builds every table anew from the journal beside the living ones, and compares. @returns the exit code */
export function checkCommand(io: Io, folder: DataFolder, asJson: boolean): number {
  const result = lookAt(folder, (sql) => checkRebuild(sql, ruleBook(features)));
  if (asJson) json(io, result);
  else if (result.drift.length === 0)
    line(
      io,
      both(
        `账实一致：${grouped(result.entries)} 条记录重建出 ${result.tables} 张表，无差异。`,
        `${grouped(result.entries)} entries rebuilt ${result.tables} tables: no drift.`,
      ),
    );
  else {
    for (const { table, live, rebuilt } of result.drift)
      line(io, `${table}\t${live.slice(0, 12)} ≠ ${rebuilt.slice(0, 12)}`);
    line(
      io,
      both(
        `有 ${result.drift.length} 张表与流水不符。`,
        `${result.drift.length} tables differ from the journal: back up, then run \`tillside rebuild\` and report it.`,
      ),
    );
  }
  return result.drift.length === 0 ? 0 : 1;
}

/** Builds the living tables anew from the journal. Nobody may write meanwhile. */
export async function rebuildCommand(io: Io, folder: DataFolder, asJson: boolean): Promise<void> {
  lookAt(folder, () => undefined);
  const hub = runningHub(folder);
  if (hub)
    throw new CannotDo(
      both(
        '请先关闭店铺程序。',
        `The hub (process ${hub.pid}) works on this data: end it first, or only look with --check.`,
      ),
    );
  let entries = 0;
  await asOnlyWriter(folder, io, (store) => {
    entries = rebuildLive(store, ruleBook(features));
  });
  if (asJson) return json(io, { entries });
  line(io, both(`已由 ${grouped(entries)} 条记录重建。`, `Rebuilt from ${grouped(entries)} entries.`));
}
