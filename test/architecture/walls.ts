import { type Check, type Import, importsOf, roomOf, type Source } from './source.ts';

/** What each room may import of ours. Data flows to the right, so imports point to the left. */
const MAY_SEE: Readonly<Record<string, readonly string[]>> = {
  'firmware-bridge/contract': [],
  'firmware-bridge': ['firmware-bridge/contract'],
  'hub/contract': ['firmware-bridge/contract'],
  'hub/core': ['hub/contract', 'firmware-bridge/contract'],
  'hub/features': ['hub/core', 'hub/contract', 'firmware-bridge/contract', 'hub'],
  hub: ['hub/features', 'hub/core', 'hub/contract', 'firmware-bridge/contract'],
  'cloud-relay/contract': ['hub/contract', 'firmware-bridge/contract'],
  'cloud-relay': ['cloud-relay/contract', 'hub/core', 'hub/contract', 'firmware-bridge/contract'],
  dashboard: ['cloud-relay/contract', 'hub/contract', 'firmware-bridge/contract', 'hub/core'],
  launch: [],
};
/** The two places where the hub takes more of the bridge than its contract: to start it within, and to draw a slip. */
const HUB_TAKES_BRIDGE = ['hub/main.ts', 'hub/hub.ts'];

/** The packages of npm each room may use; `node:` means what comes with Node. */
const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  'firmware-bridge/contract': ['typebox'],
  'firmware-bridge': [
    'node:',
    'better-sqlite3',
    'escpos',
    'node-hid',
    'pino',
    'receiptline',
    'serialport',
    'smol-toml',
    'typebox',
  ],
  'hub/contract': ['typebox'],
  'hub/core': ['typebox'],
  'hub/features': ['typebox'],
  hub: [
    'node:',
    '@fastify/static',
    '@fastify/swagger',
    '@fastify/swagger-ui',
    'better-sqlite3',
    'commander',
    'csv-parse',
    'fastify',
    'mqtt',
    'pino',
    'pinyin-pro',
    // Catalogues come as Excel workbooks.
    'read-excel-file',
    // Photos of finished work: made small, stripped and measured, and their barcodes read.
    'sharp',
    'zxing-wasm',
    'smol-toml',
    // Run from the sources, a thread learns TypeScript by it; a shop never loads it.
    'tsx',
    'typebox',
  ],
  'cloud-relay/contract': ['typebox'],
  'cloud-relay': [
    'node:',
    '@fastify/static',
    '@fastify/swagger',
    '@fastify/swagger-ui',
    'aedes',
    'better-sqlite3',
    'fastify',
    'mqtt',
    'pg',
    'pino',
    'smol-toml',
    'typebox',
  ],
  dashboard: ['@preact/signals', 'idb', 'preact', 'typebox', 'uplot', 'vite'],
  launch: ['node:', 'smol-toml', 'vite'],
};

const outsideTests = (sources: readonly Source[]): Source[] => sources.filter(({ path }) => roomOf(path) !== 'test');

/** A room imports only what its walls let through. */
export const importsPointLeft: Check = (sources) =>
  outsideTests(sources).flatMap((one) =>
    importsOf(one)
      .filter(({ to }) => to.includes('/') && isOurs(to))
      .filter((link) => !maySee(link))
      .map(({ from, to }) => `${from}: may not import ${to}`),
  );

const isOurs = (to: string): boolean =>
  Object.keys(MAY_SEE).some((room) => to.startsWith(`${room}/`)) || to.startsWith('test/');

function maySee({ from, to, isType }: Import): boolean {
  const [here, there] = [roomOf(from), roomOf(to)];
  if (here === there) return true;
  if (here === 'hub' && there === 'firmware-bridge') return HUB_TAKES_BRIDGE.includes(from);
  if (here === 'hub/features' && there === 'hub')
    return /[/-]routes\.ts$/.test(from) && to.startsWith('hub/edges/http/');
  if (here === 'dashboard' && there === 'hub/core') return isType || to.startsWith('hub/core/barcode/');
  if (here === 'dashboard' && there.endsWith('/contract')) return isType;
  return MAY_SEE[here]?.includes(there) ?? false;
}

/** A room uses only the packages it needs: a database in the bridge's contract would be a wall broken. */
export const packagesPerRoom: Check = (sources) =>
  outsideTests(sources).flatMap((one) =>
    importsOf(one)
      .filter(({ to }) => !isOurs(to) && !to.startsWith('.'))
      .filter(({ from, to }) => !mayUse(roomOf(from), to))
      .map(({ from, to }) => `${from}: may not use ${to}`),
  );

function mayUse(room: string, name: string): boolean {
  const allowed = PACKAGES[room] ?? [];
  if (name.startsWith('node:')) return allowed.includes('node:');
  const owner = name
    .split('/')
    .slice(0, name.startsWith('@') ? 2 : 1)
    .join('/');
  return allowed.includes(owner);
}

/** A feature knows others by their events; only its reading of tables may use what another's tables.ts offers. */
export const featuresKeepApart: Check = (sources) =>
  sources.flatMap((one) =>
    importsOf(one).flatMap(({ from, to }) => {
      const [here, there] = [featureOf(from), featureOf(to)];
      if (!here || !there || here === there) return [];
      const isReading = /[/-](tables|routes)\.ts$/.test(from) && /[/-]tables\.ts$/.test(to);
      return isReading ? [] : [`${from}: features react to events; it may not import ${to}`];
    }),
  );

export const featureOf = (path: string): string | undefined =>
  /^((?:hub|cloud-relay)\/features\/[^/]+)\//.exec(path)?.[1];

/** No file needs, over others, itself. Imports of types alone are gone when the program runs. */
export const noCycles: Check = (sources) => {
  const links = new Map(
    sources.map((one) => [
      one.path,
      importsOf(one)
        .filter(({ isType }) => !isType)
        .map(({ to }) => to),
    ]),
  );
  const done = new Set<string>();
  const faults: string[] = [];
  const visit = (path: string, way: readonly string[]): void => {
    const at = way.indexOf(path);
    if (at >= 0) faults.push(`${[...way.slice(at), path].join(' -> ')}: goes round in a circle`);
    if (at >= 0 || done.has(path)) return;
    for (const next of links.get(path) ?? []) visit(next, [...way, path]);
    done.add(path);
  };
  for (const path of links.keys()) visit(path, []);
  return faults;
};
