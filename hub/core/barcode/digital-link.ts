import { AI_TABLE } from './ai-table.ts';
import { type GsFaultReason, partnerFault, valueFault } from './element-string.ts';
import { toGtin14 } from './gtin.ts';
import type { Element } from './parsed-scan.ts';

export type LinkFaultReason =
  | GsFaultReason
  /** no web address, or one that carries no GS1 key in its path: not a Digital Link at all */
  | 'not-a-link'
  | 'key-order'
  | 'not-an-attribute'
  | 'belongs-in-path';

export type LinkParsing =
  | {
      readonly ok: true;
      readonly elements: readonly Element[];
      /** `short-gtin`: the link held a GTIN of 8, 12 or 13 digits where the standard wants 14; many do */
      readonly warnings: readonly 'short-gtin'[];
    }
  | { readonly ok: false; readonly reason: LinkFaultReason; readonly ai?: string };

/** Keys of the path and, in their order, the qualifiers that may follow each (GS1 Digital Link URI Syntax, section 4). */
const PATHS: Readonly<Record<string, readonly (readonly string[])[]>> = {
  '00': [],
  '01': [['22', '10', '21'], ['235']],
  '253': [],
  '255': [],
  '401': [],
  '402': [],
  '414': [['254'], ['7040']],
  '415': [['8020']],
  '417': [['7040']],
  '8003': [],
  '8004': [['7040']],
  '8006': [['22', '10', '21']],
  '8010': [['8011']],
  '8013': [],
  '8017': [['8019']],
  '8018': [['8019']],
};

/** Identifiers that may not stand behind the question mark. */
const NO_ATTRIBUTES: ReadonlySet<string> = new Set(
  '03 21 22 235 254 7040 7041 8011 8014 8020 8040 8041 8042 8043 8200'.split(' '),
);

const MAX_PARTS = 64;
const ADDRESS = /^(?:https?|HTTPS?):\/\/([^/?#]+)(\/[^?#]*)(?:\?([^#]*))?(?:#.*)?$/;

/**
 * Reads an uncompressed GS1 Digital Link URI (standard 1.2 and later: numbers only, no words such as `gtin`), with
 * any path before its key. Compressed links and links that need the network are not followed.
 * @param year today's year, for leap days
 */
export function parseDigitalLink(uri: string, year?: number): LinkParsing {
  const [, domain = '', path = '', query = ''] = ADDRESS.exec(uri) ?? [];
  if (domain === '' || /[_~@!$&'()*+,;=%]/.test(domain) || !/^[\w\-.~:/?#[\]@!$&'()*+,;=%]+$/.test(uri)) {
    return { ok: false, reason: 'not-a-link' };
  }
  const pairs = keyAndQualifiers(path);
  if (pairs === undefined) return { ok: false, reason: 'not-a-link' };
  const attributes = readQuery(query);
  if (!attributes.ok) return attributes;
  const warnings: 'short-gtin'[] = [];
  const elements = [...pairs, ...attributes.elements].map(({ ai, value }) => {
    const gtin = ai === '01' && value.length < 14 ? toGtin14(value) : undefined;
    if (gtin !== undefined) warnings.push('short-gtin');
    return { ai, value: gtin ?? value };
  });
  const fault = linkFault(elements, pairs.length, year);
  return fault ?? { ok: true, elements, warnings };
}

/** Walks the path from its end towards the key, so that whatever stands before the key is left alone. */
function keyAndQualifiers(path: string): Element[] | undefined {
  const parts = path.split('/');
  const pairs: Element[] = [];
  for (let i = parts.length - 2; i > 0 && pairs.length < MAX_PARTS; i -= 2) {
    const ai = parts[i] ?? '';
    if (!AI_TABLE.has(ai)) return undefined;
    pairs.unshift({ ai, value: decode(parts[i + 1] ?? '', false) });
    if (PATHS[ai] !== undefined) return pairs;
  }
  return undefined;
}

function readQuery(
  query: string,
): { ok: true; elements: Element[] } | { ok: false; reason: LinkFaultReason; ai: string } {
  const elements: Element[] = [];
  for (const part of query.split('&', MAX_PARTS)) {
    const equals = part.indexOf('=');
    const name = part.slice(0, Math.max(equals, 0));
    if (!/^\d+$/.test(name)) continue;
    if (!AI_TABLE.has(name)) return { ok: false, reason: 'unknown-ai', ai: name };
    elements.push({ ai: name, value: decode(part.slice(equals + 1), true) });
  }
  return { ok: true, elements };
}

/** Percent signs undone as Latin-1 bytes: no element may hold anything beyond ASCII, so more is never right. */
function decode(text: string, query: boolean): string {
  const plain = query ? text.replaceAll('+', ' ') : text;
  return plain.replace(/%([\dA-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

function linkFault(elements: readonly Element[], inPath: number, year?: number): LinkParsing | undefined {
  const path = elements.slice(0, inPath).map(({ ai }) => ai);
  const seen = new Set<string>();
  for (const [index, { ai, value }] of elements.entries()) {
    const rule = AI_TABLE.get(ai);
    if (value === '' || rule === undefined) return { ok: false, reason: 'empty', ai };
    if (seen.has(ai)) return { ok: false, reason: 'repeated', ai };
    seen.add(ai);
    const fault = valueFault(value, rule, year);
    if (fault !== undefined) return { ok: false, reason: fault.reason, ai };
    if (index < inPath) continue;
    if (NO_ATTRIBUTES.has(ai)) return { ok: false, reason: 'not-an-attribute', ai };
    if (fitsSomewhere(path, ai)) return { ok: false, reason: 'belongs-in-path', ai };
  }
  if (!isPath(path)) return { ok: false, reason: 'key-order', ai: path[0] ?? '' };
  const partner = partnerFault(elements);
  return partner && { ok: false, reason: partner.reason, ai: elements[partner.index]?.ai ?? '' };
}

/** Whether qualifiers follow their key in the order of the standard; any of them may be left out. */
function isPath(path: readonly string[]): boolean {
  const [key = '', ...qualifiers] = path;
  const orders = PATHS[key];
  if (orders === undefined) return false;
  return qualifiers.length === 0 || orders.some((order) => inOrder(qualifiers, order));
}

function inOrder(qualifiers: readonly string[], order: readonly string[]): boolean {
  const places = qualifiers.map((ai) => order.indexOf(ai));
  return places.every((place, i) => place >= 0 && place > (places[i - 1] ?? -1));
}

function fitsSomewhere(path: readonly string[], ai: string): boolean {
  return path.some((_, i) => isPath([...path.slice(0, i + 1), ai, ...path.slice(i + 1)]));
}
