import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ItemView } from '../../hub/contract/catalog.ts';
import type { Problem } from '../../hub/contract/problem.ts';
import { readCatalogueFile } from '../../hub/edges/import/catalogue.ts';
import { workbook } from '../rigs/workbook.ts';
import { RunningHub } from './running-hub.ts';

const hub = new RunningHub();
beforeAll(async () => {
  await hub.start();
});
afterAll(() => hub.close());

interface Report {
  imported: boolean;
  added: number;
  same: number;
  faultCount: number;
  faults: { line: number; column: string; zh: string }[];
  encoding: string;
}
async function upload(file: Uint8Array, query = ''): Promise<{ status: number; body: Report & Problem }> {
  const answer = await fetch(`${hub.url}/api/v1/catalogue/import${query}`, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body: new Uint8Array(file),
  });
  return { status: answer.status, body: (await answer.json()) as Report & Problem };
}
const item = async (code: string) => (await hub.get<ItemView>(`/api/v1/items/${code}`)).body;
const text = (lines: string): Uint8Array => new TextEncoder().encode(lines);
const head = ['条码', '品名', '售价', '箱规'];

test('INV-02: a workbook is read as it looks: numbers kept as numbers, empty rows passed over, lines as in Excel', async () => {
  const rows = [
    head,
    ['6901234567892', '可乐', 3.5, 24],
    [null, null, null, null],
    [6909876543212, '雪碧', '0.10', null],
  ];
  const { rows: read, faults, encoding } = await readCatalogueFile(workbook(rows), 2);
  expect({ faults, encoding }).toEqual({ faults: [], encoding: 'xlsx' });
  expect(read).toMatchObject([
    { line: 2, item: { gtin: '06901234567892', priceMinor: 350, casePack: 24 } },
    { line: 4, item: { gtin: '06909876543212', priceMinor: 10 } },
  ]);
});

test('an uploaded workbook with a faulty row changes nothing, and says which cell; its right rows go in when asked for', async () => {
  const file = workbook([head, ['6901234567892', '可乐', 3.5, 24], ['6901234567893', '雪碧', 'free', null]]);
  const first = await upload(file);
  expect(first).toMatchObject({ status: 200, body: { imported: false, added: 1, faultCount: 2, encoding: 'xlsx' } });
  expect(first.body.faults.map(({ line, column }) => [line, column])).toEqual([
    [3, 'code'],
    [3, 'price'],
  ]);
  expect(await item('6901234567892')).toMatchObject({ code: 'item-missing' });
  expect(await upload(file, '?partial=1')).toMatchObject({ status: 200, body: { imported: true, added: 1 } });
  expect(await item('6901234567892')).toMatchObject({ nameZh: '可乐', priceMinor: 350, casePack: 24 });
});

test('the same file twice leaves no trace, a dry run none at all', async () => {
  const file = text('条码,品名,售价\n6909876543212,牛肉面,4.5\n');
  expect(await upload(file, '?dry=1')).toMatchObject({ body: { imported: false, added: 1, faultCount: 0 } });
  expect(await item('6909876543212')).toMatchObject({ code: 'item-missing' });
  expect(await upload(file)).toMatchObject({ body: { imported: true, added: 1 } });
  expect(await upload(file)).toMatchObject({ body: { imported: true, added: 0, same: 1 } });
});

test.each([
  ['nothing', new Uint8Array(), 'file-empty'],
  ['a picture', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1]), 'file-unreadable'],
  ['a zip that is no workbook', new Uint8Array([0x50, 0x4b, 3, 4, 9, 9, 9]), 'file-unreadable'],
  ['a sheet without prices', text('条码,品名\n6901234567892,可乐\n'), 'file-unreadable'],
])('%s is refused in a sentence', async (_name, file, code) => {
  const { status, body } = await upload(file);
  expect({ status, code: body.code }).toEqual({ status: 422, code });
});
