import type { CounterView } from '../../contract/counters.ts';
import type { GoodsKind, GoodsLineView, GoodsView, LotCount } from '../../contract/purchasing.ts';
import type { Sql } from '../../core/sql.ts';

export function documentCode(sql: Sql, document: string): string | undefined {
  return sql.get<{ code: string }>('SELECT code FROM goods_document WHERE document = ?', document)?.code;
}

/** The document that is open at a counter, and how far its counting has come. */
export function documentAt(sql: Sql, counter: string): CounterView['document'] {
  return sql.get(
    `SELECT d.document, d.code, d.kind, coalesce(sum(l.expected), 0) AS expected, coalesce(sum(l.counted), 0) AS counted
       FROM goods_at_counter g JOIN goods_document d ON d.document = g.document
       LEFT JOIN goods_line l ON l.document = d.document WHERE g.counter = ? GROUP BY d.document`,
    counter,
  );
}

interface Row {
  document: string;
  number: number;
  code: string;
  part: number;
  kind: GoodsKind;
  state: GoodsView['state'];
  party: string;
  partyZh: string;
  partyEn: string;
  blind: number;
  late: number;
  dueAt: number | null;
  reason: string | null;
  madeAt: number;
  changedAt: number;
}
const rows = `SELECT d.document, d.number, d.code, d.part, d.kind, d.state, d.party, coalesce(s.name_zh, d.party) AS partyZh,
    coalesce(s.name_en, d.party) AS partyEn, d.blind, d.late, d.due_at AS dueAt, d.reason, d.made_at AS madeAt,
    d.changed_at AS changedAt
  FROM goods_document d LEFT JOIN supplier s ON s.supplier = d.party`;

type LineRow = Omit<GoodsLineView, 'reason' | 'backBay' | 'lots'> & {
  reason: string | null;
  backBay: string | null;
  lots: string | null;
};
function viewed(sql: Sql, { blind, late, dueAt, reason, ...row }: Row): GoodsView {
  const lines = sql
    .all<LineRow>(
      `SELECT l.gtin, i.name_zh AS nameZh, i.name_en AS nameEn, i.unit, l.expected, l.counted, l.reason,
         i.back_bay AS backBay, l.lots FROM goods_line l JOIN item i USING (gtin) WHERE l.document = ? ORDER BY l.gtin`,
      row.document,
    )
    .map(({ reason: why, backBay, lots, ...line }) => ({
      ...line,
      ...(why === null ? {} : { reason: why }),
      ...(backBay === null ? {} : { backBay }),
      ...(lots === null ? {} : { lots: JSON.parse(lots) as LotCount[] }),
    }));
  const texts = (column: string, query: string): string[] =>
    sql.all<Record<string, string>>(query, row.document).map((one) => one[column] ?? '');
  return {
    ...row,
    blind: blind === 1,
    late: late === 1,
    ...(dueAt === null ? {} : { dueAt }),
    ...(reason === null ? {} : { reason }),
    labels: texts('code', 'SELECT code FROM goods_label WHERE document = ? ORDER BY code').filter(
      (c) => c !== row.code,
    ),
    counters: texts('counter', 'SELECT counter FROM goods_at_counter WHERE document = ? ORDER BY counter'),
    lines,
  };
}

/** What is expected or being counted, the soonest due first; then what ended lately. */
export function openDocuments(sql: Sql): GoodsView[] {
  return sql
    .all<Row>(
      `${rows} WHERE d.state IN ('expected', 'counting') ORDER BY d.state, d.due_at IS NULL, d.due_at, d.number LIMIT 200`,
    )
    .map((row) => viewed(sql, row));
}
export function endedDocuments(sql: Sql, limit: number): GoodsView[] {
  return sql
    .all<Row>(
      `${rows} WHERE d.state IN ('closed', 'cancelled') ORDER BY d.changed_at DESC, d.number DESC LIMIT ?`,
      limit,
    )
    .map((row) => viewed(sql, row));
}
export function documentView(sql: Sql, document: string): GoodsView | undefined {
  const row = sql.get<Row>(`${rows} WHERE d.document = ?`, document);
  return row && viewed(sql, row);
}
