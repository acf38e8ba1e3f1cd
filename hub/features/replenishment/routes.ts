import Type from 'typebox';
import { ReplenishmentView, RestockView, type StandingView } from '../../contract/replenishment.ts';
import { dayNumber, weekdayOf } from '../../core/calendar.ts';
import type { Http } from '../../edges/http/http.ts';
import { type StandingRow, standings } from './learning-tables.ts';
import { learningState, supplyPolicy } from './tables.ts';
import { restockRows } from './view-tables.ts';

const Query = Type.Object(
  { limit: Type.Optional(Type.String({ pattern: '^[0-9]{1,3}$' })) },
  { additionalProperties: false },
);
/** Exact risks are worked out for the items with the least safety only; the others are safe by far. */
const CLOSELY = 400;

export function replenishmentRoutes({ app, sql, head, now, today }: Http): void {
  app.get<{ Querystring: { limit?: string } }>(
    '/api/v1/replenishment',
    { config: { permission: 'look' }, schema: { querystring: Query, response: { 200: ReplenishmentView } } },
    async ({ query }): Promise<ReplenishmentView> => {
      const state = learningState(sql);
      const date = today();
      return {
        asOf: head(),
        at: now(),
        policy: { ...supplyPolicy(sql) },
        ...(state?.done === 1 ? { learnedThrough: state.date } : {}),
        items: await atRiskFirst(
          standings(sql, date),
          weekdayOf(dayNumber(date)),
          Math.min(Number(query.limit ?? 50), 200),
        ),
      };
    },
  );
}

const ROWS_SHOWN = 200;

/** GET /restock: what is low, and why, in the order in which it needs somebody. */
export function restockRoutes({ app, sql, head, now }: Http): void {
  app.get(
    '/api/v1/restock',
    { config: { permission: 'look' }, schema: { response: { 200: RestockView } } },
    async (): Promise<RestockView> => ({ asOf: head(), at: now(), ...restockRows(sql, now(), ROWS_SHOWN) }),
  );
}

/** The maths is loaded by the first who asks: a starting shop has more urgent things to read. */
async function atRiskFirst(rows: readonly StandingRow[], weekday: number, limit: number): Promise<StandingView[]> {
  const { daysOfCover, expectedOn, riskIn72Hours, safetyOf } = await import('../../core/replenishment/outlook.ts');
  const { packsToOrder } = await import('../../core/replenishment/case-pack.ts');
  const closest = rows
    .map((row) => {
      const demand = { week: JSON.parse(row.week) as number[], dispersion: row.dispersion, soldToday: row.soldToday };
      const onHand = row.shopFloor + row.backRoom;
      return { row, demand, onHand, safety: safetyOf(demand, onHand, weekday) };
    })
    .sort((a, b) => a.safety - b.safety)
    .slice(0, CLOSELY);
  const views = closest.map(({ row, demand, onHand }): StandingView => {
    const risk = riskIn72Hours(demand, onHand, weekday);
    const cover = daysOfCover(demand, onHand, weekday);
    const pack = row.casePack ?? 1;
    // The level is for the end of the day, so what will probably be sold till then counts as gone.
    const tonight = Math.max(0, Math.floor(onHand - expectedOn(demand, weekday, 0)));
    return {
      ...{ gtin: row.gtin, nameZh: row.nameZh, nameEn: row.nameEn, unit: row.unit },
      ...{ shopFloor: row.shopFloor, backRoom: row.backRoom, pinned: row.pinned === 1 },
      ...(row.ruleLevel === null ? {} : { level: row.ruleLevel }),
      orderLevel: row.orderLevel,
      order: row.orderLevel < 0 ? 0 : pack * packsToOrder(tonight, row.orderLevel, pack),
      daily: demand.week.reduce((sum, mean) => sum + mean, 0) / 7,
      ...(cover === undefined ? {} : { daysOfCover: cover }),
      stockout72h: risk.chance,
      expectedLost: risk.expectedLost,
      learnedOn: row.date,
      why: { zh: row.zh, en: row.en },
    };
  });
  return views.sort((a, b) => b.stockout72h - a.stockout72h || (a.gtin < b.gtin ? -1 : 1)).slice(0, limit);
}
