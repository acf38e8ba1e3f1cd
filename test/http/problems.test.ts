import { Check } from 'typebox/value';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { commandBodies, screenCommandTypes } from '../../hub/contract/commands.ts';
import { Problem } from '../../hub/contract/problem.ts';
import { NOODLES, WATER } from '../rigs/shop.ts';
import { type Answer, RunningHub, rawRequest } from './running-hub.ts';

let hub: RunningHub;
beforeAll(async () => {
  hub = await new RunningHub().start();
  await hub.setUp();
});
afterAll(() => hub.close());

function expectProblem(answer: Answer<unknown>, status: number, code: string): void {
  expect(answer.type).toContain('application/problem+json');
  expect(Check(Problem, answer.body), JSON.stringify(answer.body)).toBe(true);
  expect(answer.body).toMatchObject({ status, code, type: `urn:tillside:problem:${code}` });
  expect(answer.status).toBe(status);
}
const line = { counter: 'c1', gtin: WATER };
const add = '/api/v1/commands/orders.add-line';

const wrongBodies: [string, string, unknown, number, string][] = [
  ['no body', add, '', 400, 'fst-err-ctp-empty-json-body'],
  ['no JSON', add, '{"id":', 400, 'fst-err-ctp-invalid-json-body'],
  ['a list', add, [], 400, 'fst-err-validation'],
  ['no id', add, { body: line }, 400, 'fst-err-validation'],
  ['a short id', add, { id: 'x', body: line }, 400, 'fst-err-validation'],
  ['an id with spaces', add, { id: 'some id 12345', body: line }, 400, 'fst-err-validation'],
  [
    'an unknown field beside the body',
    add,
    { id: 'wrong-00001', body: line, colour: 'blue' },
    400,
    'fst-err-validation',
  ],
  ['an actor without a name', add, { id: 'wrong-00002', actor: {}, body: line }, 400, 'fst-err-validation'],
  ['an unknown field in the body', add, { id: 'wrong-00003', body: { ...line, colour: 'blue' } }, 400, 'invalid-body'],
  ['a number as text', add, { id: 'wrong-00004', body: { ...line, quantity: '2' } }, 400, 'invalid-body'],
  ['a number as a truth', add, { id: 'wrong-00005', body: { ...line, quantity: true } }, 400, 'invalid-body'],
  ['a missing field', add, { id: 'wrong-00006', body: { counter: 'c1' } }, 400, 'invalid-body'],
  ['half a piece', add, { id: 'wrong-00007', body: { ...line, quantity: 0.5 } }, 400, 'invalid-body'],
  [
    'an item that is not there',
    add,
    { id: 'wrong-00008', body: { ...line, gtin: '06900000000014' } },
    404,
    'item-missing',
  ],
  [
    'a rule’s no',
    '/api/v1/commands/counters.set-up',
    { id: 'wrong-00009', body: { counter: 'c3', number: 1, nameZh: '', nameEn: '' } },
    409,
    'counter-number-taken',
  ],
  ['an unknown command', '/api/v1/commands/orders.sing', { id: 'wrong-00010', body: {} }, 404, 'not-found'],
  [
    'a command no screen may send',
    '/api/v1/commands/inventory.move',
    { id: 'wrong-00011', body: {} },
    404,
    'not-found',
  ],
  [
    'a command about a task from nobody',
    '/api/v1/commands/tasks.release',
    { id: 'wrong-00012', body: { task: 'task-1234', reason: '' } },
    400,
    'actor-needed',
  ],
  [
    'too much',
    add,
    { id: 'wrong-00013', body: { ...line, colour: 'b'.repeat(1_100_000) } },
    413,
    'fst-err-ctp-body-too-large',
  ],
];
test.each(wrongBodies)('%s is told as a problem and changes nothing', async (_name, path, body, status, code) => {
  const { body: before } = await hub.get<{ head: number }>('/api/v1/health');
  expectProblem(await hub.post(path, body), status, code);
  expect((await hub.get<{ head: number }>('/api/v1/health')).body.head).toBe(before.head);
});

test.each([
  ['/api/v1/nothing-here', 404, 'not-found'],
  ['/api/v1/items/6900000000014', 404, 'item-missing'],
  ['/api/v1/items?limit=many', 400, 'fst-err-validation'],
  ['/api/v1/items?colour=blue', 400, 'fst-err-validation'],
  [`/api/v1/items/${WATER}/moves?limit=-5`, 400, 'fst-err-validation'],
  ['/api/v1/orders?state=lost', 400, 'fst-err-validation'],
  ['/api/v1/orders/order-of-nobody', 404, 'order-missing'],
  ['/api/v1/counters/c9', 404, 'counter-missing'],
  ['/api/v1/slips/slip-of-nobody/picture.svg', 404, 'slip-missing'],
  ['/api/v1/slips?state=folded', 400, 'fst-err-validation'],
  ['/api/v1/bridge/work', 401, 'bridge-token'],
])('GET %s is a problem %i %s', async (path, status, code) => {
  expectProblem(await hub.get(path), status, code);
});

test('only the names of this machine are served, and no page of another site may send anything in', async () => {
  const { host } = new URL(hub.url);
  const json = { 'content-type': 'application/json' };
  const wish = JSON.stringify({ id: 'foreign-0001', body: line });
  for (const foreign of ['evil.example', 'evil.example:8420', '127.0.0.1.evil.example', '10.99.99.99'])
    expectProblem(await rawRequest(`${hub.url}/api/v1/health`, 'GET', { host: foreign }), 421, 'foreign-host');
  for (const origin of ['http://evil.example', 'https://127.0.0.1.evil.example', 'null'])
    expectProblem(await rawRequest(hub.url + add, 'POST', { ...json, host, origin }, wish), 403, 'foreign-origin');
  const own = await rawRequest(hub.url + add, 'POST', { ...json, host, origin: hub.url }, wish);
  expect(own.status).toBe(200);
});

test('a form of another page, sent as plain text, is not taken', async () => {
  const wish = JSON.stringify({ id: 'plain-00001', body: line });
  for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])
    expectProblem(await hub.post(add, wish, { 'content-type': type }), 415, 'fst-err-ctp-invalid-media-type');
});

test('REL-02: the same command told twice is answered the same and done once; another under its id is refused', async () => {
  const first = await hub.command('inventory.receive', { gtin: NOODLES, quantity: 5 }, 'delivery-77');
  const again = await hub.command('inventory.receive', { gtin: NOODLES, quantity: 5 }, 'delivery-77');
  expect(first.body.repeated).toBe(false);
  expect(again.body).toEqual({ ...first.body, repeated: true });
  const other = await hub.command('inventory.receive', { gtin: NOODLES, quantity: 6 }, 'delivery-77');
  expectProblem(other, 409, 'command-id-reused');
  const refused = await hub.command('inventory.reverse', { position: 1 }, 'reverse-77');
  expect(await hub.command('inventory.reverse', { position: 1 }, 'reverse-77')).toEqual(refused);
  await hub.stop();
  await hub.start();
  const afterRestart = await hub.command('inventory.receive', { gtin: NOODLES, quantity: 5 }, 'delivery-77');
  expect(afterRestart.body).toEqual({ ...first.body, repeated: true });
  const item = await hub.get<{ backRoom: number }>(`/api/v1/items/${NOODLES.slice(1)}`);
  expect(item.body.backRoom).toBe(5);
});

test('ten tills that tell the same command at once get one answer', async () => {
  const answers = await Promise.all(
    Array.from({ length: 10 }, () => hub.command('inventory.receive', { gtin: NOODLES, quantity: 1 }, 'delivery-78')),
  );
  expect(answers.filter((a) => !a.body.repeated)).toHaveLength(1);
  expect(new Set(answers.map((a) => a.body.position)).size).toBe(1);
});

test('the journal keeps who wanted it, as it was told', async () => {
  const done = await hub.must('inventory.correct', { gtin: NOODLES, location: 'back-room', counted: 3 });
  expect(done.entries[0]?.actor).toEqual({ by: 'staff:w1', counter: 'c1' });
});

test('INT-09: the API describes itself, and every command of the screens is in it with the schema that checks it', async () => {
  type Operation = { requestBody?: { content: Record<string, { schema: { properties: { body?: unknown } } }> } };
  const { body } = await hub.get<{ openapi: string; paths: Record<string, { post?: Operation }> }>('/openapi.json');
  expect(body.openapi).toMatch(/^3\.1/);
  for (const type of screenCommandTypes) {
    const schema = body.paths[`/api/v1/commands/${type}`]?.post?.requestBody?.content['application/json']?.schema;
    const wanted = JSON.parse(JSON.stringify(commandBodies[type])) as { properties: unknown };
    expect(schema?.properties.body, type).toMatchObject({ type: 'object', properties: wanted.properties });
  }
  const docs = await hub.get<string>('/docs/');
  expect(docs.status).toBe(200);
  expect(docs.type).toContain('text/html');
});

test('no command of the screens drops an unknown field in silence', () => {
  for (const type of screenCommandTypes)
    expect(JSON.parse(JSON.stringify(commandBodies[type])), type).toMatchObject({ additionalProperties: false });
});
