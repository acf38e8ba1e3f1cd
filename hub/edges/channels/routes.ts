import Type from 'typebox';
import type { Outcome } from '../../contract/command.ts';
import { Problem } from '../../contract/problem.ts';
import { channelOrderBy } from '../../features/orders/channel-tables.ts';
import { readShop } from '../../features/shop/tables.ts';
import { type Http, sendOutcome } from '../http/http.ts';
import { problem, sendProblem } from '../http/problem.ts';
import { readOrderSheet, SheetRefused } from '../import/order-sheet.ts';
import type { Faulty } from '../import/row.ts';
import { IncomingOrder, readOrder } from './intake.ts';
import { channelOf } from './tokens.ts';

const Taken = Type.Object({
  order: Type.String(),
  number: Type.Integer(),
  state: Type.String(),
  repeated: Type.Boolean({ description: 'this order was here before; nothing was done' }),
});
const Imported = Type.Object({
  taken: Type.Integer(),
  repeated: Type.Integer(),
  faults: Type.Array(
    Type.Object({ line: Type.Integer(), column: Type.String(), zh: Type.String(), en: Type.String() }),
  ),
});

/**
 * Where the channels bring their orders. Each shows its own token; an order is known by the channel and the channel's
 * own id, so it may be sent until it is answered.
 */
export function channelRoutes(http: Http, tokens: ReadonlyMap<string, string>): void {
  const { app, sql, submit, newId } = http;
  app.post<{ Body: unknown }>(
    '/api/v1/channel-orders',
    {
      config: { permission: 'channel' },
      schema: { body: IncomingOrder, response: { 200: Taken, 400: Problem, 401: Problem, 409: Problem } },
      validatorCompiler: () => () => true,
    },
    async (request, reply) => {
      const channel = channelOf(tokens, request.headers.authorization);
      if (channel === undefined)
        return sendProblem(reply, problem(401, 'channel-token', 'This channel shows no valid token.'));
      const order = readOrder(request.body, channel);
      if (Array.isArray(order))
        return sendProblem(reply, {
          ...problem(400, 'channel-order-faulty', 'Mend these fields and send the order again.'),
          faults: order,
        });
      if (order.channel !== channel)
        return sendProblem(
          reply,
          problem(403, 'channel-token', 'This token belongs to another channel.', { channel: order.channel }),
        );
      const outcome = await submit({
        id: newId(),
        type: 'orders.take-in',
        body: order,
        actor: { by: `channel:${channel}` },
      });
      if (outcome.status !== 'done') return sendOutcome(reply, outcome);
      return { ...channelOrderBy(sql, order.channel, order.reference), repeated: outcome.entries.length === 0 };
    },
  );
  app.register(async (sheets) => {
    sheets.addContentTypeParser('text/csv', { parseAs: 'buffer' }, async (_request: unknown, body: unknown) => body);
    importRoute({ ...http, app: sheets as unknown as Http['app'] });
  });
}

function importRoute({ app, sql, submit, newId }: Http): void {
  app.post<{ Body: unknown; Querystring: { channel?: string; partial?: string } }>(
    '/api/v1/channel-orders/import',
    {
      config: { permission: 'orders.lead' },
      schema: {
        querystring: Type.Object({
          channel: Type.Optional(Type.String()),
          partial: Type.Optional(Type.Enum(['0', '1'])),
        }),
        response: { 200: Imported, 400: Problem },
      },
    },
    async ({ body, query }, reply) => {
      if (!(body instanceof Uint8Array))
        return sendProblem(reply, problem(400, 'sheet-refused', 'Send the sheet as text/csv.'));
      try {
        const sheet = readOrderSheet(body, query.channel, readShop(sql)?.currency ?? 'CNY');
        const faults: Faulty[] = [...sheet.faults];
        let [taken, repeated] = [0, 0];
        for (const { order, line } of faults.length > 0 && query.partial !== '1' ? [] : sheet.orders) {
          const outcome = await submit({
            id: newId(),
            type: 'orders.take-in',
            body: order,
            actor: { by: 'screen:import' },
          });
          if (outcome.status !== 'done') faults.push(asFault(line, outcome));
          else if (outcome.entries.length === 0) repeated += 1;
          else taken += 1;
        }
        return { taken, repeated, faults };
      } catch (error) {
        if (error instanceof SheetRefused) return sendProblem(reply, problem(400, 'sheet-refused', error.message));
        throw error;
      }
    },
  );
}

function asFault(line: number, outcome: Exclude<Outcome, { status: 'done' }>): Faulty {
  const detail = outcome.status === 'refused' ? outcome.refusal.detail : outcome.detail;
  const code = outcome.status === 'refused' ? outcome.refusal.code : outcome.code;
  const params = outcome.status === 'refused' ? Object.values(outcome.refusal.params ?? {}).join(', ') : '';
  return { line, column: 'order', zh: `未接收（${code} ${params}）`, en: `${detail} ${params}`.trim() };
}
