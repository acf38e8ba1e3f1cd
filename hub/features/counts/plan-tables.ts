import type { Command } from '../../contract/command.ts';
import type { BodyOf } from '../../contract/commands.ts';
import type { PlanLine, PlanView } from '../../contract/count-views.ts';
import type { ItemClass } from '../../contract/counts.ts';
import { dayNumber } from '../../core/calendar.ts';
import type { Moment } from '../../core/feature.ts';
import type { Sql } from '../../core/sql.ts';
import { readShop } from '../shop/tables.ts';
import { countPolicy } from './line-tables.ts';
import { byUrgency, type Countable, classified, type Due, dueOf } from './plan-rules.ts';
import type { DueFacts } from './rules.ts';

interface PlanRow {
  gtin: string;
  nameZh: string;
  nameEn: string;
  bay: string | null;
  soldMinor: number;
  onHand: number;
  lastCounted: number | null;
  differing: number;
}

/**
 * What is kept at a place, with what it sold (at its price), when it was last counted, by sheet or by a correction, and
 * how many of its last three counts came out differing.
 */
const rows = `SELECT i.gtin, i.name_zh AS nameZh, i.name_en AS nameEn,
    CASE ? WHEN 'shop-floor' THEN i.shelf WHEN 'back-room' THEN i.back_bay END AS bay,
    coalesce((SELECT sum(d.sold) FROM demand_day d WHERE d.gtin = i.gtin AND d.date >= ?), 0) * i.price_minor
      / CASE i.unit WHEN 'gram' THEN 1000 ELSE 1 END AS soldMinor,
    coalesce(l.on_hand, 0) AS onHand,
    nullif(max(coalesce((SELECT max(f.at) FROM count_figure f WHERE f.gtin = i.gtin AND f.location = ?), 0),
      coalesce((SELECT max(m.at) FROM stock_move m WHERE m.gtin = i.gtin AND m.reason IN ('count_gain', 'count_loss')
        AND m.reversed_by IS NULL AND ? IN (m.from_location, m.to_location)
        AND NOT EXISTS (SELECT 1 FROM count_sheet s WHERE s.sheet = m.reference)), 0)), 0) AS lastCounted,
    (SELECT count(*) FROM (SELECT variance FROM count_figure f WHERE f.gtin = i.gtin AND f.location = ?
        ORDER BY f.evidence DESC LIMIT 3) WHERE variance <> 0) AS differing
  FROM item i LEFT JOIN stock_level l ON l.gtin = i.gtin AND l.location = ?
  WHERE (l.gtin IS NOT NULL OR (? = 'shop-floor' AND i.shelf IS NOT NULL)) ORDER BY i.gtin`;

/** So many days before a date, as a date; found by its number, since a date has no arithmetic of its own. */
function daysBefore(sql: Sql, date: string, days: number): string {
  return sql.get<{ date: string }>(`SELECT date(?, ?) AS date`, date, `-${days} days`)?.date ?? date;
}

export function classesOf(sql: Sql, location: string, today: string): (PlanRow & { readonly class: ItemClass })[] {
  const policy = countPolicy(sql);
  const from = daysBefore(sql, today, policy.salesDays);
  return classified(sql.all<PlanRow>(rows, location, from, ...Array<string>(5).fill(location)), policy);
}

type Planned = PlanRow & Countable & Due;

function planOf(sql: Sql, location: string, today: string, now: number): Planned[] {
  const policy = countPolicy(sql);
  return byUrgency(classesOf(sql, location, today).map((item) => ({ ...item, ...dueOf(item, policy, now) })));
}

export function planView(
  sql: Sql,
  { location, today, now, limit, asOf }: { location: string; today: string; now: number; limit: number; asOf: number },
): PlanView {
  const items = planOf(sql, location, today, now);
  const isDue = (item: Planned): boolean => item.why !== 'later';
  return {
    asOf,
    at: now,
    location,
    policy: { ...countPolicy(sql) },
    classes: (['A', 'B', 'C'] as const).map((name) => {
      const those = items.filter((item) => item.class === name);
      const soldMinor = those.reduce((sum, item) => sum + item.soldMinor, 0);
      return { class: name, items: those.length, due: those.filter(isDue).length, soldMinor };
    }),
    due: items.filter(isDue).length,
    items: items.slice(0, limit).map(
      ({ gtin, nameZh, nameEn, bay, class: ofClass, soldMinor, lastCounted, dueInDays, why }): PlanLine => ({
        ...{ gtin, nameZh, nameEn, class: ofClass, soldMinor, dueInDays, why },
        ...(bay === null ? {} : { bay }),
        ...(lastCounted === null ? {} : { lastCounted }),
      }),
    ),
  };
}

export function dueFacts(sql: Sql, body: BodyOf<'counts.begin-due'>, moment: Moment): DueFacts {
  const most = countPolicy(sql).daily?.items ?? 0;
  return {
    planned: sql.get('SELECT 1 FROM count_plan WHERE date = ?', body.date) !== undefined,
    open: sql.get(`SELECT 1 FROM count_sheet WHERE plan IS NOT NULL AND state IN ('counting', 'review')`) !== undefined,
    nextNumber: sql.get<{ n: number }>('SELECT coalesce(max(number), 0) + 1 AS n FROM count_sheet')?.n ?? 1,
    items: planOf(sql, 'shop-floor', body.date, moment.now)
      .filter((item) => item.why !== 'later')
      .slice(0, most)
      .map((item) => item.gtin),
  };
}

/** The day's sheet, once its time has come by the shop's own clock. A clock that goes back asks for no earlier day. */
export function duePlan(sql: Sql, now: number): Pick<Command, 'id' | 'type' | 'body'>[] {
  const daily = countPolicy(sql).daily;
  const shop = daily && readShop(sql);
  if (!daily || !shop) return [];
  const { date, time } = localTime(now, shop.timeZone);
  if (time < daily.at) return [];
  const last = sql.get<{ date: string | null }>('SELECT max(date) AS date FROM count_plan')?.date;
  if (last && dayNumber(last) >= dayNumber(date)) return [];
  return [{ id: `hub:count-plan:${date}`, type: 'counts.begin-due', body: { date } }];
}

/** `YYYY-MM-DD` and `HH:MM` on the shop's wall. */
function localTime(now: number, timeZone: string): { date: string; time: string } {
  const parts = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' }).format(now);
  const [date = '', time = ''] = parts.split(' ');
  return { date, time };
}
