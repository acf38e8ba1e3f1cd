import Type from 'typebox';
import { ItemView, UnknownView } from '../../contract/catalog.ts';
import { MoveView } from '../../contract/inventory.ts';
import { Problem } from '../../contract/problem.ts';
import type { Sql } from '../../core/sql.ts';
import type { Http } from '../../edges/http/http.ts';
import { problem, sendProblem } from '../../edges/http/problem.ts';
import { promised, shopTotals } from '../inventory/reservation-tables.ts';
import { movesOf } from '../inventory/tables.ts';
import { levelReason } from '../replenishment/tables.ts';
import { codesOf, pricesOf } from './price-tables.ts';
import { itemByCode, searchItems, unknownCodes } from './tables.ts';

const Query = Type.Object(
  {
    q: Type.Optional(Type.String({ maxLength: 100 })),
    limit: Type.Optional(Type.String({ pattern: '^[0-9]{1,3}$' })),
    after: Type.Optional(Type.String({ maxLength: 20 })),
  },
  { additionalProperties: false },
);

/** What of an item is promised and what is left to promise, at this instant. */
function promiseOf(sql: Sql, gtin: string, now: number): Pick<ItemView, 'reserved' | 'available'> {
  const { reserved, available } = shopTotals(promised(sql, gtin, now));
  return { reserved, available };
}

export function catalogRoutes({ app, sql, now, today }: Http): void {
  app.get<{ Querystring: { q?: string; limit?: string; after?: string } }>(
    '/api/v1/items',
    {
      config: { permission: 'look' },
      schema: { querystring: Query, response: { 200: Type.Object({ items: Type.Array(ItemView) }) } },
    },
    async ({ query }) => ({
      items: searchItems(sql, query.q ?? '', query.after ?? '', Math.min(Number(query.limit ?? 50), 200)).map((item) =>
        Object.assign(item, promiseOf(sql, item.gtin, now())),
      ),
    }),
  );
  app.get<{ Params: { code: string } }>(
    '/api/v1/items/:code',
    { config: { permission: 'look' }, schema: { response: { 200: ItemView, 404: Problem } } },
    async ({ params }, reply) => {
      const item = itemByCode(sql, params.code);
      if (item) {
        const known = { prices: pricesOf(sql, item.gtin, today()), codes: codesOf(sql, item.gtin) };
        return Object.assign(item, levelReason(sql, item.gtin), promiseOf(sql, item.gtin, now()), known);
      }
      const gtin = params.code.slice(0, 60);
      return sendProblem(reply, problem(404, 'item-missing', `No item has the code ${gtin}.`, { gtin }));
    },
  );
  const Limit = Type.Object({ limit: Type.Optional(Type.String({ pattern: '^[0-9]{1,3}$' })) });
  app.get<{ Params: { gtin: string }; Querystring: { limit?: string } }>(
    '/api/v1/items/:gtin/moves',
    {
      config: { permission: 'look' },
      schema: { querystring: Limit, response: { 200: Type.Object({ moves: Type.Array(MoveView) }) } },
    },
    async ({ params, query }) => ({ moves: movesOf(sql, params.gtin, Math.min(Number(query.limit ?? 50), 500)) }),
  );
  app.get(
    '/api/v1/unknown',
    {
      config: { permission: 'look' },
      schema: { response: { 200: Type.Object({ unknown: Type.Array(UnknownView) }) } },
    },
    async () => ({ unknown: unknownCodes(sql) }),
  );
}
