import type { Command } from '../../contract/command.ts';
import type { Events } from '../../contract/commands.ts';
import type { ContextRule, ContextRuleView, Finding, Truth } from '../../contract/context-rules.ts';
import type { Entry } from '../../contract/journal.ts';
import type { Role } from '../../contract/staff.ts';
import { dateOf, weekdayOf } from '../../core/calendar.ts';
import { evaluate, type World } from '../../core/conditions/evaluate.ts';
import type { Sql } from '../../core/sql.ts';
import { offsetsOf, wallTimeOf } from '../../core/zone.ts';
import { readShop } from '../shop/tables.ts';
import type { JudgeFacts, RuleFact } from './rules.ts';

export function ruleFacts(sql: Sql, body: { rule: string }): RuleFact | undefined {
  const row = sql.get<{ details: string; truth: Truth }>(
    'SELECT details, truth FROM context_rule WHERE rule = ?',
    body.rule,
  );
  return row && { details: sql.settings<ContextRule>(row.details), truth: row.truth };
}

export function judgeFacts(sql: Sql, body: { rule: string }, moment: { now: number }): JudgeFacts {
  return { rule: ruleFacts(sql, body), world: worldAt(sql, moment.now) };
}

/** The shop as a condition sees it, at an instant. */
function worldAt(sql: Sql, now: number): World {
  const shop = readShop(sql);
  const time = shop && wallTimeOf(now, offsetsOf(shop.timeZone));
  const shift = sql.get<{ shift: string }>('SELECT shift FROM shift WHERE ended_at IS NULL')?.shift;
  return {
    stock: (gtin, location) =>
      sql.get<{ n: number }>('SELECT on_hand AS n FROM stock_level WHERE gtin = ? AND location = ?', gtin, location)?.n,
    level: (gtin) =>
      sql.get<{ n: number }>(`SELECT level AS n FROM stock_rule WHERE gtin = ? AND location = 'shop-floor'`, gtin)?.n,
    wall: time && { weekday: weekdayOf(time.day), minutes: Math.floor(time.ms / 60_000), date: dateOf(time.day) },
    onShift:
      shift === undefined
        ? undefined
        : sql
            .all<{ role: Role }>(
              'SELECT s.role FROM shift_staff p JOIN staff s ON s.staff = p.staff AND s.active = 1 WHERE p.plan = ? ORDER BY s.staff',
              shift.slice(shift.indexOf('/') + 1),
            )
            .map(({ role }) => role),
  };
}

/** Rules whose judgement is another than the last. The id names the change, so it is written once, whoever asks again. */
export function due(sql: Sql, now: number): Pick<Command, 'id' | 'type' | 'body'>[] {
  const rules = sql.all<{ rule: string; details: string; truth: Truth; times: number; since: number | null }>(
    'SELECT rule, details, truth, times, since FROM context_rule ORDER BY rule',
  );
  if (rules.length === 0) return [];
  const world = worldAt(sql, now);
  return rules
    .filter(({ details, truth }) => evaluate(sql.settings<ContextRule>(details).when, world).truth !== truth)
    .map(({ rule, truth, since }) => ({
      id: `hub:context-rule:${rule}:${truth}:${since ?? 0}:${now}`,
      type: 'context-rules.judge',
      body: { rule },
    }));
}

/** A rule that is said anew is judged anew: what it was before says nothing about it. */
export function applySet(sql: Sql, data: ContextRule): void {
  sql.run(
    `INSERT INTO context_rule (rule, details, truth, because, times) VALUES (?, ?, 'false', '[]', 0)
     ON CONFLICT (rule) DO UPDATE SET details = excluded.details, truth = 'false', because = '[]', since = NULL`,
    data.rule,
    JSON.stringify(data),
  );
}
export function applyRemoved(sql: Sql, data: { rule: string }): void {
  sql.run('DELETE FROM context_rule WHERE rule = ?', data.rule);
}
export function applyJudged(sql: Sql, data: Events['context-rules.judged'], entry: Entry): void {
  sql.run(
    'UPDATE context_rule SET truth = ?, because = ?, since = ?, times = times + ? WHERE rule = ?',
    data.truth,
    JSON.stringify(data.because),
    entry.at,
    data.truth === 'true' ? 1 : 0,
    data.rule,
  );
}

export function contextRuleViews(sql: Sql): ContextRuleView[] {
  return sql
    .all<{ details: string; truth: Truth; because: string; since: number | null; times: number }>(
      'SELECT details, truth, because, since, times FROM context_rule ORDER BY rule',
    )
    .map(({ details, because, since, ...row }) => {
      const { rule, nameZh, nameEn, when } = JSON.parse(details) as ContextRule;
      const reasons = JSON.parse(because) as Finding[];
      return { rule, nameZh, nameEn, when, ...row, because: reasons, ...(since === null ? {} : { since }) };
    });
}
