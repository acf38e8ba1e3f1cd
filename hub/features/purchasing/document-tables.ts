import type { Command } from '../../contract/command.ts';
import type { BodyOf, Events } from '../../contract/commands.ts';
import type { Entry } from '../../contract/journal.ts';
import type { GoodsClosed, GoodsExpected, GoodsLine, LotCount } from '../../contract/purchasing.ts';
import type { Sql } from '../../core/sql.ts';
import type { CloseFacts } from './closing-rules.ts';
import type { CountFacts } from './count-rules.ts';
import type * as rules from './document-rules.ts';
import { nextDocument, unknownOf } from './tables.ts';

type DocumentRow = Omit<rules.DocumentFact, 'blind' | 'late'> & { blind: number; late: number };
const fact =
  'SELECT d.document, d.code, d.part, d.kind, d.state, d.party, d.blind, d.due_at AS dueAt, d.late FROM goods_document d';
const factOf = (row: DocumentRow | undefined): rules.DocumentFact | undefined =>
  row && { ...row, blind: row.blind === 1, late: row.late === 1 };

function documentFact(sql: Sql, document: string): rules.DocumentFact | undefined {
  return factOf(sql.get<DocumentRow>(`${fact} WHERE d.document = ?`, document));
}
function documentByCode(sql: Sql, code: string): rules.DocumentFact | undefined {
  return factOf(sql.get<DocumentRow>(`${fact} JOIN goods_label l ON l.document = d.document WHERE l.code = ?`, code));
}
const isCounter = (sql: Sql, counter: string): boolean =>
  sql.get('SELECT 1 FROM counter WHERE counter = ?', counter) !== undefined;
const labelTaken = (sql: Sql, labels: readonly string[], document = ''): string | undefined =>
  labels.find((code) => sql.get('SELECT 1 FROM goods_label WHERE code = ? AND document <> ?', code, document));

type LineRow = Omit<rules.LineFact, 'lots'> & { lots: string | null };
const line = 'SELECT gtin, expected, counted, settled, lots FROM goods_line WHERE document = ?';
const lineOf = ({ lots, ...row }: LineRow): rules.LineFact => ({
  ...row,
  lots: lots === null ? [] : (JSON.parse(lots) as LotCount[]),
});
const linesOf = (sql: Sql, document: string): rules.LineFact[] =>
  sql.all<LineRow>(`${line} ORDER BY gtin`, document).map(lineOf);

export function expectFacts(sql: Sql, body: BodyOf<'purchasing.expect'>): rules.ExpectFacts {
  const same = factOf(sql.get<DocumentRow>(`${fact} WHERE d.code = ? AND d.part = 1`, body.code));
  return {
    same: same && {
      ...same,
      lines: sql.all<GoodsLine>(
        'SELECT gtin, expected AS quantity FROM goods_line WHERE document = ? AND expected > 0 ORDER BY gtin',
        same.document,
      ),
    },
    labelTaken: labelTaken(sql, [body.code, ...(body.labels ?? [])]),
    unknown: unknownOf(
      sql,
      body.lines.map(({ gtin }) => gtin),
    ),
    nextDocument: nextDocument(sql),
  };
}

export function startFacts(sql: Sql, body: BodyOf<'purchasing.start'>): rules.StartFacts {
  return {
    known: body.code !== undefined && labelTaken(sql, [body.code]) !== undefined,
    counterKnown: body.counter === undefined || isCounter(sql, body.counter),
    store: sql.get<{ number: number }>('SELECT number FROM shop WHERE one = 1')?.number ?? 0,
    nextDocument: nextDocument(sql),
  };
}

export function labelFacts(sql: Sql, body: BodyOf<'purchasing.add-labels'>) {
  return {
    document: documentFact(sql, body.document),
    labelTaken: labelTaken(sql, body.labels, body.document),
  };
}
export function oneFacts(sql: Sql, body: { document: string }): rules.OneFacts {
  const task = sql.get<{ task: string }>(
    `SELECT task FROM task WHERE kind = 'late-delivery' AND subject = ? AND state IN ('needs-action', 'in-process')`,
    `document:${body.document}`,
  );
  return { document: documentFact(sql, body.document), lateTask: task?.task, lines: linesOf(sql, body.document) };
}
export function openFacts(sql: Sql, body: BodyOf<'purchasing.open'>): rules.CounterFacts {
  return { document: documentFact(sql, body.document), counterKnown: isCounter(sql, body.counter) };
}
export function scanFacts(sql: Sql, body: BodyOf<'purchasing.scan-document'>): rules.CounterFacts {
  return { document: documentByCode(sql, body.code), counterKnown: isCounter(sql, body.counter) };
}
export function leaveFacts(sql: Sql, body: { counter: string }): { isOpen: boolean } {
  return { isOpen: sql.get('SELECT 1 FROM goods_at_counter WHERE counter = ?', body.counter) !== undefined };
}
export function countFacts(sql: Sql, body: { document: string; gtin: string }): CountFacts {
  const row = sql.get<LineRow>(`${line} AND gtin = ?`, body.document, body.gtin);
  return {
    document: documentFact(sql, body.document),
    line: row && lineOf(row),
    itemKnown: sql.get('SELECT 1 FROM item WHERE gtin = ?', body.gtin) !== undefined,
  };
}
export function closeFacts(sql: Sql, body: { document: string }): CloseFacts {
  const one = oneFacts(sql, body);
  const parts = sql.get<{ n: number }>(
    'SELECT max(part) AS n FROM goods_document WHERE code = ?',
    one.document?.code ?? '',
  );
  return { ...one, nextDocument: nextDocument(sql), nextPart: (parts?.n ?? 1) + 1 };
}

export function applyExpected(sql: Sql, data: GoodsExpected, entry: Entry): void {
  sql.run(
    `INSERT INTO goods_document (document, number, code, part, kind, state, party, blind, due_at, reason, made_at, changed_at)
     VALUES (?, ?, ?, ?, ?, 'expected', ?, ?, ?, ?, ?, ?)`,
    ...[data.document, data.number, data.code, data.part, data.kind, data.party, data.blind ? 1 : 0],
    ...[data.dueAt ?? null, data.reason ?? null, entry.at, entry.at],
  );
  for (const { gtin, quantity } of data.lines)
    sql.run(
      `INSERT INTO goods_line (document, gtin, expected, counted) VALUES (?, ?, ?, 0)
       ON CONFLICT (document, gtin) DO UPDATE SET expected = expected + excluded.expected`,
      data.document,
      gtin,
      quantity,
    );
  setLabels(sql, data.document, [data.code, ...data.labels]);
}

/** The number on the paper means what is still to come of it; a pallet's label stays with its delivery. */
function setLabels(sql: Sql, document: string, labels: readonly string[]): void {
  for (const code of labels)
    sql.run(
      `INSERT INTO goods_label (code, document) VALUES (?, ?)
       ON CONFLICT (code) DO UPDATE SET document = excluded.document`,
      code,
      document,
    );
}
export function applyLabelled(sql: Sql, data: Events['purchasing.labelled']): void {
  setLabels(sql, data.document, data.labels);
}

export function applyOpened(sql: Sql, data: Events['purchasing.opened'], entry: Entry): void {
  sql.run(
    `INSERT INTO goods_at_counter (counter, document) VALUES (?, ?)
     ON CONFLICT (counter) DO UPDATE SET document = excluded.document`,
    data.counter,
    data.document,
  );
  sql.run(
    `UPDATE goods_document SET state = 'counting', changed_at = ? WHERE document = ? AND state = 'expected'`,
    entry.at,
    data.document,
  );
}
export function applyLeft(sql: Sql, data: { counter: string }): void {
  sql.run('DELETE FROM goods_at_counter WHERE counter = ?', data.counter);
}
/** A counter that does something else than receiving has put the delivery down. */
export function applyMode(sql: Sql, data: Events['counters.mode-set']): void {
  if (data.mode !== 'receive') applyLeft(sql, data);
}

export function applyCounted(sql: Sql, data: Events['purchasing.counted'], entry: Entry): void {
  sql.run(
    `INSERT INTO goods_line (document, gtin, expected, counted, lots) VALUES (?, ?, 0, ?, ?)
     ON CONFLICT (document, gtin) DO UPDATE SET counted = excluded.counted, lots = excluded.lots`,
    data.document,
    data.gtin,
    data.counted,
    data.lots ? JSON.stringify(data.lots) : null,
  );
  sql.run(`UPDATE goods_document SET state = 'counting', changed_at = ? WHERE document = ?`, entry.at, data.document);
}

function end(sql: Sql, document: string, state: 'closed' | 'cancelled', reason: string | null, at: number): void {
  sql.run(
    'UPDATE goods_document SET state = ?, reason = coalesce(?, reason), changed_at = ? WHERE document = ?',
    state,
    reason,
    at,
    document,
  );
  sql.run('DELETE FROM goods_at_counter WHERE document = ?', document);
}
export function applyClosed(sql: Sql, data: GoodsClosed, entry: Entry): void {
  end(sql, data.document, 'closed', null, entry.at);
  for (const { gtin, reason } of data.lines)
    sql.run('UPDATE goods_line SET reason = ? WHERE document = ? AND gtin = ?', reason ?? null, data.document, gtin);
}
export function applyCancelled(sql: Sql, data: Events['purchasing.cancelled'], entry: Entry): void {
  end(sql, data.document, 'cancelled', data.reason, entry.at);
}
export function applySettled(sql: Sql, data: Events['purchasing.transit-settled']): void {
  for (const { gtin, quantity } of data.lines)
    sql.run(
      'UPDATE goods_line SET settled = settled + ? WHERE document = ? AND gtin = ?',
      quantity,
      data.document,
      gtin,
    );
}
export function applyLate(sql: Sql, data: Events['purchasing.late']): void {
  sql.run('UPDATE goods_document SET late = 1 WHERE document = ?', data.document);
}

/** What should have come by now. The id names the very date that passed, so it is told once, also after a restart. */
export function due(sql: Sql, now: number): Pick<Command, 'id' | 'type' | 'body'>[] {
  return sql
    .all<{ document: string; dueAt: number }>(
      `SELECT document, due_at AS dueAt FROM goods_document
        WHERE state IN ('expected', 'counting') AND kind IN ('delivery', 'transfer-in') AND due_at <= ? AND late = 0
        ORDER BY due_at, number LIMIT 50`,
      now,
    )
    .map((body) => ({ id: `hub:late:${body.document}:${body.dueAt}`, type: 'purchasing.note-late', body }));
}
