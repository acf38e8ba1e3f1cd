import Type from 'typebox';
import { expect, test } from 'vitest';
import { resolveConfig } from '../../firmware-bridge/contract/config.ts';

const Schema = Type.Object({
  bridge: Type.Object({
    hub_url: Type.String({ format: 'uri', description: 'where the hub answers' }),
    token: Type.String({ minLength: 8 }),
    pretend: Type.Boolean({ default: false }),
    port: Type.Integer({ minimum: 1, maximum: 65_535, default: 8080 }),
  }),
  lists: Type.Object({ names: Type.Array(Type.String(), { default: [] }), maxAge: Type.Optional(Type.Number()) }),
});
const noFiles = (path: string): string => {
  throw new Error(`no ${path}`);
};

test('later layers win: defaults, file, environment, secret files', () => {
  const result = resolveConfig(
    Schema,
    { bridge: { hub_url: 'http://a', token: 'from-the-file', port: 1 } },
    {
      TILLSIDE__BRIDGE__PORT: '99',
      TILLSIDE__BRIDGE__PRETEND: 'true',
      TILLSIDE__BRIDGE__TOKEN: 'from-the-environment',
      tillside__bridge__token_file: '/run/secret',
      TILLSIDE__LISTS__NAMES: 'a, b',
      TILLSIDE__LISTS__MAX_AGE: '1.5',
      PATH: '/bin',
    },
    'TILLSIDE',
    () => 'from-the-secret\n',
  );
  expect(result).toEqual({
    ok: true,
    config: {
      bridge: { hub_url: 'http://a', token: 'from-the-secret', port: 99, pretend: true },
      lists: { names: ['a', 'b'], maxAge: 1.5 },
    },
  });
});

test('one section can be resolved alone, and its faults carry the section in their name', () => {
  const section = Schema.properties.bridge;
  const env = { TILLSIDE__BRIDGE__TOKEN: 'secret-word', TILLSIDE__HUB__OTHER: 'of another program' };
  const good = resolveConfig(section, { hubUrl: 'http://a' }, env, 'TILLSIDE__BRIDGE', noFiles);
  expect(good).toEqual({ ok: true, config: { hub_url: 'http://a', token: 'secret-word', port: 8080, pretend: false } });
  const bad = resolveConfig(section, {}, env, 'TILLSIDE__BRIDGE', noFiles);
  expect(bad).toEqual({ ok: false, faults: [expect.stringMatching(/^bridge\.hub_url: expected a URL .*missing/)] });
});

test('all faults are named at once, what is expected is said, and no value is ever shown', () => {
  const result = resolveConfig(
    Schema,
    {
      bridge: { hub_url: 'hunter2 hunter2', token: 'hunter2', port: 'hunter2', colour: 'hunter2' },
      extra: { a: 'hunter2' },
    },
    {
      TILLSIDE__BRIDGE__PRETEND: 'hunter2',
      TILLSIDE__BRIGDE__PORT: 'hunter2',
      TILLSIDE__BRIDGE__TOKEN_FILE: 'hunter2',
    },
    'TILLSIDE',
    noFiles,
  );
  if (result.ok) throw new Error('must be refused');
  const text = result.faults.join('\n');
  expect(text).not.toContain('hunter2');
  for (const name of [
    'bridge.hub_url: expected a URL',
    'bridge.token: expected text of at least 8',
    'bridge.port: expected a whole number from 1 up to 65535',
    'bridge.pretend: expected true or false',
    'bridge.colour: unknown setting',
    'extra: unknown setting',
    'TILLSIDE__BRIGDE__PORT: unknown setting',
    'TILLSIDE__BRIDGE__TOKEN_FILE: expected the path',
  ]) {
    expect(text).toContain(name);
  }
});

test('a number in text that is no number is refused, not turned into NaN or zero', () => {
  for (const text of ['', ' ', '12x', '0x10', 'NaN', '1e999']) {
    const env = { TILLSIDE__BRIDGE__PORT: text };
    const result = resolveConfig(
      Schema,
      { bridge: { hub_url: 'http://a', token: '12345678' } },
      env,
      'TILLSIDE',
      noFiles,
    );
    expect(result.ok).toBe(false);
  }
});
