import Type from 'typebox';
import { Problem } from '../../contract/problem.ts';
import { ReservationView } from '../../contract/reservations.ts';
import { ItemValuationView, ValuationView } from '../../contract/valuation.ts';
import { VALUE_SCALE } from '../../core/valuation.ts';
import type { Http } from '../../edges/http/http.ts';
import { problem, sendProblem } from '../../edges/http/problem.ts';
import { readShop } from '../shop/tables.ts';
import { lotRoutes, writeOffRoutes } from './lot-routes.ts';
import { type ReservationQuery, reservations } from './reservation-tables.ts';
import { fifoTotal, itemValuation, valuedItems, valueTotals } from './valuation-tables.ts';

const Query = Type.Object(
  {
    state: Type.Optional(Type.Enum(['live', 'all'])),
    gtin: Type.Optional(Type.String({ maxLength: 20 })),
    kind: Type.Optional(Type.String({ maxLength: 31 })),
    id: Type.Optional(Type.String({ maxLength: 200, description: 'of the purpose; with `kind`' })),
    limit: Type.Optional(Type.String({ pattern: '^[0-9]{1,3}$' })),
  },
  { additionalProperties: false },
);

export function inventoryRoutes(http: Http): void {
  reservationRoutes(http);
  valuationRoutes(http);
  lotRoutes(http);
  writeOffRoutes(http);
}

function reservationRoutes({ app, sql, head, now }: Http): void {
  app.get<{ Querystring: Type.Static<typeof Query> }>(
    '/api/v1/reservations',
    {
      config: { permission: 'look' },
      schema: {
        querystring: Query,
        response: {
          200: Type.Object({ asOf: Type.Integer(), at: Type.Integer(), reservations: Type.Array(ReservationView) }),
        },
      },
    },
    async ({ query }) => {
      const at = now();
      const { gtin, kind, id } = query;
      const wanted: ReservationQuery = {
        live: query.state !== 'all',
        limit: Math.min(Number(query.limit ?? 100), 500),
        ...(gtin ? { gtin } : {}),
        ...(kind ? { purpose: { kind, ...(id ? { id } : {}) } } : {}),
      };
      return { asOf: head(), at, reservations: reservations(sql, at, wanted) };
    },
  );
}

const Method = Type.Object(
  {
    method: Type.Optional(Type.Enum(['avco', 'fifo'])),
    after: Type.Optional(Type.String({ maxLength: 20 })),
    limit: Type.Optional(Type.String({ pattern: '^[0-9]{1,3}$' })),
  },
  { additionalProperties: false },
);

function valuationRoutes({ app, sql, head }: Http): void {
  app.get<{ Querystring: Type.Static<typeof Method> }>(
    '/api/v1/valuation',
    { config: { permission: 'report' }, schema: { querystring: Method, response: { 200: ValuationView } } },
    async ({ query }) => {
      const method = query.method ?? 'avco';
      const totals = valueTotals(sql);
      return {
        asOf: head(),
        method,
        currency: readShop(sql)?.currency ?? 'CNY',
        scale: VALUE_SCALE,
        ...totals,
        ...(method === 'fifo' ? { value: fifoTotal(sql) } : {}),
        items: valuedItems(sql, method, query.after ?? '', Math.min(Number(query.limit ?? 100), 500)),
      };
    },
  );
  app.get<{ Params: { gtin: string } }>(
    '/api/v1/items/:gtin/valuation',
    { config: { permission: 'report' }, schema: { response: { 200: ItemValuationView, 404: Problem } } },
    async ({ params }, reply) => {
      const view = itemValuation(sql, params.gtin);
      if (view) return { asOf: head(), scale: VALUE_SCALE, ...view };
      const gtin = params.gtin.slice(0, 60);
      return sendProblem(reply, problem(404, 'item-missing', `Nothing of ${gtin} was ever booked.`, { gtin }));
    },
  );
}
