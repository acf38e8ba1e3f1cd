import { join } from 'node:path';
import type { Command } from '../../hub/contract/command.ts';
import { commitGroup } from '../../hub/core/spine.ts';
import { type Connection, openWriter } from '../../hub/store/open.ts';
import { book, copyStore, expectDone } from './demo-store.ts';
import { expectSameRows, prepareRows, type ReadyRow, Recorder, type WrittenRow } from './recorded-rows.ts';

/** Groups of one side before the other has its turn: short enough that a disturbance hits both. */
const TURN = 8;

export interface Recorded {
  readonly groups: readonly Command[][];
  readonly rows: readonly WrittenRow[][];
}

/** Runs the groups once and notes the rows each of them wrote. */
export function record(file: string, makeGroups: (store: Connection) => Command[][]): Recorded {
  const store = openWriter(file);
  const groups = makeGroups(store);
  const recorder = new Recorder(store);
  const rules = book();
  const rows = groups.map((group) => {
    for (const outcome of commitGroup(store, rules, group)) expectDone(outcome);
    return recorder.take();
  });
  store.close();
  return { groups, rows };
}

/** Both sides in turn on copies of the same store, which must hold the same rows in the end. @returns seconds of each */
export function oneRound(
  folder: string,
  prepared: string,
  { groups, rows }: Recorded,
): { spine: number; bare: number } {
  const spine = openWriter(copyStore(prepared, join(folder, 'spine.db')));
  const bare = openWriter(copyStore(prepared, join(folder, 'bare.db')));
  const rules = book();
  const ready = rows.map((group) => prepareRows(bare.raw, group));
  const seconds = { spine: 0, bare: 0 };
  for (let from = 0; from < groups.length; from += TURN) {
    const bySpine = (): void => {
      seconds.spine += timed(() => {
        for (const group of groups.slice(from, from + TURN))
          for (const outcome of commitGroup(spine, rules, group)) expectDone(outcome);
      });
    };
    const byHand = (): void => {
      seconds.bare += timed(() => {
        for (const group of ready.slice(from, from + TURN)) writeRows(bare, group);
      });
    };
    for (const side of (from / TURN) % 2 === 0 ? [bySpine, byHand] : [byHand, bySpine]) side();
  }
  expectSameRows(spine, bare);
  spine.close();
  bare.close();
  return seconds;
}

export function writeRows(store: Connection, rows: readonly ReadyRow[]): void {
  store.begin();
  for (const [statement, values] of rows) statement.run(values);
  store.commit();
}

function timed(work: () => void): number {
  const from = process.hrtime.bigint();
  work();
  return Number(process.hrtime.bigint() - from) / 1e9;
}
