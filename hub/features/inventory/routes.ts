import Type from 'typebox';
import { ReservationView } from '../../contract/reservations.ts';
import type { Http } from '../../edges/http/http.ts';
import { type ReservationQuery, reservations } from './reservation-tables.ts';

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

export function inventoryRoutes({ app, sql, head, now }: Http): void {
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
