import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { screenCommands, screenCommandTypes } from '../../hub/contract/commands.ts';
import { type Grade, type Permission, rolePermissions } from '../../hub/contract/permissions.ts';
import { type RunningHub, TOKEN } from './running-hub.ts';
import { PIN, shopWithPeople } from './staffed-hub.ts';
import { Visitor } from './visitor.ts';

describe('every route and every role', () => {
  let hub: RunningHub;
  const visitors = new Map<
    string,
    { visitor: Visitor; may: ReadonlySet<Permission>; headers?: Record<string, string> }
  >();
  type Operation = { 'x-permission': Grade };
  let routes: { method: string; path: string; grade: Grade }[] = [];

  beforeAll(async () => {
    const made = await shopWithPeople();
    hub = made.hub;
    const { paths } = (await made.pc.ask<{ paths: Record<string, Record<string, Operation>> }>('GET', '/openapi.json'))
      .body;
    routes = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, one]) => ({
        method: method.toUpperCase(),
        path,
        grade: one['x-permission'],
      })),
    );
    visitors.set('a stranger', { visitor: new Visitor(hub), may: new Set() });
    visitors.set('a screen with nobody signed in', {
      visitor: await new Visitor(hub).register(made.pc, 'Empty'),
      may: new Set(),
    });
    for (const [name, number] of [
      ['clerk', 11],
      ['leader', 21],
      ['manager', 22],
    ] as const) {
      const visitor = await new Visitor(hub).register(made.pc, name);
      await visitor.signIn(number, PIN);
      visitors.set(`a ${name}`, { visitor, may: new Set(rolePermissions[name]) });
    }
    visitors.set('this PC, left open', { visitor: made.pc, may: new Set(rolePermissions.manager) });
  });
  afterAll(() => hub.close());

  const names = [
    'a stranger',
    'a screen with nobody signed in',
    'a clerk',
    'a leader',
    'a manager',
    'this PC, left open',
  ];
  test.each(names)('SEC-02: %s gets in where the table says so, and nowhere else', async (name) => {
    const { visitor, may } = visitors.get(name) ?? { visitor: new Visitor(hub), may: new Set() };
    const isKnown = name !== 'a stranger';
    expect(routes.length).toBeGreaterThan(70);
    const wrong: string[] = [];
    for (const { method, path, grade } of routes) {
      if (path.endsWith('/sign-out')) continue;
      const isIn = grade === 'public' || (grade === 'screen' && isKnown) || (may as ReadonlySet<string>).has(grade);
      const url = path.replaceAll(/\{[^}]+\}/g, 'nothing-there');
      const { status, body } = await visitor.ask(method, url, method === 'GET' ? undefined : { nonsense: true });
      const code = body?.code ?? '';
      const said = [401, 403].includes(status) && code !== 'pairing-wrong' ? code : 'in';
      const due = isIn ? 'in' : refusalOf(grade, isKnown, may.size > 0);
      if (said !== due) wrong.push(`${method} ${path} (${grade}): ${status} ${said}, not ${due}`);
    }
    expect(wrong).toEqual([]);
  });

  function refusalOf(grade: Grade, isKnown: boolean, isSignedIn: boolean): string {
    if (grade === 'bridge' || grade === 'channel') return `${grade}-token`;
    if (!isKnown) return 'screen-unknown';
    return isSignedIn ? 'not-allowed' : 'sign-in-needed';
  }

  test('SEC-02: a bridge with its token reads and reports from another machine, and sees nothing else', async () => {
    const ask = (path: string) =>
      hub.get<{ code?: string }>(path, { 'x-forwarded-for': '10.0.0.9', authorization: `Bearer ${TOKEN}` });
    expect((await ask('/api/v1/bridge/work?after=-1')).status).toBe(200);
    expect((await ask('/api/v1/health')).status).toBe(200);
    for (const path of ['/api/v1/items', '/api/v1/staff', '/api/v1/feed', '/api/v1/access/book'])
      expect((await ask(path)).body.code, path).toBe('screen-unknown');
  });

  test('SEC-02: every command of the screens is in the table of every role', () => {
    expect(screenCommandTypes.filter((type) => !rolePermissions.manager.includes(screenCommands[type]))).toEqual([]);
  });
});
