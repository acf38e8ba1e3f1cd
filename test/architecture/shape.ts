import { type Check, roomOf, type Source } from './source.ts';
import { featureOf } from './walls.ts';

const lineOf = (code: string, at: number): number => code.slice(0, at).split('\n').length;
const isCode = ({ path }: Source): boolean => /\.(ts|tsx|mjs)$/.test(path);

/** The four files of a feature; a large one has several of a sort, by topic: `life-rules.ts` beside `rules.ts`. */
const OF_A_FEATURE = /^(index|([a-z]+(-[a-z]+)*-)?(rules|tables|routes))\.ts$/;

/** A feature is always the same files: at a glance, rules, tables, and routes where there are any. */
export const featureShape: Check = (sources) => {
  const features = new Map<string, string[]>();
  for (const { path } of sources) {
    const feature = featureOf(path);
    if (feature) features.set(feature, [...(features.get(feature) ?? []), path.slice(feature.length + 1)]);
  }
  return [...features].flatMap(([feature, files]) => {
    const missing = ['index.ts', 'rules.ts', 'tables.ts'].filter((name) => !files.includes(name));
    const extra = files.filter((name) => !OF_A_FEATURE.test(name));
    return [
      ...missing.map((name) => `${feature}/${name}: is missing`),
      ...extra.map((name) => `${feature}/${name}: has no place in a feature`),
    ];
  });
};

/** Tables that are bookkeeping, not projections, and the files that may write them. */
const BOOKKEEPING: Readonly<Record<string, readonly string[]>> = {
  journal: ['hub/core/spine.ts'],
  reply: ['hub/core/spine.ts'],
  epoch: ['hub/store/journal.ts'],
  bookkeeping: ['hub/store/write-orders.ts', 'hub/store/writer-thread.ts'],
  migration: ['hub/store/migrate.ts'],
  ...Object.fromEntries(
    ['pin', 'screen', 'pairing', 'session', 'attempt'].map((table) => [table, ['hub/store/access-book.ts']]),
  ),
};

/** Every table of the hub has one writer: its feature's tables.ts, or the one file that keeps that book. */
export const oneWriterPerTable: Check = (sources) => {
  const owned = new Map<string, string[]>();
  for (const { path, text } of sources.filter((one) => /^hub\/features\/[^/]+\/index\.ts$/.test(one.path))) {
    const list = /\btables:\s*\[([^\]]*)\]/.exec(text)?.[1] ?? '';
    owned.set(
      featureOf(path) ?? '',
      [...list.matchAll(/'([^']+)'/g)].map((match) => match[1] ?? ''),
    );
  }
  const hub = sources.filter((one) => one.path.startsWith('hub/') && one.path.endsWith('.ts'));
  return hub.flatMap(({ path, text }) =>
    writtenTables(text)
      .filter((table) => !mayWrite(path, table, owned))
      .map((table) => `${path}: may not write ${table}`),
  );
};

export function writtenTables(text: string): string[] {
  const found = text.matchAll(
    /\b(?:INSERT(?:\s+OR\s+\w+)?\s+INTO|REPLACE\s+INTO|DELETE\s+FROM|UPDATE(?:\s+OR\s+\w+)?)\s+([a-z_]+)\b(?:\s+(SET|WHERE|\()|)/g,
  );
  return [...new Set([...found].map((match) => match[1] ?? ''))];
}

function mayWrite(path: string, table: string, owned: ReadonlyMap<string, readonly string[]>): boolean {
  const feature = featureOf(path);
  if (feature) return /[/-]tables\.ts$/.test(path) && (owned.get(feature)?.includes(table) ?? false);
  return BOOKKEEPING[table]?.includes(path) ?? false;
}

/** What a rule must not know of: with it, the same command would not always come to the same end. */
const IMPURE =
  /\b(Date|Math\.random|process\.[a-z]\w*\b(?=\(|\.|\[)|process\.(?:env|argv|platform|pid|version)|globalThis|crypto|performance\.now|setTimeout|setInterval|setImmediate|queueMicrotask|require|fetch)\b/g;

/** Rules, core and contracts take time, ids and chance from whoever calls them, and touch nothing outside. */
export const pureWhereItMustBe: Check = (sources) =>
  sources
    .filter(
      ({ path }) =>
        /^hub\/core\/|\/contract\/|^hub\/features\/[^/]+\/([a-z-]+-)?rules\.ts$/.test(path) && path.endsWith('.ts'),
    )
    .filter(({ path }) => path !== 'firmware-bridge/contract/config.ts')
    .flatMap(({ path, code, text }) => [
      ...[...code.matchAll(IMPURE)].map((m) => `${path}:${lineOf(code, m.index)}: may not use ${m[1]}`),
      ...[...text.matchAll(/from '(node:[^']+)'/g)].map((m) => `${path}: may not use ${m[1]}`),
    ]);

/** The edges that ask the machine for the time or for chance and hand them in. */
const CLOCKS = [
  'hub/edges/clock.ts',
  'hub/edges/relay/index.ts',
  'firmware-bridge/main.ts',
  'firmware-bridge/hosts/scanner-host.ts',
  'firmware-bridge/hosts/printer-host.ts',
  'cloud-relay/main.ts',
  'dashboard/surroundings.ts',
];

/** Time and chance come from few, named places, so that the simulation can drive all of it. */
export const clocksAreNamed: Check = (sources) =>
  sources
    .filter(({ path }) => /\.tsx?$/.test(path) && roomOf(path) !== 'test' && !CLOCKS.includes(path))
    .flatMap(({ path, code }) =>
      [...code.matchAll(/\bDate\.now\b|\bnew Date\(\s*\)|\bMath\.random\b/g)].map(
        (m) => `${path}:${lineOf(code, m.index)}: asks for ${m[0]} where it should be handed in`,
      ),
    );

/** Settings are read in one place per program. */
export const settingsInConfig: Check = (sources) =>
  sources
    .filter(({ path }) => /\.tsx?$/.test(path) && roomOf(path) !== 'test' && !path.endsWith('/config.ts'))
    .filter(({ code }) => /\bprocess\s*\.\s*env\b/.test(code))
    .map(({ path }) => `${path}: reads the environment outside config.ts`);

const FILE_MAX = 300;
export const filesAreShort: Check = (sources) =>
  sources
    .filter(({ path }) => !path.endsWith('schema.sql') && !path.endsWith('.css'))
    .map(({ path, text }) => ({ path, lines: text.split('\n').length - 1 }))
    .filter(({ lines }) => lines > FILE_MAX)
    .map(({ path, lines }) => `${path}: has ${lines} lines; at most ${FILE_MAX}`);

const FUNCTION_MAX = 70;
/**
 * A function fits a screen; what a test tells may be longer, as one story. Found by its braces: a long block that follows
 * a parameter list or an arrow.
 */
export const functionsAreShort: Check = (sources) =>
  sources
    .filter((one) => isCode(one) && !one.path.startsWith('test/'))
    .flatMap(({ path, code }) =>
      blocksOf(code)
        .filter(({ from, to }) => lineOf(code, to) - lineOf(code, from) - 1 > FUNCTION_MAX)
        .filter(({ from }) => isFunctionBody(code.slice(Math.max(0, from - 400), from)))
        .map(({ from, to }) => {
          const lines = lineOf(code, to) - lineOf(code, from) - 1;
          return `${path}:${lineOf(code, from)}: a function of ${lines} lines; at most ${FUNCTION_MAX}`;
        }),
    );

function blocksOf(code: string): { from: number; to: number }[] {
  const open: number[] = [];
  const blocks: { from: number; to: number }[] = [];
  for (let at = 0; at < code.length; at += 1) {
    if (code[at] === '{') open.push(at);
    else if (code[at] === '}') blocks.push({ from: open.pop() ?? 0, to: at });
  }
  return blocks;
}

function isFunctionBody(before: string): boolean {
  if (/\b(if|for|while|switch|catch)\s*\([^{}]*\)\s*$/.test(before)) return false;
  return /(=>|\)(\s*:\s*[^;{}=]+)?)\s*$/.test(before);
}

/** Nothing switches the compiler or the linter off. */
export const nothingSwitchedOff: Check = (sources) =>
  sources
    .filter((one) => isCode(one) && one.path !== 'test/architecture.test.ts')
    .flatMap(({ path, text, code }) => [
      ...[...text.matchAll(/(\/\/|\/\*)\s*(@ts-(ignore|expect-error|nocheck)|biome-ignore|eslint-disable)/g)].map(
        (m) => `${path}:${lineOf(text, m.index)}: switches a check off`,
      ),
      ...[...code.matchAll(/(?::\s*|<|\bas\s+|\|\s*)any\b(?!\s*\()/g)].map(
        (m) => `${path}:${lineOf(code, m.index)}: any`,
      ),
    ]);

const VAGUE = /^(utils?|helpers?|common|managers?|services?|base|misc|shared|lib)$/;
/** Names say what a file is about, in lower case with hyphens. */
export const namesSaySomething: Check = (sources) =>
  sources.flatMap(({ path }) => {
    const parts = path.split('/').map((part) => part.replace(/\.(test\.)?(d\.)?(ts|tsx|mjs|sql|css)$/, ''));
    const faults = parts.filter((part) => part.split('-').some((word) => VAGUE.test(word)));
    const shapes = parts.filter((part) => !/^(\d{4}_[a-z0-9]+([-_][a-z0-9]+)*|[a-z0-9]+([-.][a-z0-9]+)*)$/.test(part));
    return [
      ...faults.map((part) => `${path}: ${part} says nothing`),
      ...shapes.map((part) => `${path}: ${part} is not lower case with hyphens`),
    ];
  });
