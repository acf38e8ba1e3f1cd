import type { Entry } from '../../hub/contract/journal.ts';
import { journalOf } from '../../hub/store/journal.ts';
import type { HubNode } from './hub-node.ts';
import type { RelayNode } from './relay-node.ts';
import { Violation } from './world.ts';

interface HeldRow {
  epoch: string;
  seq: number;
  position: number;
  type: string;
  command: string;
  data: string;
  at: number;
}

const fail = (invariant: string, detail: string): never => {
  throw new Violation(invariant, detail);
};

/**
 * Every committed entry is at HQ exactly once and in order, and HQ holds nothing the shop does not.
 * @param wasRestored after a restore HQ may hold what the shop lost; its pictures are then repaired elsewhere
 */
export function checkHq(relay: RelayNode, hub: HubNode, entries: readonly Entry[], wasRestored: boolean): void {
  const held = relay.raw
    .prepare<[string], HeldRow>(
      'SELECT epoch, seq, position, type, command, data, at FROM entry WHERE store = ? ORDER BY position, epoch, seq',
    )
    .all(hub.name);
  const byName = new Map(held.map((row) => [`${row.epoch}:${row.seq}`, row]));
  if (byName.size !== held.length) fail('every entry is at HQ once', `${hub.name}: a name stands twice`);
  for (const { epoch, first, last } of journalOf(hub.disk).epochs()) {
    for (let position = first; position <= last; position += 1) {
      const entry = entries[position - 1];
      const name = `${epoch}:${position - first + 1}`;
      const row = byName.get(name);
      byName.delete(name);
      if (row === undefined) fail('every entry is at HQ once', `${hub.name}: ${name} (${entry?.type}) is missing`);
      const isSame =
        row?.position === position &&
        row.type === entry?.type &&
        row.command === entry.command &&
        row.at === entry.at &&
        row.data === JSON.stringify(entry.data);
      if (!isSame)
        fail('every entry is at HQ as it was written', `${hub.name}: ${name} is ${row?.type}, was ${entry?.type}`);
    }
  }
  if (wasRestored) return;
  for (const name of byName.keys()) fail('HQ holds nothing the shop does not', `${hub.name}: ${name}`);
  const aside = relay.raw.prepare('SELECT epoch, seq, reason FROM quarantine WHERE store = ?').all(hub.name);
  if (aside.length > 0) fail('nothing is put aside', `${hub.name}: ${JSON.stringify(aside[0])}`);
  checkPictures(relay, hub, entries);
}

/** What HQ shows of a shop is what the shop is. */
function checkPictures(relay: RelayNode, hub: HubNode, entries: readonly Entry[]): void {
  const lines = (rows: readonly unknown[]): string => rows.map((row) => JSON.stringify(row)).join('\n');
  const levels = 'gtin, location, on_hand FROM';
  const stockHere = hub.disk.all(`SELECT ${levels} stock_level ORDER BY gtin, location`);
  const stockThere = relay.raw.prepare(`SELECT ${levels} stock WHERE store = ? ORDER BY gtin, location`).all(hub.name);
  if (lines(stockHere) !== lines(stockThere)) {
    fail('stock agrees at HQ', `${hub.name}:\n${lines(stockHere)}\nHQ:\n${lines(stockThere)}`);
  }
  const taskHere = hub.disk.all('SELECT task, state, quantity FROM task ORDER BY task');
  const taskThere = relay.raw
    .prepare('SELECT task, state, quantity FROM task WHERE store = ? ORDER BY task')
    .all(hub.name);
  const states = (rows: readonly unknown[]): string =>
    (rows as { task: string; state: string }[]).map(({ task, state }) => `${task} ${state}`).join('\n');
  if (states(taskHere) !== states(taskThere)) {
    fail('tasks agree at HQ', `${hub.name}:\n${lines(taskHere)}\nHQ:\n${lines(taskThere)}`);
  }
  const paid = entries.filter((entry) => entry.type === 'orders.paid') as Entry<string, { totalMinor: number }>[];
  const total = paid.reduce((sum, entry) => sum + entry.data.totalMinor, 0);
  const sold = relay.raw
    .prepare<[string], { orders: number | null; minor: number | null }>(
      'SELECT sum(orders) AS orders, sum(sales_minor) AS minor FROM sales_day WHERE store = ?',
    )
    .get(hub.name);
  if ((sold?.orders ?? 0) !== paid.length || (sold?.minor ?? 0) !== total) {
    fail('sales agree at HQ', `${hub.name}: ${paid.length} orders, ${total}; HQ ${sold?.orders}, ${sold?.minor}`);
  }
}
