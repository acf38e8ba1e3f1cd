import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CounterView } from '../../hub/contract/counters.ts';
import { WATER } from '../rigs/shop.ts';
import { RunningHub, TOKEN } from './running-hub.ts';

let hub: RunningHub;
const bridge = { authorization: `Bearer ${TOKEN}` };
beforeAll(async () => {
  hub = await new RunningHub().start();
  await hub.setUp();
});
afterAll(() => hub.close());

const view = async (counter = 'c1') => (await hub.get<CounterView>(`/api/v1/counters/${counter}`)).body;

test('a page speaks for itself and for pretend guns; for any other device only a bridge with its token', async () => {
  const gun = hub.reading(WATER.slice(1), { device: 'usb-path:1-1' });
  for (const headers of [{}, { authorization: 'Bearer wrong' }, { authorization: `Bearer ${TOKEN}x` }]) {
    const refused = await hub.readings([hub.reading(WATER.slice(1)), gun], headers as Record<string, string>);
    expect([refused.status, refused.body.code]).toEqual([401, 'bridge-token']);
  }
  expect((await view()).order).toBeUndefined();
  expect((await hub.readings([gun], bridge)).body.verdicts).toEqual([{ id: gun.id, verdict: 'unknown' }]);
  const page = hub.reading(WATER.slice(1));
  expect((await hub.readings([page])).body.verdicts).toEqual([{ id: page.id, verdict: 'accepted' }]);
  expect((await hub.readings([hub.reading('x', { device: 'pretend:gun-9' })])).status).toBe(200);
});

test('a reading delivered again after a lost answer gets the same verdict and sells once', async () => {
  const reading = hub.reading(WATER.slice(1), { device: 'screen:c2' });
  const first = await hub.readings([reading, reading]);
  expect(first.body.verdicts.map((v) => v.verdict)).toEqual(['accepted', 'accepted']);
  expect((await hub.readings([reading])).body.verdicts[0]?.verdict).toBe('accepted');
  expect((await view('c2')).order?.lines).toMatchObject([{ quantity: 1 }]);
});

test('BAD INPUT: oversized, binary and damaged frames are answered, kept with their bytes and shown at the counter', async () => {
  const binary = Buffer.from([0, 1, 2, 0xff, 0xfe, 0x1d]).toString('base64');
  const long = 'x'.repeat(8000);
  const frames = [
    hub.reading('', { raw: binary, fault: 'unreadable' }),
    hub.reading(long, { fault: 'too-long' }),
    hub.reading('6901234567890'),
    hub.reading('T0001000000010182'),
    hub.reading(`it's "odd" \u0000\u001b[31m <b>${'\u202e'}`),
  ];
  const { body } = await hub.readings(frames);
  expect(body.verdicts).toEqual(frames.map(({ id }) => ({ id, verdict: 'unknown' })));
  const { unknown, lastScan } = await view();
  const rows = frames.map((frame) => unknown.find((row) => row.raw === frame.raw && row.text === frame.text));
  expect(rows.map((row) => row?.reason)).toEqual([
    ...['unreadable', 'too-long', 'check-digit', 'control-check-digit', 'not-in-catalogue'],
  ]);
  expect(lastScan).toMatchObject({ kind: 'unknown', code: 'not-in-catalogue' });
});

test.each([
  ['no readings', { readings: [] }],
  [
    'more than fit',
    {
      readings: Array.from({ length: 501 }, (_, i) => ({
        id: `many-${i}-xxxx`,
        device: 'screen:c1',
        at: 1,
        raw: '',
        text: '',
      })),
    },
  ],
  [
    'text beyond the limit',
    { readings: [{ id: 'limit-0001', device: 'screen:c1', at: 1, raw: '', text: 'x'.repeat(8193) }] },
  ],
  ['a time that is no number', { readings: [{ id: 'limit-0002', device: 'screen:c1', at: '1', raw: '', text: '' }] }],
  [
    'an unknown field',
    { readings: [{ id: 'limit-0003', device: 'screen:c1', at: 1, raw: '', text: '', colour: 'blue' }] },
  ],
])('a batch with %s is refused whole', async (_name, body) => {
  expect((await hub.post('/api/v1/readings', body)).status).toBe(400);
});

test('what the counter shows of a scan is what the journal says became of it', async () => {
  await hub.readings([hub.reading(WATER.slice(1))]);
  expect((await view()).lastScan).toMatchObject({ kind: 'item', gtin: WATER, shopFloor: -3 });
  const [refused] = (await hub.readings([hub.reading('T0007000000010102')])).body.verdicts;
  const last = (await view()).lastScan;
  expect([refused?.verdict, last?.kind]).toEqual(['unknown', 'unknown']);
});

test('a code that comes again too soon is held, shown at its counter, and sold when a person says it was a second piece', async () => {
  const first = hub.reading(WATER.slice(1), { device: 'screen:c2' });
  const again = hub.reading(WATER.slice(1), { device: 'screen:c2', repeat: { after: 60, usual: 800 } });
  const { body } = await hub.readings([first, again]);
  expect(body.verdicts.map(({ verdict }) => verdict)).toEqual(['accepted', 'held']);
  expect((await hub.readings([again])).body.verdicts[0]?.verdict).toBe('held');
  const before = await view('c2');
  expect(before.heldReadings).toMatchObject([{ reading: again.id, after: 60, usual: 800 }]);
  expect(before.lastScan).toMatchObject({ kind: 'repeat', reading: again.id });
  const answer = await hub.command('devices.resolve-held', { readings: [again.id], as: 'item' });
  expect(answer.status).toBe(200);
  const after = await view('c2');
  expect(after.heldReadings).toEqual([]);
  expect((after.order?.lines[0]?.quantity ?? 0) - (before.order?.lines[0]?.quantity ?? 0)).toBe(1);
});
