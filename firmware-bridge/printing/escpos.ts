import commands from 'escpos/commands.js';
import Printer from 'escpos/printer.js';
import receiptline, { type BaseCommand, type QRCode } from 'receiptline';
import type { PrintDocument } from '../contract/print-job.ts';
import { codeSets } from './code128.ts';
import { toMarkup } from './markup.ts';
import { type Encoding, encodeText } from './text.ts';

export type PrinterProfile = { encoding: Encoding; columns: number };

const GS = '\x1d';
const FS = '\x1c';
const { TEXT_FORMAT, COLOR, BARCODE_FORMAT } = commands;

/** Receiptline hands strings of bytes around; the two directions of that are here. */
const binary = (build: (printer: Printer) => Printer): string =>
  build(new Printer(null)).buffer.flush().toString('latin1');
const word = (value: number): string => String.fromCharCode(value & 255, (value >> 8) & 255);

/** How receiptline knows the encodings; both Chinese ones measure and wrap alike. */
const LAYOUT_ENCODING = { gb18030: 'gb18030', gbk: 'cp936', big5: 'big5', ascii: 'cp437' } as const;

/**
 * A slip as the bytes of one print job: initialise, content, feed and cut. No status request and no fence is in it;
 * those belong to the protocol, which must know them apart. Nothing in the document can add a command of its own.
 */
export function toEscpos(document: PrintDocument, profile: PrinterProfile): Uint8Array {
  const { encoding, columns } = profile;
  const text = receiptline.transform(toMarkup(document, encoding, columns), {
    cpl: columns,
    encoding: LAYOUT_ENCODING[encoding],
    command: commandSet(encoding),
  });
  return new Uint8Array(Buffer.from(text, 'latin1'));
}

/**
 * Receiptline asks a command set for each piece; these pieces are built with escpos where escpos is right. Its size for
 * double letters is not (`ESC !` leaves Chinese characters small, `GS !` does not), nor its QR code, nor the length byte
 * of its barcodes under sixteen characters: those are written here.
 */
function commandSet(encoding: Encoding): BaseCommand {
  const style = (bold: boolean, invert: boolean): string =>
    (bold ? TEXT_FORMAT.TXT_BOLD_ON : TEXT_FORMAT.TXT_BOLD_OFF) + (invert ? COLOR.REVERSE : COLOR.UNREVERSE);
  return {
    ...receiptline.commands.generic,
    open: () => binary((p) => p.hardware('INIT').lineSpace()) + (encoding === 'ascii' ? `${FS}.\x1bt\x00` : `${FS}&`),
    close: () => binary((p) => p.cut(true, 4)),
    cut: () => binary((p) => p.cut(true, 4)),
    align: (to: number) => binary((p) => p.align(to === 1 ? 'CT' : to === 2 ? 'RT' : 'LT')),
    hr: (width: number) => encodeText(rule(width, encoding), encoding).toString('latin1'),
    em: () => TEXT_FORMAT.TXT_BOLD_ON,
    iv: () => COLOR.REVERSE,
    ul: () => '',
    wh: (wh: number) => scaled(wh < 3 ? [(wh & 1) + 1, (wh >> 1) + 1] : [wh - 1, wh - 1]),
    normal: () => style(false, false) + scaled([1, 1]),
    text: (text: string) => encodeText(text, encoding).toString('latin1'),
    lf: () => binary((p) => p.feed(1)),
    qrcode: (symbol: QRCode) => qrCode(symbol.data, symbol.cell),
    barcode: (symbol) => (symbol.type === 'ean' ? ean13 : code128)(symbol.data, symbol.width, symbol.height),
    command: () => '',
  };
}

const scaled = ([width, height]: [number, number]): string => TEXT_FORMAT.TXT_CUSTOM_SIZE(width, height);

/** A drawn line where the font has one; hyphens elsewhere. No code page is changed for it. */
const rule = (width: number, encoding: Encoding): string =>
  encoding === 'ascii' ? '-'.repeat(width) : '─'.repeat(Math.floor(width / 2));

/**
 * Code 128 by `GS k`, long form. Letters in code set B, a run of four digits or more in set C with two digits to a
 * symbol, which is what makes a task's code fit on 58 mm paper.
 */
function code128(data: string, width: number, height: number): string {
  const body = codeSets(data);
  if (body.length === 0 || body.length > 255) return '';
  return (
    `${GS}w${String.fromCharCode(width)}${BARCODE_FORMAT.BARCODE_HEIGHT(height)}${BARCODE_FORMAT.BARCODE_TXT_OFF}` +
    `${BARCODE_FORMAT.BARCODE_CODE128}${String.fromCharCode(body.length)}${body}`
  );
}

/** EAN-13 by `GS k`, long form; the digits stand beneath it as text of the document if it wants them. */
function ean13(data: string, width: number, height: number): string {
  if (!/^\d{13}$/u.test(data)) return '';
  const bars = `${GS}w${String.fromCharCode(width)}${BARCODE_FORMAT.BARCODE_HEIGHT(height)}${BARCODE_FORMAT.BARCODE_TXT_OFF}`;
  return `${bars}${GS}kC\x0d${data}`;
}

/** QR model 2, error correction M, by `GS ( k`: size, level, data, print. Any printer of this century knows it. */
function qrCode(data: string, cell: number): string {
  if (data.length === 0) return '';
  const part = (body: string): string => `${GS}(k${word(body.length)}${body}`;
  const cellSize = String.fromCharCode(cell);
  return [part('1A2\x00'), part(`1C${cellSize}`), part('1E1'), part(`1P0${data}`), part('1Q0')].join('');
}
