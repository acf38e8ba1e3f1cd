import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { screenCommands } from '../../hub/contract/commands.ts';
import { permissions, rolePermissions } from '../../hub/contract/permissions.ts';
import { gradeRoutes } from '../../hub/edges/http/grades.ts';
import { openServer } from '../../hub/edges/http/server.ts';
import { RunningHub } from './running-hub.ts';

let hub: RunningHub;
beforeAll(async () => {
  hub = await new RunningHub().start();
});
afterAll(() => hub.close());

type Operation = { 'x-permission'?: string };
const allowed = [...Object.keys(permissions), 'public', 'screen', 'bridge', 'channel'];

test('SEC-02: every route the hub serves names who may come in, and the manual says so', async () => {
  const { body } = await hub.get<{ paths: Record<string, Record<string, Operation>> }>('/openapi.json');
  const operations = Object.entries(body.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => [`${method} ${path}`, operation['x-permission']] as const),
  );
  expect(operations.length).toBeGreaterThan(40);
  expect(operations.filter(([, permission]) => !allowed.includes(permission ?? ''))).toEqual([]);
  const named = Object.fromEntries(operations);
  for (const [type, permission] of Object.entries(screenCommands))
    expect(named[`post /api/v1/commands/${type}`], type).toBe(permission);
});

test('SEC-02: a route that names no permission keeps the hub from starting', async () => {
  const app = openServer(pino({ level: 'silent' }));
  gradeRoutes(app);
  expect(() => app.get('/api/v1/forgotten', async () => ({}))).toThrow(/GET \/api\/v1\/forgotten names no permission/);
  app.get('/api/v1/thought-of', { config: { permission: 'look' } }, async () => ({}));
  await app.register(async (inner) => {
    expect(() => inner.post('/api/v1/inner', async () => ({}))).toThrow(/names no permission/);
  });
  await app.close();
});

test('SEC-02: a leader may all a clerk may, a manager may all there is', () => {
  const { clerk, leader, manager } = rolePermissions;
  expect(clerk.filter((one) => !leader.includes(one))).toEqual([]);
  expect(leader.length).toBeGreaterThan(clerk.length);
  expect([...manager].sort()).toEqual(Object.keys(permissions).sort());
  for (const risky of ['configure', 'people', 'stock.approve', 'stock.adjust'] as const)
    expect(clerk).not.toContain(risky);
});
