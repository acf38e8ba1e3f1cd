import { type Column, type Headings, readHeadings } from './columns.ts';
import { initialsOf } from './initials.ts';
import { type Faulty, type Fields, type Row, readFields } from './row.ts';
import { type SheetRow, splitSheet } from './sheet.ts';
import { decodeText } from './text.ts';
import { isWorkbook, workbookRows } from './workbook.ts';

export interface Catalogue {
  readonly rows: readonly Row[];
  readonly faults: readonly Faulty[];
  readonly encoding: string;
  readonly unknownHeadings: readonly string[];
}

/** The file as a whole cannot be read as a catalogue; the sentence says what to do. */
export class CatalogueRefused extends Error {}

const NEEDED: readonly Column[] = ['code', 'price'];

/**
 * Reads a catalogue from CSV: UTF-8, UTF-16 or GB18030; comma, semicolon or tab; headings in Chinese or English. Rows
 * that cannot be taken are listed with their line numbers; the others are whole.
 * @param decimals minor units of the shop's currency: 2 for CNY, 0 for JPY
 * @throws {CatalogueRefused}
 */
export function readCatalogue(bytes: Uint8Array, decimals: number): Catalogue {
  const { text, encoding } = decoded(bytes);
  return catalogueOf(split(text), encoding, decimals);
}

/** The same from CSV or an Excel workbook (.xlsx, its first sheet), told apart by how the file begins. @throws {CatalogueRefused} */
export async function readCatalogueFile(bytes: Uint8Array, decimals: number): Promise<Catalogue> {
  if (!isWorkbook(bytes)) return readCatalogue(bytes, decimals);
  try {
    return catalogueOf(await workbookRows(bytes), 'xlsx', decimals);
  } catch (error) {
    if (error instanceof CatalogueRefused) throw error;
    throw new CatalogueRefused(
      '这个 Excel 文件打不开，请另存为 .xlsx 或 CSV。This workbook cannot be opened: save it as .xlsx or CSV again.',
    );
  }
}

function catalogueOf([first, ...records]: readonly SheetRow[], encoding: string, decimals: number): Catalogue {
  if (!first) throw new CatalogueRefused('文件是空的。The file is empty.');
  const headings = readHeadings(first.record);
  checkHeadings(headings);
  const rows: Row[] = [];
  const faults: Faulty[] = [];
  const seen = new Map<string, number>();
  for (const { record, line } of records) {
    const fields = fieldsOf(record, headings);
    const read = readFields(fields, line, decimals);
    if (record.length !== first.record.length && record.slice(first.record.length).some((cell) => cell.trim() !== ''))
      read.faults.push(fault(line, 'row', '列数比表头多', 'has more cells than the heading'));
    const before = read.row && seen.get(read.row.item.gtin);
    if (before !== undefined)
      read.faults.push(fault(line, 'code', `与第 ${before} 行重复`, `is the same as in line ${before}`));
    faults.push(...read.faults);
    if (!read.row || read.faults.length > 0) continue;
    seen.set(read.row.item.gtin, line);
    const { item, ...rest } = read.row;
    rows.push({ ...rest, item: { ...item, initials: initialsOf(item.nameZh) } });
  }
  return { rows, faults, encoding, unknownHeadings: headings.unknown };
}

const fault = (line: number, column: string, zh: string, en: string): Faulty => ({ line, column, zh, en });

function decoded(bytes: Uint8Array): { text: string; encoding: string } {
  try {
    return decodeText(bytes);
  } catch {
    throw new CatalogueRefused(
      '这不是文本文件，请先另存为 CSV。This is not a text file: save the sheet as CSV (UTF-8 or GB18030) first.',
    );
  }
}

function split(text: string): SheetRow[] {
  try {
    return splitSheet(text);
  } catch (error) {
    throw new CatalogueRefused(error instanceof Error ? error.message : String(error));
  }
}

function checkHeadings({ places, twice }: Headings): void {
  const missing: string[] = NEEDED.filter((column) => !places.has(column));
  if (!places.has('name_zh') && !places.has('name_en')) missing.push('name_zh');
  if (missing.length > 0)
    throw new CatalogueRefused(
      `缺少列：${missing.join('、')}。The first line must name the columns; missing: ${missing.join(', ')} (see tillside import --help).`,
    );
  if (twice.length > 0)
    throw new CatalogueRefused(`列重复：${twice.join('、')}。These columns stand there twice: ${twice.join(', ')}.`);
}

function fieldsOf(record: readonly string[], { places }: Headings): Fields {
  // An export puts an apostrophe before what a spreadsheet would run; it is no part of the name.
  return (column) => (record[places.get(column) ?? -1] ?? '').trim().replace(/^'(?=[=+\-@])/, '');
}
