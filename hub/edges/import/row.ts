import type { Item } from '../../contract/catalog.ts';
import type { BodyOf } from '../../contract/commands.ts';
import { prefixClass, toGtin14 } from '../../core/barcode/index.ts';
import type { Column } from './columns.ts';

export type Level = BodyOf<'replenishment.set-levels'>['rules'][number];
export interface Row {
  readonly line: number;
  readonly item: Item;
  readonly level?: Level;
}
/** What is wrong with one cell, for the person who mends the sheet. */
export interface Faulty {
  readonly line: number;
  readonly column: string;
  readonly zh: string;
  readonly en: string;
}
/** The text of a cell by its column; empty where there is none. */
export type Fields = (column: Column) => string;

type Note = (column: Column, zh: string, en: string) => undefined;

/** Reads one row, all its faults at once; a row with a fault is not taken. */
export function readFields(cell: Fields, line: number, decimals: number): { row: Row | undefined; faults: Faulty[] } {
  const faults: Faulty[] = [];
  const note: Note = (column, zh, en) => {
    faults.push({ line, column, zh, en });
    return undefined;
  };
  const gtin = readCode(cell('code'), note);
  const unit = readUnit(cell('unit'), note);
  const priceMinor = readMoney(cell('price'), 'price', decimals, note);
  const costMinor = cell('cost') === '' ? undefined : readMoney(cell('cost'), 'cost', decimals, note);
  const casePack = cell('case_pack') === '' ? undefined : readCount(cell('case_pack'), 'case_pack', 1, note);
  const names = readNames(cell, note);
  const places = readPlaces(cell, note);
  const level = readLevel(cell, gtin ?? '', note);
  if (faults.length > 0 || gtin === undefined || unit === undefined || priceMinor === undefined)
    return { row: undefined, faults };
  const item: Item = {
    gtin,
    ...names,
    unit,
    priceMinor,
    ...(costMinor === undefined ? {} : { costMinor }),
    ...(casePack === undefined ? {} : { casePack }),
    ...places,
  };
  return { row: { line, item, ...(level ? { level } : {}) }, faults };
}

function readCode(text: string, note: Note): string | undefined {
  if (text === '') return note('code', '没有条码', 'is empty');
  if (/^\d(\.\d+)?e\+?\d+$/i.test(text))
    return note(
      'code',
      '条码被表格软件改成了科学计数，请把该列设为文本后重新保存',
      'was turned into scientific notation by the spreadsheet: make the column text and save again',
    );
  if (/^I\d{1,13}$/i.test(text)) return text.toUpperCase();
  if (/^\d{1,7}$/.test(text)) return `I${text}`;
  const gtin = toGtin14(text);
  if (gtin && prefixClass(gtin) === 'in-store')
    return note(
      'code',
      '这是店内码，请写 I 加商品编号',
      'is an in-store code: write I and the digits of the item, without price or weight',
    );
  if (gtin) return gtin;
  return /^(\d{8}|\d{12,14})$/.test(text)
    ? note('code', '校验位不对', 'has a wrong check digit')
    : note(
        'code',
        '不是 8、12、13、14 位条码，也不是店内编号',
        'is neither a barcode of 8, 12, 13 or 14 digits nor an in-store number',
      );
}

const UNITS: ReadonlyMap<string, Item['unit']> = new Map([
  ...[
    '',
    'each',
    'ea',
    'pc',
    'pcs',
    'piece',
    '个',
    '件',
    '瓶',
    '包',
    '袋',
    '盒',
    '支',
    '罐',
    '听',
    '条',
    '块',
    '桶',
    '箱',
    '提',
    '杯',
    '只',
    '份',
  ].map((word) => [word, 'each'] as const),
  ...['gram', 'g', 'kg', '克', '千克', '公斤', '称重'].map((word) => [word, 'gram'] as const),
]);

function readUnit(text: string, note: Note): Item['unit'] | undefined {
  return (
    UNITS.get(text.toLowerCase()) ??
    note('unit', '单位应为“个”或“克”（价格按千克）', 'is neither each nor gram (then the price is per kilogram)')
  );
}

function readMoney(text: string, column: 'price' | 'cost', decimals: number, note: Note): number | undefined {
  const plain = text.replace(/^[¥￥$€]\s*/, '').replace(/(?<=\d),(?=\d{3}\b)/g, '');
  const match = /^(\d{1,6})(?:\.(\d+))?$/.exec(plain);
  if (!match) return note(column, '不是 0 以上的金额', 'is not an amount of 0 or more, such as 2.50');
  const fraction = (match[2] ?? '').replace(/0+$/, '');
  if (fraction.length > decimals)
    return note(column, `小数位超过 ${decimals} 位`, `has more than ${decimals} digits after the point`);
  return Number(`${match[1]}${fraction.padEnd(decimals, '0')}`);
}

function readCount(text: string, column: Column, least: number, note: Note): number | undefined {
  const count = /^\d{1,7}$/.test(text) ? Number(text) : Number.NaN;
  return count >= least && count <= 1_000_000
    ? count
    : note(column, `应为 ${least}–1000000 的整数`, `is not a whole number from ${least} to 1000000`);
}

function readNames(cell: Fields, note: Note): Pick<Item, 'nameZh' | 'nameEn' | 'categoryZh' | 'categoryEn'> {
  const [nameZh, nameEn] = [cell('name_zh') || cell('name_en'), cell('name_en') || cell('name_zh')];
  if (nameZh === '') note('name_zh', '没有名称', 'is empty');
  for (const [column, name] of [
    ['name_zh', nameZh],
    ['name_en', nameEn],
  ] as const)
    if (name.length > 120) note(column, '名称超过 120 字', 'is longer than 120 characters');
  const [categoryZh, categoryEn] = [cell('category_zh').slice(0, 60), cell('category_en').slice(0, 60)];
  return { nameZh, nameEn, ...(categoryZh ? { categoryZh } : {}), ...(categoryEn ? { categoryEn } : {}) };
}

function readPlaces(cell: Fields, note: Note): Pick<Item, 'shelf' | 'backBay'> {
  const [shelf, backBay] = [cell('shelf'), cell('back_bay')];
  if (shelf.length > 20) note('shelf', '货架位超过 20 字', 'is longer than 20 characters');
  if (backBay.length > 20) note('back_bay', '库位超过 20 字', 'is longer than 20 characters');
  return { ...(shelf ? { shelf } : {}), ...(backBay ? { backBay } : {}) };
}

/** A restock level comes with its target, or not at all. */
function readLevel(cell: Fields, gtin: string, note: Note): Level | undefined {
  const [low, high] = [cell('restock_level'), cell('restock_target')];
  if (low === '' && high === '') return undefined;
  if (low === '') return note('restock_level', '有补货上限却没有补货点', 'is missing beside its target');
  if (high === '') return note('restock_target', '有补货点却没有补货上限', 'is missing beside its level');
  const level = readCount(low, 'restock_level', 0, note);
  const target = readCount(high, 'restock_target', 1, note);
  if (level === undefined || target === undefined) return undefined;
  if (target <= level) return note('restock_target', '应大于补货点', 'must be greater than the level');
  return { gtin, location: 'shop-floor', level, target };
}
