import SQLite, { type Database as Disk } from 'better-sqlite3';
import type { Outcome } from '../../hub/contract/command.ts';
import type { Entry } from '../../hub/contract/journal.ts';
import type { EpochRange } from '../../hub/core/link/lanes.ts';
import type { Level } from '../../hub/core/link/stock-digest.ts';
import type { Instructed, LinkState, UplinkStore } from '../../hub/edges/relay/port.ts';

/** What a business may write; the double gives it the rest. */
export interface Happening {
  type: string;
  data: unknown;
}

/** A store on real SQLite with nothing but a journal, lives, bookkeeping and replies: what the link needs of a hub. */
export class HubDouble implements UplinkStore {
  readonly raw: Disk;
  readonly #listeners = new Set<() => void>();
  /** A dead hub's code may still run to its next await; its disk does not take anything any more. */
  dead = false;
  /** A disk that cannot be read for a while. */
  unreadable = false;

  constructor(raw: Disk) {
    this.raw = raw;
    raw.exec(`
      CREATE TABLE IF NOT EXISTS journal (position INTEGER PRIMARY KEY, entry TEXT NOT NULL) STRICT;
      CREATE TABLE IF NOT EXISTS life (id INTEGER PRIMARY KEY, epoch TEXT NOT NULL UNIQUE, first INTEGER NOT NULL) STRICT;
      CREATE TABLE IF NOT EXISTS note (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
      CREATE TABLE IF NOT EXISTS reply (id TEXT PRIMARY KEY, outcome TEXT NOT NULL) STRICT;
      CREATE TABLE IF NOT EXISTS level (gtin TEXT PRIMARY KEY, on_hand INTEGER NOT NULL, rev INTEGER NOT NULL) STRICT;`);
  }

  /** Every start of a hub is a new life of its journal. */
  boot(epoch: string): this {
    this.raw.prepare('INSERT INTO life (epoch, first) VALUES (?, ?)').run(epoch, this.head() + 1);
    return this;
  }

  rolls = 0;
  async roll(): Promise<void> {
    this.#alive();
    this.rolls += 1;
    this.boot(`${this.epochs().at(-1)?.epoch}+${this.rolls}`);
  }

  #alive(): void {
    if (this.dead) throw new Error('this hub is dead');
    if (this.unreadable) throw new Error('SQLITE_IOERR');
  }

  epochs(): EpochRange[] {
    this.#alive();
    const lives = this.raw.prepare<[], { epoch: string; first: number }>('SELECT * FROM life ORDER BY id').all();
    return lives.map(({ epoch, first }, at) => ({ epoch, first, last: (lives[at + 1]?.first ?? this.head() + 1) - 1 }));
  }
  head(): number {
    return (this.raw.prepare('SELECT max(position) FROM journal').pluck().get() as number | null) ?? 0;
  }
  entries(from: number, limit: number): Entry[] {
    this.#alive();
    const rows = this.raw
      .prepare<[number, number], { entry: string }>(
        'SELECT entry FROM journal WHERE position >= ? ORDER BY position LIMIT ?',
      )
      .all(from, limit);
    return rows.map(({ entry }) => JSON.parse(entry) as Entry);
  }
  mark(): LinkState | undefined {
    const value = this.raw.prepare("SELECT value FROM note WHERE name = 'link'").pluck().get() as string | undefined;
    return value === undefined ? undefined : (JSON.parse(value) as LinkState);
  }
  async setMark(state: LinkState): Promise<void> {
    this.#alive();
    this.raw
      .prepare("INSERT INTO note VALUES ('link', ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value")
      .run(JSON.stringify(state));
  }
  onCommitted(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
  outcome(id: string): Outcome | undefined {
    const kept = this.raw.prepare('SELECT outcome FROM reply WHERE id = ?').pluck().get(id) as string | undefined;
    return kept === undefined ? undefined : ({ ...JSON.parse(kept), repeated: true } as Outcome);
  }
  async submit(command: Instructed): Promise<Outcome> {
    this.#alive();
    const before = this.outcome(command.id);
    if (before !== undefined) return before;
    const refused = (command.body as { refuse?: boolean }).refuse === true;
    const outcome: Outcome = refused
      ? { status: 'refused', refusal: { code: 'no', detail: 'a rule said no' }, repeated: false }
      : {
          status: 'done',
          repeated: false,
          entries: this.write([{ type: 'hq.obeyed', data: { id: command.id } }], { command: command.id }),
        };
    this.raw.prepare('INSERT INTO reply VALUES (?, ?)').run(command.id, JSON.stringify(outcome));
    this.committed();
    return outcome;
  }

  /** Commits entries, as one group commit would. */
  write(happenings: readonly Happening[], about: { at?: number; command?: string } = {}): Entry[] {
    this.#alive();
    const insert = this.raw.prepare('INSERT INTO journal VALUES (?, ?)');
    let position = this.head();
    const entries = happenings.map(({ type, data }): Entry => {
      position += 1;
      const at = about.at ?? 1_700_000_000_000 + position;
      const actor = { by: 'hub' };
      return { position, type, data, at, businessDate: '2026-03-02', actor, command: about.command ?? `c${position}` };
    });
    this.raw.transaction(() => entries.forEach((entry) => void insert.run(entry.position, JSON.stringify(entry))))();
    return entries;
  }
  committed(): void {
    for (const listener of this.#listeners) listener();
  }

  levels(): Level[] {
    const rows = this.raw
      .prepare<[], { gtin: string; on_hand: number; rev: number }>('SELECT gtin, on_hand, rev FROM level')
      .all();
    return rows.map(({ gtin, on_hand, rev }) => ({ gtin, location: 'shop-floor', onHand: on_hand, rev }));
  }

  /** A stock move with its level after it, as the real inventory journals it. */
  move(gtin: string, quantity: number): void {
    this.raw
      .prepare(
        'INSERT INTO level VALUES (?, ?, 1) ON CONFLICT (gtin) DO UPDATE SET on_hand = on_hand + ?, rev = rev + 1',
      )
      .run(gtin, quantity, quantity);
    const level = this.level(gtin);
    const data = { move: `m${this.head() + 1}`, gtin, from: 'supplier', to: 'shop-floor', quantity, reason: 'receipt' };
    const after = [{ location: 'shop-floor', onHand: level.onHand, rev: level.rev }];
    this.write([{ type: 'inventory.moved', data: { ...data, after } }]);
  }
  level(gtin: string): { onHand: number; rev: number } {
    const row = this.raw
      .prepare<[string], { on_hand: number; rev: number }>('SELECT on_hand, rev FROM level WHERE gtin = ?')
      .get(gtin);
    return { onHand: row?.on_hand ?? 0, rev: row?.rev ?? 0 };
  }
}

/** A second life of the same disk, or an older picture of it. */
export function copyOf(raw: Disk): Disk {
  return new SQLite(raw.serialize());
}
