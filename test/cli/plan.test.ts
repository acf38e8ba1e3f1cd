import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { familyNames } from '../../hub/core/replenishment/plan.ts';
import { LEVEL_ORACLES } from '../core/replenishment/oracles.ts';
import { SERIES_ORACLES } from '../core/replenishment/series-oracles.ts';
import { Desk, type Said } from './desk.ts';

let desk: Desk;
beforeEach(() => {
  desk = new Desk();
});
afterEach(() => desk.clear());

const plan = (question: unknown, ...args: string[]): Promise<Said> => {
  const text = typeof question === 'string' ? question : JSON.stringify(question);
  return desk.tillside('plan', '--input', desk.write('question.json', text), ...args);
};

const ITEM = { history: [3, 4, 3, 5, 9, 6, 2], today: 7, lead_days: 1, on_hand: 4, costs: { h: 0.1, p: 2, K: 0 } };

/** What a reader of the page sees and can paste: each question with the answer printed below it. */
const page = readFileSync(fileURLToPath(new URL('../../docs/planning.md', import.meta.url)), 'utf8');
const examples = [...page.matchAll(/```json question\n(.*?)```\n```json answer\n(.*?)```/gs)].map((found, at) => ({
  name: `${at + 1}: ${(found[1] ?? '').slice(0, 60).trim()}`,
  question: found[1] ?? '',
  printed: JSON.parse(found[2] ?? '') as unknown,
}));

/** Printed answers have six digits. */
function expectPrinted(actual: unknown, printed: unknown, where: string): void {
  if (typeof printed === 'number') {
    expect(actual, where).toBeTypeOf('number');
    expect(Number(Number(actual).toPrecision(6)), where).toBe(printed);
  } else if (typeof printed === 'object' && printed !== null) {
    expect(Object.keys(actual as object), where).toEqual(Object.keys(printed));
    for (const [name, value] of Object.entries(printed))
      expectPrinted((actual as Record<string, unknown>)[name], value, `${where}/${name}`);
  } else expect(actual, where).toEqual(printed);
}

describe('docs/planning.md', () => {
  test.each(examples)('example $name is answered as printed', async ({ question, printed }) => {
    const said = await plan(question, '--json');
    expectPrinted(JSON.parse(said.out), printed, '');
    expect(said.code).toBe(JSON.stringify(printed).includes('"problem"') ? 1 : 0);
  });

  test('has a chapter for every family, with an answered question', () => {
    const told = [...page.matchAll(/^### (.+)$/gm)].map((found) => found[1] ?? '');
    expect(told.sort()).toEqual(familyNames());
    const asked = new Set(examples.map(({ printed }) => (printed as { family?: string }).family));
    expect(familyNames().filter((name) => !asked.has(name))).toEqual([]);
  });
});

test('INV-12: every stock family can be asked with its own input names, all in one file', async () => {
  const oracles = [...LEVEL_ORACLES, ...SERIES_ORACLES];
  const said = await plan({ questions: oracles }, '--json');
  expect(said).toMatchObject({ code: 0, err: '' });
  const { answers } = JSON.parse(said.out) as { answers: { id: string; result: Record<string, unknown> }[] };
  expect(answers.map(({ id }) => id)).toEqual(oracles.map(({ id }) => id));
  const eoq = answers.find(({ id }) => id === 'eoq-3.1');
  expect(eoq?.result.Q).toBeCloseTo(304.0467800264368, 6);
});

test('--families lists each family with its inputs and an example that is answered', async () => {
  const { families } = JSON.parse((await desk.tillside('plan', '--families', '--json')).out) as {
    families: { family: string; needed: string[]; optional: string[]; example: { input: object } }[];
  };
  expect(families.map(({ family }) => family).sort()).toEqual(familyNames());
  for (const { family, needed, optional, example } of families) {
    expect([...needed, ...optional], family).toEqual(expect.arrayContaining(Object.keys(example.input)));
    expect(Object.keys(example.input), family).toEqual(expect.arrayContaining(needed));
    expect((await plan(example)).code, family).toBe(0);
  }
  const text = (await desk.tillside('plan', '--families')).out;
  expect(text).toContain('\n  K h D\n');
});

test('a bare item question answers level, order, forecast, fill and cost, and says why in both languages', async () => {
  const told = JSON.parse((await plan(ITEM, '--json')).out) as { family: string; result: Record<string, unknown> };
  expect(told.family).toBe('item');
  for (const field of ['level', 'order', 'fill', 'cost']) expect(told.result[field], field).toBeTypeOf('number');
  expect(told.result.forecast).toHaveLength(14);
  const shown = await plan(ITEM);
  expect(shown).toMatchObject({ code: 0, err: '' });
  expect(shown.out).toMatch(/补货线 level +\d+\n/);
  expect(shown.out).toMatch(/每天卖 .*补货线 \d+\n {2}sells .*: level \d+\n$/);
});

test('faults name their fields, and the rest of the file is answered all the same', async () => {
  const mixed = { questions: [{ id: 'bad', ...ITEM, pack: 0, history: [1, 'x'] }, { family: 'eqo', input: {} }, ITEM] };
  const said = await plan(mixed, '--json');
  expect(said.code).toBe(1);
  const { answers } = JSON.parse(said.out) as { answers: { problem?: { faults: { field: string }[] } }[] };
  expect(answers.map(({ problem }) => problem?.faults.map(({ field }) => field).sort())).toEqual([
    ['history/1', 'pack'],
    ['family'],
    undefined,
  ]);
  const people = await plan(mixed);
  expect(people.code).toBe(1);
  expect(people.err).toMatch(/item \(bad\)：无法回答.*\n(.*\n)* {2}pack: /);
  expect(people.out).toContain('补货线 level');
});

test.each([
  ['{"history": [1,', /is not JSON/],
  ['"eoq"', /must be an object/],
  ['{"questions": []}', /at least one question/],
  ['[1]', /questions\/0/],
  ['{"family": 7}', /family must be a text/],
])('%s is refused in one sentence with exit code 1', async (text, why) => {
  const said = await plan(text, '--json');
  expect(said).toMatchObject({ code: 1, out: '' });
  expect(said.err).toMatch(why);
  expect(said.err.trim().split('\n')).toHaveLength(1);
});

test('a missing file is exit code 1, a missing option exit code 2', async () => {
  const missing = await desk.tillside('plan', '--input', desk.path('nothing.json'));
  expect(missing).toMatchObject({ code: 1, out: '' });
  expect(missing.err).toContain('nothing.json');
  expect(await desk.tillside('plan')).toMatchObject({ code: 2, out: '' });
});
