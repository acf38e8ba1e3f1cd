import { readFileSync } from 'node:fs';
import { type Catalogue, CatalogueRefused, readCatalogueFile } from '../edges/import/catalogue.ts';
import { decimalsOf, type Plan, planOf } from '../edges/import/plan.ts';
import type { Faulty } from '../edges/import/row.ts';
import { readShop } from '../features/shop/tables.ts';
import { type DataFolder, lookAt } from './data-folder.ts';
import { both, CannotDo, grouped, type Io, json, line } from './io.ts';
import { withSubmit } from './submit.ts';

const BATCH = 200;
const FAULTS_SHOWN = 20;

/**
 * Imports a catalogue: all of it or, with `partial`, the rows that are right. Rows that change nothing are not sent, so
 * importing a file twice leaves no trace.
 * @returns the exit code: 1 when rows were left out
 */
export async function importCommand(
  io: Io,
  folder: DataFolder,
  file: string,
  options: { partial: boolean; dryRun: boolean; json: boolean },
): Promise<number> {
  const bytes = readBytes(file);
  const currency = lookAt(folder, (sql) => readShop(sql)?.currency ?? 'CNY');
  const catalogue = await readOrRefuse(bytes, decimalsOf(currency));
  const plan = lookAt(folder, (sql) => planOf(sql, catalogue.rows));
  const isTaken = catalogue.faults.length === 0 || options.partial;
  const isSent = isTaken && !options.dryRun;
  if (isSent) await send(io, folder, plan);
  report(io, catalogue, plan, isSent, options.json);
  return catalogue.faults.length === 0 ? 0 : 1;
}

function readBytes(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch {
    throw new CannotDo(both(`读不到文件 ${file}。`, `There is no file ${file} that can be read.`));
  }
}

async function readOrRefuse(bytes: Buffer, decimals: number): Promise<Catalogue> {
  try {
    return await readCatalogueFile(bytes, decimals);
  } catch (error) {
    if (error instanceof CatalogueRefused) throw new CannotDo(error.message);
    throw error;
  }
}

async function send(io: Io, folder: DataFolder, plan: Plan): Promise<void> {
  if (plan.items.length === 0 && plan.levels.length === 0) return;
  await withSubmit(folder, io, async (submit) => {
    for (let i = 0; i < plan.items.length; i += BATCH)
      await submit('catalog.set-items', { items: plan.items.slice(i, i + BATCH) });
    for (let i = 0; i < plan.levels.length; i += BATCH)
      await submit('replenishment.set-levels', { rules: plan.levels.slice(i, i + BATCH) });
  });
}

function report(io: Io, read: Catalogue, plan: Plan, isSent: boolean, asJson: boolean): void {
  const { faults, encoding, unknownHeadings } = read;
  if (asJson) {
    const { added, changed, same } = plan;
    const levels = plan.levels.length;
    json(io, { imported: isSent, added, changed, same, levels, encoding, unknownHeadings, faults });
    return;
  }
  for (const one of faults.slice(0, FAULTS_SHOWN)) io.err(`${faultLine(one)}\n`);
  if (faults.length > FAULTS_SHOWN) io.err(`${both(`共 ${faults.length} 处。`, `${faults.length} in all.`)}\n`);
  if (unknownHeadings.length > 0)
    line(io, both(`未使用的列：${unknownHeadings.join('、')}。`, `Columns not used: ${unknownHeadings.join(', ')}.`));
  line(io, sentence(plan, isSent, faults.length > 0));
}

function sentence(plan: Plan, isSent: boolean, isFaulty: boolean): string {
  const [added, changed, same, levels] = [plan.added, plan.changed, plan.same, plan.levels.length].map(grouped);
  if (isSent)
    return both(
      `已导入：新增 ${added}，变更 ${changed}，相同 ${same}，补货规则 ${levels}。`,
      `Imported ${added} new and ${changed} changed items, ${levels} restock levels; ${same} were as before.`,
    );
  return both(
    `没有导入任何商品。正确的行：新 ${added}，变更 ${changed}，相同 ${same}。`,
    `Nothing was imported. Right are ${added} new, ${changed} changed and ${same} unchanged rows${isFaulty ? ': mend the others, or say --partial' : ''}.`,
  );
}

const faultLine = ({ line: at, column, zh, en }: Faulty): string => `第 ${at} 行 line ${at}, ${column}: ${zh}; ${en}`;
