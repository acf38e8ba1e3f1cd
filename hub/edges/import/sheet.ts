import { parse } from 'csv-parse/sync';
import { decodeText } from './text.ts';

export interface SheetRow {
  readonly record: readonly string[];
  readonly line: number;
}

/**
 * Splits a sheet saved as CSV into its rows, with the line each begins at; comma, semicolon or tab.
 * @throws with a sentence in both languages when its quotation marks do not pair up
 */
export function splitSheet(text: string): SheetRow[] {
  const firstLine = text.slice(0, text.search(/[\r\n]|$/));
  const count = (mark: string): number => firstLine.split(mark).length;
  const delimiter = [',', ';', '\t', '，'].reduce((best, mark) => (count(mark) > count(best) ? mark : best));
  try {
    const parsed = parse(text, {
      delimiter,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
      trim: true,
    }) as unknown as { record: string[]; info: { lines: number } }[];
    // The parser counts to a record's end; people look for its beginning.
    return parsed.map(({ record, info }) => ({ record, line: info.lines - record.join('').split('\n').length + 1 }));
  } catch (error) {
    const line = error instanceof Error && 'lines' in error ? Number(error.lines) : 0;
    throw new Error(
      `第 ${line} 行的引号不完整。The quotation marks in line ${line} do not pair up: mend them and import again.`,
    );
  }
}

/** The rows of a file that came from somewhere. @throws when it is no text, or its quotation marks do not pair up */
export function sheetOf(bytes: Uint8Array): SheetRow[] {
  try {
    return splitSheet(decodeText(bytes).text);
  } catch (error) {
    if (error instanceof Error && /quotation/.test(error.message)) throw error;
    throw new Error(
      '这不是文本文件，请先另存为 CSV。This is not a text file: save the sheet as CSV (UTF-8 or GB18030) first.',
    );
  }
}
