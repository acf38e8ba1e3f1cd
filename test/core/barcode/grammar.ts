import { AI_TABLE, type Component } from '../../../hub/core/barcode/ai-table.ts';
import { gs1CheckDigit } from '../../../hub/core/barcode/index.ts';

/** Chance from a seed (mulberry32), so that a failing input can be made again. */
export type Chance = { next: () => number; below: (n: number) => number; pick: <T>(from: readonly T[]) => T };

export function chance(seed: number): Chance {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (n: number): number => Math.floor(next() * n);
  return { next, below, pick: (from) => from[below(from.length)] as (typeof from)[number] };
}

export const GS = '\u001d';
const AIS = [...AI_TABLE.keys()];
const SHOP = ['01', '02', '00', '10', '17', '15', '21', '30', '37', '3103', '3922', '3932', '414', '254', '240', '91'];
const SETS = {
  N: '0123456789',
  X: 'ABCabcxyz0123456789-/.%()+!"_<>',
  Y: 'ABC0123456789#-/',
  Z: 'ABCabc0123456789-_',
} as const;

const digits = (c: Chance, n: number): string => Array.from({ length: n }, () => c.below(10)).join('');

function text(c: Chance, part: Component): string {
  const length = c.next() < 0.05 ? part.max : part.min + c.below(Math.min(part.max - part.min, 9) + 1);
  return Array.from({ length }, () => c.pick([...SETS[part.set]])).join('');
}

/** Data that mostly keeps the named check; what has no line here is right only by luck. */
function checked(c: Chance, part: Component, check: string): string {
  const two = (n: number): string => String(n).padStart(2, '0');
  const day = (): string => two(c.below(100)) + two(1 + c.below(12)) + two(1 + c.below(30));
  const makers: Readonly<Record<string, () => string>> = {
    mod10: () => {
      const body = digits(c, part.max - 1);
      return body + gs1CheckDigit(body);
    },
    day,
    day0: () => (c.next() < 0.2 ? `${day().slice(0, 4)}00` : day()),
    fullDay: () => `19${day()}`,
    hourMinute: () => two(c.below(25)) + two(c.below(61)),
    hour: () => two(c.below(25)),
    sixty: () => two(c.below(61)),
    country: () => c.pick(['156', '392', '840', '276', '999', digits(c, 3)]),
    country999: () => c.pick(['156', '392', '999', digits(c, 3)]),
    country2: () => c.pick(['CN', 'JP', 'US', 'XX', 'ZZ']),
    currency: () => c.pick(['156', '392', '978', '840', digits(c, 3)]),
    piece: () => two(c.below(5)) + two(c.below(5)),
    '0': () => c.pick(['0', '0', '0', '1']),
    '01': () => c.pick(['0', '1', '2']),
    '019': () => c.pick(['0', '1', '2', '9']),
    '0129': () => c.pick(['0', '2', '3', '9']),
    medium: () => two(c.below(100)),
    hyphen: () => c.pick(['-', '-', 'A']),
    ofSlash: () => `${c.below(5)}/${c.below(5)}`,
    prefix: () => digits(c, 4) + text(c, { ...part, max: Math.max(part.max - 4, 1) }),
    noZero: () => String(c.below(10)) + digits(c, c.below(11)),
    percent: () => c.pick(['Riverside', 'A%20B', '%E6%B2%B3', 'A%2', '%ZZ', 'A+B']),
    iban: () => c.pick(['GB82WEST12345698765432', 'DE89370400440532013000', 'GB82WEST12345698765433', 'XX82']),
    pair: () => c.pick(['1987654Ad4X4bL5ttr2310c2K', '1987654Ad4X4bL5ttr2310cXK', '12345678901234567890122T']),
    latitude: () => String(c.below(2_000_000_000)).padStart(10, '0'),
    longitude: () => String(c.below(4_000_000_000)).padStart(10, '0'),
  };
  return makers[check]?.() ?? text(c, part);
}

export function elementOf(c: Chance, ai: string): string {
  let value = '';
  for (const part of AI_TABLE.get(ai)?.components ?? []) {
    if (part.optional && c.next() < 0.5) break;
    value += checked(c, part, part.checks[0] ?? '');
  }
  return value;
}

/** The identifiers one alternative of the required partners asks for, with theirs. */
function partners(c: Chance, ai: string, depth = 0): string[] {
  const requires = AI_TABLE.get(ai)?.requires ?? [];
  if (requires.length === 0 || depth > 3 || c.next() < 0.04) return [];
  return c.pick(requires).flatMap((pattern) => {
    const known = AIS.filter(
      (other) => other.length === pattern.length && other.startsWith(pattern.replace(/n+$/, '')),
    );
    const chosen = c.pick(known);
    return [...partners(c, chosen, depth + 1), chosen];
  });
}

/** Elements that mostly belong together. */
export function elementsOf(c: Chance): [ai: string, value: string][] {
  const wanted = new Set<string>();
  for (let n = 1 + c.below(3); n > 0; n--) {
    const ai = c.pick(c.next() < 0.5 ? SHOP : AIS);
    for (const partner of partners(c, ai)) wanted.add(partner);
    wanted.add(ai);
  }
  return [...wanted].map((ai) => [ai, elementOf(c, ai)]);
}

/** Joins elements as a label does; now and then a GS too many or too few. */
export function messageOf(c: Chance, elements: readonly (readonly [string, string])[]): string {
  return elements
    .map(([ai, value], i) => {
      const open = AI_TABLE.get(ai)?.predefined === undefined && i < elements.length - 1;
      const slip = c.next() < 0.01;
      return ai + value + (open !== slip ? GS : '');
    })
    .join('');
}

/** One small damage, as dirt, a wrong key or a bad printer makes it. */
export function damaged(c: Chance, message: string): string {
  const at = c.below(message.length + 1);
  const rest = message.slice(at + 1);
  return c.pick([
    () => message.slice(0, at) + rest,
    () => message.slice(0, at) + c.pick([...'0123456789AZaz %#^*中', GS]) + rest,
    () => message.slice(0, at) + c.pick([...'0123456789AZ', GS]) + message.slice(at),
    () => message.slice(0, at),
    () => message.slice(0, at) + (rest[0] ?? '') + (message[at] ?? '') + rest.slice(1),
  ])();
}

const STEMS = ['https://id.example.cn', 'http://a.b.cn/some/path', 'HTTPS://EXAMPLE.COM', 'https://shop.cn:8443/x'];
const PATHS: readonly (readonly string[])[] = [
  ['01'],
  ['01', '10'],
  ['01', '22', '10', '21'],
  ['01', '21'],
  ['01', '235'],
  ['01', '21', '10'],
  ['00'],
  ['414', '254'],
  ['8006', '10'],
  ['8004'],
  ['8010', '8011'],
  ['253'],
  ['8017', '8019'],
  ['415', '8020'],
];
const ATTRIBUTES = ['17', '10', '3103', '30', '15', '21', '99', '11', '3922', '13', '7003', '8200', '4326', '37'];

/** A Digital Link, mostly right. */
export function linkOf(c: Chance): string {
  const path = c.pick(PATHS).map((ai) => `/${ai}/${encodeURIComponent(elementOf(c, ai))}`);
  const query = Array.from({ length: c.below(3) }, () => {
    const ai = c.pick(ATTRIBUTES);
    return `${ai}=${encodeURIComponent(elementOf(c, ai))}`;
  });
  if (c.next() < 0.2) query.push(c.pick(['utm=1', 'x', '1234=5', 'linkType=all']));
  return c.pick(STEMS) + path.join('') + (query.length > 0 ? `?${query.join('&')}` : '') + c.pick(['', '', '#top']);
}
