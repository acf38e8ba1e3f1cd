import Type from 'typebox';
import { BookRow, ChannelOrderView, OrderPolicy, OrderStep } from '../../contract/channel-orders.ts';
import { Problem } from '../../contract/problem.ts';
import type { Http } from '../../edges/http/http.ts';
import { problem, sendProblem } from '../../edges/http/problem.ts';
import { parcelsOf } from '../parcels/paper-tables.ts';
import { moneyOf } from '../returns/money-tables.ts';
import { refundsOf, returnsOf } from '../returns/tables.ts';
import { book, channelOrderView, stepsOf } from './book-tables.ts';
import { policy } from './channel-tables.ts';

const States = Type.Enum([
  ...[
    'open',
    'held',
    'paid',
    'dropped',
    'received',
    'back-ordered',
    'processing',
    'ready',
    'shipped',
    'signed',
    'cancelled',
  ],
]);
const Query = Type.Object(
  {
    q: Type.Optional(
      Type.String({ maxLength: 80, description: 'number, reference, name, end of a phone number, parcel number' }),
    ),
    state: Type.Optional(States),
    channel: Type.Optional(Type.String({ maxLength: 30 })),
    limit: Type.Optional(Type.String({ pattern: '^[0-9]{1,3}$' })),
  },
  { additionalProperties: false },
);
const missing = problem(404, 'order-missing', 'There is no such order.');

/** The one book of counters and channels, and each order's own story. */
export function bookRoutes({ app, sql }: Http): void {
  app.get<{ Querystring: { q?: string; state?: string; channel?: string; limit?: string } }>(
    '/api/v1/orders',
    {
      config: { permission: 'look' },
      schema: { querystring: Query, response: { 200: Type.Object({ orders: Type.Array(BookRow) }) } },
    },
    async ({ query: { limit, ...asked } }) => ({
      orders: book(sql, { ...asked, limit: Math.min(Number(limit ?? 100), 500) }),
    }),
  );
  app.get<{ Params: { order: string } }>(
    '/api/v1/orders/:order/steps',
    {
      config: { permission: 'look' },
      schema: { response: { 200: Type.Object({ steps: Type.Array(OrderStep) }), 404: Problem } },
    },
    async ({ params }, reply) => {
      const steps = stepsOf(sql, params.order);
      return steps ? { steps } : sendProblem(reply, missing);
    },
  );
  app.get<{ Params: { order: string } }>(
    '/api/v1/channel-orders/:order',
    { config: { permission: 'look' }, schema: { response: { 200: ChannelOrderView, 404: Problem } } },
    async ({ params: { order } }, reply) => {
      const view = channelOrderView(sql, order);
      const money = moneyOf(sql, order);
      if (!view || !money) return sendProblem(reply, missing);
      const { dueMinor, refundedMinor, paidMinor, refundsMinor } = money;
      return {
        ...view,
        ...{ dueMinor, refundedMinor, paidMinor, keptMinor: paidMinor - refundsMinor },
        ...{ parcels: parcelsOf(sql, order), returns: returnsOf(sql, order), refunds: refundsOf(sql, order) },
      };
    },
  );
  app.get(
    '/api/v1/order-policy',
    { config: { permission: 'look' }, schema: { response: { 200: OrderPolicy } } },
    async () => policy(sql),
  );
}
