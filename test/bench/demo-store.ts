import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Command, Outcome } from '../../hub/contract/command.ts';
import type { BodyOf, CommandType } from '../../hub/contract/commands.ts';
import { type RuleBook, ruleBook } from '../../hub/core/rule-book.ts';
import { commitGroup } from '../../hub/core/spine.ts';
import type { Sql } from '../../hub/core/sql.ts';
import { seedDemo } from '../../hub/edges/demo.ts';
import type { Asked } from '../../hub/edges/http/http.ts';
import { features } from '../../hub/features/index.ts';
import { mintEpoch } from '../../hub/store/journal.ts';
import { migrate } from '../../hub/store/migrate.ts';
import { type Connection, openWriter } from '../../hub/store/open.ts';

export const OPENED_AT = Date.UTC(2026, 10, 21, 0, 0, 0);
export const TODAY = '2026-11-21';

export const book = (): RuleBook => ruleBook(features);

/** A folder for one figure, gone when it is done. */
export async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'tillside-bench-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * The demo shop of about 1,200 items in a file, through the spine, with its shelves filled to their targets: the state
 * in which a shop opens. The file is checkpointed and closed, so that it can be copied.
 */
export async function demoStore(file: string): Promise<void> {
  mkdirSync(dirname(file), { recursive: true });
  const store = openWriter(file);
  migrate(store);
  mintEpoch(store, 'bench', OPENED_AT);
  await seedDemo(batched(store), TODAY);
  const short = store.all<{ gtin: string; quantity: number }>(
    `SELECT r.gtin, r.target - l.on_hand AS quantity FROM stock_rule r JOIN stock_level l USING (gtin, location)
      WHERE r.location = 'shop-floor' AND l.on_hand < r.target`,
  );
  const submit = batched(store);
  const filled = short.map(({ gtin, quantity }) =>
    submit(asked(`fill:${gtin}`, 'inventory.receive', { gtin, quantity, location: 'shop-floor' })),
  );
  for (const outcome of await Promise.all(filled)) expectDone(outcome);
  store.raw.pragma('wal_checkpoint(TRUNCATE)');
  store.close();
}

export function asked<T extends CommandType>(id: string, type: T, body: BodyOf<T>): Asked {
  return { id, type, body, actor: { by: 'bench' } };
}

/** Takes commands like the hub's writer does, all that wait in one transaction, but in this thread. */
export function batched(store: Connection): (asked: Asked) => Promise<Outcome> {
  const rules = book();
  const waiting: { command: Command; settle: (outcome: Outcome) => void }[] = [];
  const commit = (): void => {
    while (waiting.length > 0) {
      const group = waiting.splice(0, 500);
      const outcomes = commitGroup(
        store,
        rules,
        group.map((each) => each.command),
      );
      for (const [i, { settle }] of group.entries()) settle(outcomes[i] as Outcome);
    }
  };
  return (wanted) =>
    new Promise((settle) => {
      if (waiting.length === 0) setImmediate(commit);
      waiting.push({ command: { ...wanted, at: OPENED_AT, businessDate: TODAY }, settle });
    });
}

/** @throws when a command of the bench was not done: then it measures something else than it says */
export function expectDone(outcome: Outcome): void {
  if (outcome.status !== 'done') throw new Error(`a command of the bench was not done: ${JSON.stringify(outcome)}`);
}

/** A fresh copy of a store that nobody has open. */
export function copyStore(from: string, to: string): string {
  for (const tail of ['-wal', '-shm']) rmSync(`${to}${tail}`, { force: true });
  copyFileSync(from, to);
  return to;
}

/** The codes guns read in this shop: articles sold by the piece. */
export function sellable(sql: Sql): { gtin: string; priceMinor: number }[] {
  return sql.all(`SELECT gtin, price_minor AS priceMinor FROM item WHERE unit = 'each' ORDER BY gtin`);
}
