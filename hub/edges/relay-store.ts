import type { Outcome } from '../contract/command.ts';
import type { Level } from '../core/link/stock-digest.ts';
import { readEntries } from '../core/spine.ts';
import type { Sql } from '../core/sql.ts';
import type { Journal } from '../store/journal.ts';
import type { Writer } from '../store/writer.ts';
import type { Asked } from './http/http.ts';
import type { LinkState, UplinkStore } from './relay/index.ts';

const NOTE = 'link';

/** The store as the link to HQ sees it. HQ's instructions go through the same spine as everyone's. */
export function relayStore(
  sql: Sql,
  journal: Journal,
  writer: Pick<Writer, 'note' | 'onCommitted' | 'roll'>,
  submit: (asked: Asked) => Promise<Outcome>,
  moment: { newId(): string; now(): number },
): UplinkStore {
  return {
    epochs: () => journal.epochs(),
    head: () => journal.head(),
    entries: (from, limit) => journal.entries(from, limit),
    mark: () => {
      const row = sql.get<{ value: string }>('SELECT value FROM bookkeeping WHERE name = ?', NOTE);
      return row && (JSON.parse(row.value) as LinkState);
    },
    setMark: (state) => writer.note(NOTE, JSON.stringify(state)),
    submit,
    outcome: (id) => {
      const row = sql.get<{ refusal: string | null; first: number | null; last: number | null }>(
        'SELECT refusal, first, last FROM reply WHERE command = ?',
        id,
      );
      if (!row) return undefined;
      if (row.refusal) return { status: 'refused', refusal: JSON.parse(row.refusal) as never, repeated: true };
      return { status: 'done', entries: readEntries(sql, row.first ?? 0, row.last ?? -1), repeated: true };
    },
    roll: () => writer.roll(moment.newId(), moment.now()),
    levels: () => sql.all<Level>('SELECT gtin, location, on_hand AS onHand, rev FROM stock_level'),
    onCommitted: (listener) => writer.onCommitted(() => listener()),
  };
}
