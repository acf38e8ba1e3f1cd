import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { takeLock } from '../../hub/edges/lock.ts';
import { openReader, openWriter } from '../../hub/store/open.ts';
import { WATER } from '../rigs/shop.ts';
import { Desk } from './desk.ts';

let desk: Desk;
beforeEach(() => {
  desk = new Desk();
});
afterEach(() => desk.clear());

const parsed = (text: string): Record<string, unknown> => JSON.parse(text) as Record<string, unknown>;

test('--help and --version are answered, and a wrong use says how it is used with exit code 2', async () => {
  const help = await desk.tillside('--help');
  expect(help).toMatchObject({ code: 0, err: '' });
  for (const command of [
    'start',
    'demo',
    'doctor',
    'rebuild',
    'import',
    'export',
    'plan',
    'learn',
    'backup',
    'restore',
  ])
    expect(help.out).toContain(`\n  ${command}`);
  expect(await desk.tillside('--version')).toEqual({ code: 0, out: '0.1.0\n', err: '' });
  for (const args of [
    ['frobnicate'],
    ['import'],
    ['export', 'everything'],
    ['doctor', '--frob'],
    ['export', 'items', '--format', 'xls'],
  ]) {
    const said = await desk.tillside(...args);
    expect(said.code, args.join(' ')).toBe(2);
    expect(said.err).toMatch(/error: .*\n.*--help/s);
  }
});

test('where there is no shop every command says so in one sentence, with exit code 1', async () => {
  for (const args of [['rebuild', '--check'], ['rebuild'], ['backup', desk.path('b')], ['export', 'items']]) {
    const said = await desk.here(...args);
    expect(said).toMatchObject({ code: 1, out: '' });
    expect(said.err).toMatch(/There is no shop in .*data: name its folder/);
  }
  expect(existsSync(desk.path('data'))).toBe(false);
});

test('backup and restore carry a shop and its settings into a clean folder', async () => {
  desk.shop();
  writeFileSync(desk.path('data/tillside.toml'), '[hub]\nport = 8500\n');
  const made = await desk.here('backup', desk.path('usb/today'), '--json');
  expect(parsed(made.out)).toMatchObject({ store: 'store-1', program: '0.1.0', settings: '[hub]\nport = 8500\n' });
  const back = await desk.tillside('restore', desk.path('usb/today'), '--into', desk.path('clean'));
  expect(back).toMatchObject({ code: 0, err: '' });
  expect(readFileSync(desk.path('clean/tillside.toml'), 'utf8')).toBe('[hub]\nport = 8500\n');
  const check = await desk.tillside('rebuild', '--check', '--json', '--data', desk.path('clean'));
  expect(parsed(check.out)).toMatchObject({ entries: parsed(made.out).head, drift: [] });
});

test('a restore never writes over a shop unless told so, and keeps what stood there', async () => {
  desk.shop();
  await desk.here('backup', desk.path('b'));
  expect(await desk.here('restore', desk.path('b'))).toMatchObject({ code: 1, out: '' });
  expect((await desk.here('restore', desk.path('b'))).err).toMatch(/say --force to put the present data aside/);
  expect((await desk.here('restore', desk.path('b'), '--force')).code).toBe(0);
  expect(existsSync(desk.path('data/hub/tillside.db.replaced-2026-11-21T03-00-00-000Z'))).toBe(true);
  writeFileSync(desk.path('b'), 'not a backup');
  const refused = await desk.here('restore', desk.path('b'), '--force');
  expect(refused.code).toBe(1);
  expect(refused.err).toMatch(/is not a Tillside backup; nothing was changed/);
});

test('nothing that writes goes past a hub that works on the folder', async () => {
  desk.shop();
  await desk.here('backup', desk.path('b'));
  const sleeper = process.pid;
  const unlock = takeLock(desk.path('data/hub'), 1);
  try {
    writeFileSync(desk.path('data/hub/running.json'), JSON.stringify({ pid: sleeper, url: 'http://127.0.0.1:9' }));
    expect((await desk.here('rebuild')).err).toMatch(/end it first/);
    expect((await desk.here('rebuild', '--check')).code).toBe(0);
    expect((await desk.here('backup', desk.path('b2'))).code).toBe(0);
    const away = await desk.here('import', desk.write('g.csv', 'code,name,price\n6901234567892,Water,3\n'));
    expect(away.err).toMatch(/The hub at http:\/\/127\.0\.0\.1:9 does not answer/);
  } finally {
    unlock();
  }
});

test('rebuild --check finds a table that does not follow from the journal, and rebuild mends it', async () => {
  desk.shop();
  const store = openWriter(desk.path('data/hub/tillside.db'));
  store.run('UPDATE stock_level SET on_hand = 999 WHERE gtin = ? AND location = ?', WATER, 'shop-floor');
  store.close();
  const found = await desk.here('rebuild', '--check');
  expect(found.code).toBe(1);
  expect(found.out).toMatch(/stock_level.*≠/);
  expect((await desk.here('rebuild')).out).toMatch(/Rebuilt from \d+ entries/);
  expect(await desk.here('rebuild', '--check', '--json')).toMatchObject({ code: 0 });
  const reader = openReader(desk.path('data/hub/tillside.db'));
  expect(
    reader.get('SELECT on_hand AS n FROM stock_level WHERE gtin = ? AND location = ?', WATER, 'shop-floor'),
  ).toEqual({ n: 12 });
  reader.close();
});

test('doctor says what is well and what is not, and its exit code tells which', async () => {
  desk.shop();
  const well = await desk.here('doctor', '--json');
  const findings = parsed(well.out).findings as { check: string; state: string; detail: string }[];
  const of = (check: string) => findings.find((one) => one.check === check);
  expect(of('Durability')).toMatchObject({ state: 'ok', detail: 'synchronous=FULL, wal' });
  expect(of('Database')?.detail).toMatch(/quick_check ok/);
  expect(of('Hub')).toMatchObject({ state: 'hint' });
  expect(well.code).toBe(findings.some((one) => one.state === 'wrong') ? 1 : 0);

  writeFileSync(desk.path('data/tillside.toml'), '[hub\nport = ');
  const toml = await desk.here('doctor');
  expect(toml.code).toBe(1);
  expect(toml.out).toMatch(/✗ 设置 Settings: .*not valid TOML/);

  const store = openWriter(desk.path('data/hub/tillside.db'));
  store.run(`INSERT INTO migration (name, checksum, at) VALUES ('9000_parcel.sql', 'x', 'x')`);
  store.close();
  expect((await desk.here('doctor')).out).toMatch(/✗ 数据库 Database: .*another Tillside \(9000_parcel\.sql\)/);
  writeFileSync(desk.path('data/hub/tillside.db'), 'this is no database at all, only text that goes on for a while');
  expect((await desk.here('doctor')).out).toMatch(/✗ 数据库 Database: .*restore the newest backup/);
});

test('exports are CSV that a spreadsheet reads and does not run, or JSON lines', async () => {
  desk.shop('data', (shop) => {
    shop.must('catalog.set-items', {
      items: [{ gtin: 'I77', nameZh: '=1+1', nameEn: '@SUM("a", b)', unit: 'each', priceMinor: 1050 }],
    });
    shop.scan(WATER.slice(1));
  });
  const items = await desk.here('export', 'items');
  expect(items.out.startsWith('\uFEFFcode,name_zh,')).toBe(true);
  expect(items.out).toContain(`I77,'=1+1,"'@SUM(""a"", b)",,,each,10.50,`);
  const stock = await desk.here('export', 'stock', '--format', 'jsonl');
  const rows = stock.out.trim().split('\n').map(parsed);
  expect(rows).toContainEqual({
    code: WATER,
    name_zh: '农夫山泉 550ml',
    name_en: 'Nongfu water 550 ml',
    location: 'shop-floor',
    on_hand: 11,
  });
  expect(stock.out).toContain('"on_hand":-100');
  for (const what of ['moves', 'orders', 'tasks', 'journal']) {
    const said = await desk.here('export', what, '--out', desk.path(what));
    expect(said).toMatchObject({ code: 0, out: '' });
    expect(readFileSync(desk.path(what), 'utf8')).toMatch(/^\uFEFF/);
  }
  expect(readFileSync(desk.path('orders'), 'utf8')).toContain('2.00');
});
