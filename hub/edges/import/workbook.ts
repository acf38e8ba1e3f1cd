import type { SheetRow } from './sheet.ts';

/** A workbook is a zip: it begins with the mark of one. */
export function isWorkbook(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 0x03 && bytes[3] === 0x04;
}

/** The rows of a workbook's first sheet as texts, with the line each stands in; empty rows are passed over. */
export async function workbookRows(bytes: Uint8Array): Promise<SheetRow[]> {
  // Loaded by the first who brings a workbook: most starts never see one.
  const { readSheet } = await import('read-excel-file/node');
  const rows: readonly (readonly unknown[])[] = await readSheet(Buffer.from(bytes));
  return rows
    .map((cells, i) => ({ record: cells.map(textOf), line: i + 1 }))
    .filter(({ record }) => record.some((cell) => cell !== ''));
}

/** A number as people typed it: a barcode kept as a number is whole, a price has no digits of binary fractions. */
function textOf(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  if (cell instanceof Date) return cell.toISOString().slice(0, 10);
  if (typeof cell === 'number') return Number.isInteger(cell) ? String(cell) : String(Number(cell.toPrecision(12)));
  return String(cell).trim();
}
