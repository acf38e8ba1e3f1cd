import type { InStoreLayout } from '../../contract/in-store-layout.ts';
import { hasValidCheckDigit } from './check-digit.ts';
import { decodeControlCode } from './control-code.ts';
import { inferGs1, readGs1, readLink } from './gs1-scan.ts';
import { expandUpcE } from './gtin.ts';
import { findLayout, readInStore } from './in-store.ts';
import type { ParsedScan } from './parsed-scan.ts';
import { type RetailRules, readEightDigits, readRetail } from './retail.ts';

export type ScanOptions = {
  /** today's year, for the century of two-digit years; without it they are taken as 20yy */
  readonly year?: number;
  /** replaces the GS1 prefixes for restricted circulation */
  readonly inStorePrefixes?: readonly string[];
};

const AIM = /^\](?:E[0-4]|C[01]|d[12]|Q[13]|e0|I[01]|A0)/;

/** AIM ids that promise a GS1 message: GS1-128, GS1 DataMatrix, GS1 QR, DataBar. */
const GS1_AIMS: ReadonlySet<string> = new Set([']C1', ']d2', ']Q3', ']e0']);

/**
 * Says what a scanned text is. Pure and total: every text gives an answer, none throws, and the work is bounded by
 * the length of the text. The AIM id leads; without one, length and check digit decide and the answer is marked
 * `inferred`. The same function reads guns, cameras and typed numbers.
 * @param input `text` as it came (FNC1 as the control character GS, 0x1D), `aim` such as `]E0` if the device told it
 * @param layouts how this store writes its own numbers
 */
export function parseScan(
  input: { readonly text: string; readonly aim?: string | undefined },
  layouts: readonly InStoreLayout[],
  options: ScanOptions = {},
): ParsedScan {
  const prefix = input.aim === undefined ? AIM.exec(input.text)?.[0] : undefined;
  const text = input.text.slice(prefix?.length ?? 0).trim();
  const aim = input.aim ?? prefix;
  if (text === '') return { kind: 'bad', reason: 'empty' };
  const rules: RetailRules = { layouts, inferred: aim === undefined, ...options };
  if (aim?.startsWith(']E')) return readEan(text, aim, rules);
  if (aim === ']I0' || aim === ']I1') return readItf(text, rules);
  if (aim !== undefined && GS1_AIMS.has(aim)) return readGs1(text, rules, options.year);
  const inferred: RetailRules = { ...rules, inferred: true };
  return (
    readControl(text) ??
    readLink(text, rules, options.year) ??
    readDigits(text, aim, inferred) ??
    inferGs1(text, inferred, options.year) ?? { kind: 'other', text }
  );
}

/** EAN and UPC. ]E3 is an EAN-13 with its add-on of 2 or 5 digits, which says the issue of a magazine. */
function readEan(text: string, aim: string, rules: RetailRules): ParsedScan {
  if (!/^\d+$/.test(text)) return { kind: 'other', text };
  if (aim === ']E3' && (text.length === 15 || text.length === 18)) return readRetail(text.slice(0, 13), rules);
  if (aim === ']E0' && text.length <= 8) {
    const upc = expandUpcE(text);
    return upc === undefined ? readRetail(text, rules) : readRetail(upc, rules);
  }
  return readRetail(text, rules);
}

/** Interleaved 2 of 5 carries a GTIN-14 on cartons; other lengths are somebody else's numbers. */
function readItf(text: string, rules: RetailRules): ParsedScan {
  return /^\d{14}$/.test(text) ? readRetail(text, rules) : { kind: 'other', text };
}

function readControl(text: string): ParsedScan | undefined {
  const control = decodeControlCode(text);
  if (!control.ok)
    return control.reason === 'bad-check-digit' ? { kind: 'bad', reason: 'control-check-digit' } : undefined;
  const { kind, store, serial, version } = control;
  return { kind: 'control', control: { kind, store, serial, version } };
}

/**
 * Bare digits. In a general symbology (Code 128, QR …) a number with a wrong check digit is simply somebody else's
 * number; without an AIM id it is most likely an item number typed or read wrong, and saying so helps most.
 */
function readDigits(text: string, aim: string | undefined, rules: RetailRules): ParsedScan | undefined {
  if (!/^\d+$/.test(text)) return undefined;
  const layout = findLayout(text, rules.layouts);
  if (text.length === 18 && layout !== undefined) {
    const code = readInStore(text, layout);
    return code === undefined ? { kind: 'bad', reason: 'check-digit' } : { kind: 'in-store', inferred: true, ...code };
  }
  if (text.length === 20 && text.startsWith('00') && hasValidCheckDigit(text.slice(2))) {
    return { kind: 'sscc', sscc: text.slice(2), inferred: true };
  }
  if (text.length !== 8 && (text.length < 12 || text.length > 14)) return undefined;
  const scan = text.length === 8 ? readEightDigits(text, rules) : readRetail(text, rules);
  return scan.kind === 'bad' && aim !== undefined ? undefined : scan;
}
