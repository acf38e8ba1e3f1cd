import type { Ack, Again, Batch, LinkEntry, Tip } from '../../hub/contract/uplink.ts';
import { type Arrived, Poison, rankOf, type Take } from '../feature.ts';
import { advance, cursorOf, noteAbout, noteAlive, noteNewest, noteTold } from '../features/stores/tables.ts';
import { type Sql, StorageFault, type Transaction } from '../store/database.ts';
import { keepEntries, type Placed } from '../store/entries.ts';
import { incarnationOf } from '../store/hq.ts';
import { countAside, putAside } from '../store/quarantine.ts';
import { linkEntry, window } from './message.ts';

export type Takes = ReadonlyMap<string, Take>;
type Aside = NonNullable<Ack['aside']>[number];
interface Cursor {
  first: number;
  told: number;
  mark: number;
  line: number;
  isOpen: boolean;
}

/**
 * Takes a batch in one transaction: what HQ has is trimmed, what would leave a gap is not taken, the rest moves the
 * cursor, the journal and the pictures together. The answer says where the cursor stands now.
 */
export async function takeBatch(
  tx: Transaction,
  takes: Takes,
  store: string,
  batch: Batch,
  now: number,
  ask: (store: string) => string,
): Promise<Ack | Again> {
  // First of all: it holds the store's row, so that what follows sees what any other worker has done.
  await noteAlive(tx, store, now);
  const cursor = await cursorOf(tx, store, batch.ep);
  if (cursor === undefined) return { v: 1, t: 'again', sid: batch.sid, inc: (await incarnationOf(tx)) ?? '' };
  const { inc } = cursor;
  const told = Math.max(batch.head, batch.from + batch.entries.length - 1);
  // An ended life had so many entries and no more: what goes beyond them the store has lost since, or HQ took a dead
  // life for the newest. Only the living one can say which.
  if (!cursor.isOpen && told > cursor.told) return { v: 1, t: 'again', sid: batch.sid, inc, ask: ask(store) };
  const known = cursor.mark - batch.from + 1;
  const isNews = known >= 0 && known < batch.entries.length;
  const mark = isNews ? batch.from + batch.entries.length - 1 : cursor.mark;
  const answer: Ack = { v: 1, t: 'ack', sid: batch.sid, n: batch.n, inc, ep: batch.ep, mark, win: window, now };
  if (!isNews) {
    await noteTold(tx, store, batch.ep, told);
    return answer;
  }
  // A worker that was taken for dead may still write: whoever finds the cursor moved gives up everything.
  const step = { from: cursor.mark, to: mark, told };
  if (!(await advance(tx, store, batch.ep, step))) throw new StorageFault('the cursor was moved elsewhere');
  const placed = batch.entries.slice(known).map((entry, at) => ({
    epoch: batch.ep,
    seq: cursor.mark + 1 + at,
    position: cursor.first + cursor.mark + at,
    entry,
  }));
  const aside = await keep(tx, takes, store, placed, cursor, now);
  return aside.length === 0 ? answer : { ...answer, aside, quarantined: await countAside(tx, store) };
}

/** All of them at once; when that cannot be, each half for itself, down to the one that is poison. */
async function keep(
  tx: Transaction,
  takes: Takes,
  store: string,
  placed: readonly Placed[],
  cursor: Cursor,
  now: number,
): Promise<Aside[]> {
  try {
    await tx.savepoint(() => keepAll(tx, takes, store, placed, cursor, now));
    return [];
  } catch (error) {
    if (error instanceof StorageFault) throw error;
    const [one] = placed;
    if (one === undefined) return [];
    if (placed.length === 1) return [await setAside(tx, store, one, error, now)];
  }
  const middle = Math.ceil(placed.length / 2);
  const first = await keep(tx, takes, store, placed.slice(0, middle), cursor, now);
  return [...first, ...(await keep(tx, takes, store, placed.slice(middle), cursor, now))];
}

async function setAside(tx: Transaction, store: string, placed: Placed, error: unknown, now: number): Promise<Aside> {
  const reason = String(error instanceof Error ? error.message : error).slice(0, 300);
  const { epoch, seq, position, entry } = placed;
  const type = String((entry as LinkEntry | null)?.type ?? '').slice(0, 100);
  const raw = JSON.stringify(entry ?? null);
  await putAside(tx, store, { epoch, seq, position, type, reason, raw, receivedAt: now });
  return { ep: epoch, seq, reason };
}

/** An entry that was put aside and edited takes its own place. @throws {Poison} when it still cannot be taken */
export async function keepAgain(tx: Sql, takes: Takes, store: string, placed: Placed, now: number): Promise<void> {
  const cursor = await cursorOf(tx, store, placed.epoch);
  if (cursor === undefined || placed.seq > cursor.mark) throw new Poison('its life of the journal is not known');
  await keepAll(tx, takes, store, [placed], cursor, now);
}

async function keepAll(
  tx: Sql,
  takes: Takes,
  store: string,
  placed: readonly Placed[],
  cursor: Cursor,
  now: number,
): Promise<void> {
  for (const { entry } of placed) {
    if (!linkEntry.Check(entry)) throw new Poison('the entry has not the form of an entry');
    if (entry.withheld !== undefined) throw new Poison(`the entry was withheld: ${entry.withheld}`);
  }
  await keepEntries(tx, store, placed, now);
  const { line } = cursor;
  const byType = new Map<string, Arrived[]>();
  for (const { position, entry } of placed) {
    if (!takes.has(entry.type)) continue;
    const arrived = { store, rank: rankOf(line, position), line, entry };
    const known = byType.get(entry.type);
    if (known === undefined) byType.set(entry.type, [arrived]);
    else known.push(arrived);
  }
  for (const [type, arrived] of byType) await takes.get(type)?.(tx, arrived);
  const newest = placed.at(-1);
  if (newest === undefined) return;
  const { at, businessDate } = newest.entry;
  const rank = rankOf(line, newest.position);
  await noteNewest(tx, store, { count: placed.length, rank, at, businessDate }, now);
}

/** A store that has nothing to send says so; the answer lets it see whether HQ still has what it confirmed. */
export async function takeTip(
  tx: Transaction,
  store: string,
  tip: Tip,
  now: number,
  ask: (store: string) => string,
): Promise<Ack | Again> {
  await noteAlive(tx, store, now);
  const cursor = await cursorOf(tx, store, tip.ep);
  if (cursor === undefined) return { v: 1, t: 'again', sid: tip.sid, inc: (await incarnationOf(tx)) ?? '' };
  const { inc } = cursor;
  // Either a dead life speaks late, or HQ took a dead one for the newest: only the living one can answer.
  if (!cursor.isOpen) return { v: 1, t: 'again', sid: tip.sid, inc, ask: ask(store) };
  await noteTold(tx, store, tip.ep, tip.last);
  await noteAbout(tx, store, tip, false);
  const { sid, n, ep } = tip;
  const quarantined = await countAside(tx, store);
  return { v: 1, t: 'ack', sid, n, inc, ep, mark: cursor.mark, win: window, now, quarantined };
}
