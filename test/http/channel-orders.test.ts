import { afterAll, beforeAll, expect, test } from 'vitest';
import type { BookRow, ChannelOrderView, OrderStep } from '../../hub/contract/channel-orders.ts';
import type { Problem } from '../../hub/contract/problem.ts';
import { NOODLES, WATER } from '../rigs/shop.ts';
import { RunningHub } from './running-hub.ts';

const TOKEN = 'web-token-of-this-test';
const web = { authorization: `Bearer ${TOKEN}` };
const hub = new RunningHub();
beforeAll(async () => {
  await hub.start({ channelTokens: `web=${TOKEN}, app=app-token-of-this-test` });
  await hub.setUp();
  await hub.must('inventory.receive', { gtin: WATER, quantity: 20 });
});
afterAll(() => hub.close());

interface Taken extends Problem {
  order: string;
  number: number;
  state: string;
  repeated: boolean;
}
const order = (changes: object = {}) => ({
  reference: 'W-1',
  customer: { name: '王小明' },
  delivery: { kind: 'ship', address: '上海市静安区南京西路 1266 号' },
  lines: [{ gtin: WATER.slice(1), quantity: 2, priceMinor: 200 }],
  paidMinor: 400,
  ...changes,
});
const send = (body: unknown, headers: Record<string, string> = web) =>
  hub.post<Taken>('/api/v1/channel-orders', body, headers);

test('ORD-05: a channel brings an order with its token, again and again, and it is taken in once', async () => {
  const first = await send(order());
  expect(first).toMatchObject({ status: 200, body: { state: 'processing', repeated: false } });
  const again = await Promise.all([send(order()), send(order()), send({ ...order(), channel: 'web' })]);
  for (const one of again) expect(one.body).toEqual({ ...first.body, repeated: true });
  const other = await send(order({ paidMinor: 399 }));
  expect(other).toMatchObject({ status: 409, body: { code: 'channel-order-differs' } });
  expect(other.type).toContain('application/problem+json');
});

test('a foreign token, or one of another channel, brings nothing', async () => {
  expect((await send(order(), {})).status).toBe(401);
  expect((await send(order(), { authorization: 'Bearer nobody' })).status).toBe(401);
  expect(await send(order({ channel: 'app' }))).toMatchObject({ status: 403, body: { code: 'channel-token' } });
});

test('ORD-08: everything that is wrong is said at once, field by field', async () => {
  const { delivery: _without, ...rest } = order({ reference: 'W-2' });
  const answer = await send({
    ...rest,
    customer: { name: '', phone: 'x' },
    lines: [{ gtin: '6901234567890', quantity: 0, priceMinor: 1.5 }],
    colour: 'red',
  });
  expect(answer).toMatchObject({ status: 400, body: { code: 'channel-order-faulty' } });
  expect(answer.body.faults?.map(({ field }) => field).sort()).toEqual([
    'colour',
    'customer/name',
    'customer/phone',
    'delivery',
    'lines/0/gtin',
    'lines/0/priceMinor',
    'lines/0/quantity',
  ]);
  expect(
    await send(order({ reference: 'W-3', lines: [{ gtin: '4006381333931', quantity: 1, priceMinor: 1 }] })),
  ).toMatchObject({
    status: 409,
    body: { code: 'items-not-known', params: { lines: '1' } },
  });
});

test('ORD-15, ORD-29: it is looked up by number, name or reference, and replayed step by step', async () => {
  const [found] = (await hub.get<{ orders: BookRow[] }>('/api/v1/orders?q=W-1&channel=web')).body.orders;
  expect(found).toMatchObject({ reference: 'W-1', customer: '王小明', state: 'processing', totalMinor: 400 });
  expect((await hub.get<{ orders: BookRow[] }>('/api/v1/orders?state=held')).body.orders).toEqual([]);
  const view = await hub.get<ChannelOrderView>(`/api/v1/channel-orders/${encodeURIComponent(found?.order ?? '')}`);
  expect(view.body).toMatchObject({ keptMinor: 400, dueMinor: 0, parcels: [{ state: 'to-pick' }] });
  const { steps } = (await hub.get<{ steps: OrderStep[] }>(`/api/v1/orders/${found?.order}/steps`)).body;
  expect(steps[0]).toMatchObject({ type: 'orders.received', by: 'channel:web' });
  expect((await hub.get(`/api/v1/orders/nobodys-order/steps`)).status).toBe(404);
});

const SHEET = `订单号,渠道,客户,电话,配送,地址,条码,数量,单价,已付
S-1,phone,李雷,13900139000,自提,,${WATER.slice(1)},1,2.00,
S-1,phone,,,,,${NOODLES.slice(1)},2,4.50,
S-2,phone,韩梅梅,,ship,北京市海淀区 5 号,6900000000000,x,2,
S-3,phone,,,fly,,${WATER.slice(1)},1,2,
`;
test('ORD-06: a sheet of orders is taken in whole, or row by row where that is wanted, with every fault named', async () => {
  const csv = { 'content-type': 'text/csv' };
  type Imported = { taken: number; repeated: number; faults: { line: number; column: string }[] };
  const all = await hub.post<Imported>('/api/v1/channel-orders/import', SHEET, csv);
  expect(all).toMatchObject({ status: 200, body: { taken: 0, repeated: 0 } });
  expect(all.body.faults.map(({ line, column }) => [line, column])).toEqual([
    [4, 'code'],
    [4, 'quantity'],
    [5, 'customer'],
    [5, 'delivery'],
  ]);
  const some = await hub.post<Imported>('/api/v1/channel-orders/import?partial=1', SHEET, csv);
  expect(some.body).toMatchObject({ taken: 1, repeated: 0 });
  expect((await hub.post<Imported>('/api/v1/channel-orders/import?partial=1', SHEET, csv)).body).toMatchObject({
    repeated: 1,
  });
  const [order] = (await hub.get<{ orders: BookRow[] }>('/api/v1/orders?q=S-1')).body.orders;
  expect(order).toMatchObject({ totalMinor: 1100, lines: 2, channel: 'phone', state: 'processing' });
  expect(await hub.post('/api/v1/channel-orders/import', 'a,b\n1,2\n', csv)).toMatchObject({ status: 400 });
});
