import type { BodyOf, Events } from '../../contract/commands.ts';
import type { Entry } from '../../contract/journal.ts';
import type { WriteOffAsked, WriteOffView } from '../../contract/write-offs.ts';
import type { Sql } from '../../core/sql.ts';
import { stockPolicy } from './lot-tables.ts';
import { poolIn } from './valuation-tables.ts';
import type { DecideFacts, PersonFact, WriteOffFacts } from './write-off-rules.ts';

const person = (sql: Sql, staff: string | undefined): PersonFact | undefined =>
  staff === undefined
    ? undefined
    : sql.get<PersonFact>('SELECT staff, role FROM staff WHERE staff = ? AND active = 1', staff);

export function writeOffFacts(sql: Sql, body: BodyOf<'inventory.write-off'>): WriteOffFacts {
  return {
    item: sql.get('SELECT unit, price_minor AS priceMinor FROM item WHERE gtin = ?', body.gtin),
    pool: poolIn(sql, body.gtin, 'shop'),
    limitMinor: stockPolicy(sql).writeOffLimitMinor,
    asker: person(sql, body.staff),
    approver: person(sql, body.approver),
  };
}

interface Row {
  writeOff: string;
  state: WriteOffView['state'];
  gtin: string;
  location: string;
  quantity: number;
  reason: WriteOffAsked['reason'];
  note: string | null;
  lot: string | null;
  worth: number;
  askedBy: string;
}
const columns = `write_off AS writeOff, w.state, w.gtin, w.location, w.quantity, w.reason, w.note, w.lot, w.worth, w.asked_by AS askedBy`;

function askedOf({ state: _state, note, lot, ...row }: Row): WriteOffAsked {
  return { ...row, ...(note === null ? {} : { note }), ...(lot === null ? {} : { lot }) };
}

export function decideFacts(sql: Sql, body: { writeOff: string; approver?: string; staff?: string }): DecideFacts {
  const row = sql.get<Row>(`SELECT ${columns} FROM write_off w WHERE write_off = ?`, body.writeOff);
  return {
    asked: row && askedOf(row),
    isPending: row?.state === 'pending',
    person: person(sql, body.approver ?? body.staff),
  };
}

function insert(sql: Sql, asked: WriteOffAsked, entry: Entry, decidedBy: string | null, isBooked: boolean): void {
  sql.run(
    `INSERT INTO write_off (write_off, state, gtin, location, quantity, reason, note, lot, worth, asked_by, asked_at, decided_by, decided_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (write_off) DO UPDATE SET state = excluded.state, decided_by = excluded.decided_by, decided_at = excluded.decided_at`,
    ...[asked.writeOff, isBooked ? 'booked' : 'pending', asked.gtin, asked.location, asked.quantity, asked.reason],
    ...[asked.note ?? null, asked.lot ?? null, asked.worth, asked.askedBy, entry.at],
    ...[decidedBy, isBooked ? entry.at : null],
  );
}
export function applyAsked(sql: Sql, data: Events['inventory.write-off-asked'], entry: Entry): void {
  insert(sql, data, entry, null, false);
}
export function applyWrittenOff(sql: Sql, data: Events['inventory.written-off'], entry: Entry): void {
  insert(sql, data, entry, data.approvedBy ?? null, true);
}
export function applyRefused(sql: Sql, data: Events['inventory.write-off-refused'], entry: Entry): void {
  sql.run(
    `UPDATE write_off SET state = 'refused', decided_by = ?, decided_at = ?, decision = ? WHERE write_off = ?`,
    ...[data.refusedBy, entry.at, data.note, data.writeOff],
  );
}

type ViewRow = Row & {
  nameZh: string;
  nameEn: string;
  unit: 'each' | 'gram';
  askedAt: number;
  decidedBy: string | null;
  decidedAt: number | null;
  decision: string | null;
};

/** Those that wait first, oldest first; with `all` also the newest that were decided. */
export function writeOffs(sql: Sql, all: boolean, limit: number): WriteOffView[] {
  return sql
    .all<ViewRow>(
      `SELECT ${columns}, i.name_zh AS nameZh, i.name_en AS nameEn, i.unit, asked_at AS askedAt, decided_by AS decidedBy,
         decided_at AS decidedAt, decision FROM write_off w JOIN item i USING (gtin)
        WHERE w.state = 'pending' OR ? ORDER BY w.state <> 'pending', CASE w.state WHEN 'pending' THEN asked_at ELSE -decided_at END, write_off LIMIT ?`,
      ...[all ? 1 : 0, limit],
    )
    .map(({ note, lot, decidedBy, decidedAt, decision, ...row }) => ({
      ...row,
      ...(note === null ? {} : { note }),
      ...(lot === null ? {} : { lot }),
      ...(decidedBy === null ? {} : { decidedBy }),
      ...(decidedAt === null ? {} : { decidedAt }),
      ...(decision === null ? {} : { decision }),
    }));
}
