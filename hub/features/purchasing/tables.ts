import type { BodyOf, Events } from '../../contract/commands.ts';
import type { Entry } from '../../contract/journal.ts';
import type { RequestView, SupplierView } from '../../contract/purchasing.ts';
import type { StockWhy } from '../../contract/replenishment.ts';
import type { Sql } from '../../core/sql.ts';
import { shopNumber } from '../shop/tables.ts';
import type { ApproveFacts, ProposalFacts, RequestFact, RequestFacts, SourceFacts } from './rules.ts';

export const nextDocument = (sql: Sql): number =>
  sql.get<{ n: number }>('SELECT coalesce(max(number), 0) + 1 AS n FROM goods_document')?.n ?? 1;
const nextNumber = (sql: Sql): number =>
  sql.get<{ n: number }>('SELECT coalesce(max(number), 0) + 1 AS n FROM purchase_request')?.n ?? 1;
const isSupplier = (sql: Sql, supplier: string): boolean =>
  sql.get('SELECT 1 FROM supplier WHERE supplier = ?', supplier) !== undefined;
const sourceOf = (sql: Sql, gtin: string): string | undefined =>
  sql.get<{ supplier: string }>('SELECT supplier FROM supply_source WHERE gtin = ?', gtin)?.supplier;

/** Which of the items are not in the catalogue. */
export function unknownOf(sql: Sql, gtins: readonly string[]): string[] {
  return gtins.filter((gtin) => sql.get('SELECT 1 FROM item WHERE gtin = ?', gtin) === undefined);
}

export function sourceFacts(sql: Sql, body: BodyOf<'purchasing.set-sources'>): SourceFacts {
  return { supplierKnown: isSupplier(sql, body.supplier), unknown: unknownOf(sql, body.gtins) };
}

export function requestFacts(sql: Sql, body: BodyOf<'purchasing.request'>): RequestFacts {
  const gtins = body.lines.map((line) => line.gtin);
  return {
    supplierKnown: body.supplier === undefined || isSupplier(sql, body.supplier),
    unknown: unknownOf(sql, gtins),
    nextNumber: nextNumber(sql),
    sources: new Map(
      gtins.flatMap((gtin) => {
        const supplier = sourceOf(sql, gtin);
        return supplier ? [[gtin, supplier] as const] : [];
      }),
    ),
  };
}

export function proposalFacts(sql: Sql, body: { gtin: string }): ProposalFacts {
  return {
    pending: sql.get(
      `SELECT request, quantity FROM purchase_request WHERE gtin = ? AND state = 'pending' AND origin = 'proposal'`,
      body.gtin,
    ),
    nextNumber: nextNumber(sql),
    supplier: sourceOf(sql, body.gtin),
  };
}

/** A request without a supplier of its own takes who delivers the item now. */
export function requestFact(sql: Sql, { request }: { request: string }): RequestFact | undefined {
  return sql.get(
    `SELECT r.request, r.number, r.gtin, r.quantity, r.state, coalesce(r.supplier, s.supplier) AS supplier
       FROM purchase_request r LEFT JOIN supply_source s ON s.gtin = r.gtin WHERE r.request = ?`,
    request,
  );
}

export function approveFacts(sql: Sql, body: BodyOf<'purchasing.approve'>): ApproveFacts {
  return {
    requests: body.requests.map((one) => requestFact(sql, one)),
    suppliers: new Map(
      sql
        .all<{ supplier: string; leadDays: number }>('SELECT supplier, lead_days AS leadDays FROM supplier')
        .map((row) => [row.supplier, row]),
    ),
    store: shopNumber(sql),
    nextDocument: nextDocument(sql),
  };
}

export function applySupplier(sql: Sql, data: Events['purchasing.supplier-set']): void {
  sql.run(
    `INSERT INTO supplier (supplier, name_zh, name_en, lead_days, active) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (supplier) DO UPDATE SET name_zh = excluded.name_zh, name_en = excluded.name_en,
       lead_days = excluded.lead_days, active = excluded.active`,
    data.supplier,
    data.nameZh,
    data.nameEn,
    data.leadDays,
    data.active ? 1 : 0,
  );
}

export function applySources(sql: Sql, data: Events['purchasing.sources-set']): void {
  for (const gtin of data.gtins)
    sql.run(
      `INSERT INTO supply_source (gtin, supplier) VALUES (?, ?)
       ON CONFLICT (gtin) DO UPDATE SET supplier = excluded.supplier`,
      gtin,
      data.supplier,
    );
}

export function applyRequested(sql: Sql, data: Events['purchasing.requested'], entry: Entry): void {
  sql.run(
    `INSERT INTO purchase_request (request, number, gtin, quantity, origin, state, supplier, note, why, at, changed_at)
     VALUES (?, ?, ?, ?, ?, 'pending', ?, ?, ?, ?, ?)`,
    data.request,
    data.number,
    data.gtin,
    data.quantity,
    data.origin,
    data.supplier ?? null,
    data.note ?? null,
    data.why ? JSON.stringify(data.why) : null,
    entry.at,
    entry.at,
  );
}

export function applyRevised(sql: Sql, data: Events['purchasing.request-revised'], entry: Entry): void {
  sql.run(
    'UPDATE purchase_request SET quantity = ?, why = ?, changed_at = ? WHERE request = ?',
    data.quantity,
    JSON.stringify(data.why),
    entry.at,
    data.request,
  );
}

export function applyApproved(sql: Sql, data: Events['purchasing.approved'], entry: Entry): void {
  sql.run(
    `UPDATE purchase_request SET state = 'approved', quantity = ?, document = ?, changed_at = ? WHERE request = ?`,
    data.quantity,
    data.document,
    entry.at,
    data.request,
  );
}

export function applyEnded(sql: Sql, data: Events['purchasing.request-ended'], entry: Entry): void {
  sql.run(
    'UPDATE purchase_request SET state = ?, note = ?, changed_at = ? WHERE request = ?',
    data.state,
    data.reason,
    entry.at,
    data.request,
  );
}

export function suppliers(sql: Sql): SupplierView[] {
  return sql
    .all<Omit<SupplierView, 'active'> & { active: number }>(
      `SELECT supplier, name_zh AS nameZh, name_en AS nameEn, lead_days AS leadDays, active,
         (SELECT count(*) FROM supply_source i WHERE i.supplier = s.supplier) AS items
       FROM supplier s ORDER BY active DESC, supplier`,
    )
    .map((row) => ({ ...row, active: row.active === 1 }));
}

type RequestRow = Omit<RequestView, 'why' | 'casePack' | 'supplier' | 'supplierZh' | 'supplierEn' | 'note'> & {
  why: string | null;
  casePack: number | null;
  supplier: string | null;
  supplierZh: string | null;
  supplierEn: string | null;
  note: string | null;
};

/** What waits for a decision, oldest first. */
export function pendingRequests(sql: Sql, limit: number): RequestView[] {
  return sql
    .all<RequestRow>(
      `SELECT r.request, r.number, r.gtin, i.name_zh AS nameZh, i.name_en AS nameEn, i.unit, r.quantity,
         i.details ->> '$.casePack' AS casePack, r.origin, r.state, coalesce(r.supplier, c.supplier) AS supplier,
         s.name_zh AS supplierZh, s.name_en AS supplierEn, r.note, r.why, r.at
       FROM purchase_request r JOIN item i USING (gtin) LEFT JOIN supply_source c ON c.gtin = r.gtin
       LEFT JOIN supplier s ON s.supplier = coalesce(r.supplier, c.supplier)
       WHERE r.state = 'pending' ORDER BY r.number LIMIT ?`,
      limit,
    )
    .map(({ why, casePack, supplier, supplierZh, supplierEn, note, ...row }) => {
      const optional = { casePack, supplier, supplierZh, supplierEn, note };
      const present = Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== null));
      return { ...row, ...present, ...(why === null ? {} : { why: JSON.parse(why) as StockWhy }) };
    });
}
