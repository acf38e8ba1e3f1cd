import { AI_TABLE, type AiRule, aiAt, type Component } from './ai-table.ts';
import { ALIENS, CHECKS } from './element-checks.ts';
import type { Element } from './parsed-scan.ts';

/** FNC1 inside a message is sent as the control character GS. */
export const GS = '\u001d';

/** More elements than this are no label any more; it also bounds the work. */
const MAX_ELEMENTS = 64;

export type GsFaultReason =
  | 'empty'
  | 'too-many'
  | 'unknown-ai'
  | 'too-short'
  | 'too-long'
  | 'character'
  | 'check-digit'
  | 'date'
  | 'value'
  | 'repeated'
  | 'excluded-pair'
  | 'missing-partner'
  | 'missing-serial';

/** Why a message is no GS1 message, and where: `at` counts characters from 0. */
export type GsFault = { readonly reason: GsFaultReason; readonly at: number; readonly ai?: string };

export type GsParsing =
  | { readonly ok: true; readonly elements: readonly Element[] }
  | { readonly ok: false; readonly fault: GsFault };

/**
 * Reads a GS1 element string as a scanner sends it after its AIM id (]C1, ]d2, ]Q3, ]e0): identifiers and data run
 * together, GS after data of open length. Nothing is repaired: a message either follows the GS1 General
 * Specifications (sections 3 and 7.8) to its end or is refused with the first fault.
 * @param year today's year, which decides whether a 29 February exists
 */
export function parseElementString(text: string, year?: number): GsParsing {
  const elements: Element[] = [];
  const starts: number[] = [];
  let at = 0;
  while (at < text.length) {
    if (elements.length === MAX_ELEMENTS) return refused('too-many', at);
    const ai = aiAt(text, at);
    const rule = ai === undefined ? undefined : AI_TABLE.get(ai);
    if (ai === undefined || rule === undefined) return refused('unknown-ai', at);
    const start = at + ai.length;
    const value = text.slice(start, dataEnd(text, start, rule));
    const fault = valueFault(value, rule, year);
    if (fault !== undefined) return refused(fault.reason, start + fault.at, ai);
    elements.push({ ai, value });
    starts.push(at);
    at = start + value.length;
    if (text[at] === GS) at++;
  }
  if (elements.length === 0) return refused('empty', 0);
  const fault = partnerFault(elements);
  if (fault === undefined) return { ok: true, elements };
  return refused(fault.reason, starts[fault.index] ?? 0, elements[fault.index]?.ai);
}

function refused(reason: GsFaultReason, at: number, ai?: string): GsParsing {
  return { ok: false, fault: ai === undefined ? { reason, at } : { reason, at, ai } };
}

function dataEnd(text: string, start: number, rule: AiRule): number {
  const separator = text.indexOf(GS, start);
  const end = separator < 0 ? text.length : separator;
  return rule.predefined === undefined ? end : Math.min(end, start + rule.predefined);
}

/** What is wrong with the data of one element, and how far into it; undefined if nothing is. */
export function valueFault(
  value: string,
  rule: AiRule,
  year: number | undefined,
): { readonly reason: GsFaultReason; readonly at: number } | undefined {
  let at = 0;
  for (const component of rule.components) {
    const part = value.slice(at, at + component.max);
    if (part === '' && component.optional) break;
    const fault = partFault(part, component, year);
    if (fault !== undefined) return { reason: fault.reason, at: at + fault.at };
    at += part.length;
  }
  return at < value.length ? { reason: 'too-long', at } : undefined;
}

function partFault(
  part: string,
  component: Component,
  year: number | undefined,
): { reason: GsFaultReason; at: number } | undefined {
  const alien = part.search(ALIENS[component.set]);
  if (part.length < component.min) return { reason: 'too-short', at: part.length };
  if (alien >= 0) return { reason: 'character', at: alien };
  for (const name of component.checks) {
    const check = CHECKS[name];
    if (check?.holds(part, year) === false) return { reason: check.fault, at: 0 };
  }
  return undefined;
}

type PartnerFault = { readonly reason: GsFaultReason; readonly index: number };

/**
 * Elements that must or must not stand together, over all elements of one label. The same identifier twice must
 * say the same thing.
 */
export function partnerFault(elements: readonly Element[]): PartnerFault | undefined {
  const seen = new Map<string, string>();
  for (const [index, { ai, value }] of elements.entries()) {
    const before = seen.get(ai);
    if (before !== undefined && before !== value) return { reason: 'repeated', index };
    seen.set(ai, value);
  }
  const present = [...seen.keys()];
  const has = (pattern: string, except?: string): boolean =>
    present.some((ai) => ai !== except && matches(ai, pattern));
  for (const [index, { ai }] of elements.entries()) {
    const rule = AI_TABLE.get(ai);
    if (rule === undefined) continue;
    if (rule.excludes.some((pattern) => has(pattern, ai))) return { reason: 'excluded-pair', index };
    if (rule.requires.length > 0 && !rule.requires.some((all) => all.every((pattern) => has(pattern)))) {
      return { reason: 'missing-partner', index };
    }
  }
  return signatureFault(elements);
}

/** `31nn` stands for all identifiers of four digits that begin with 31. */
function matches(ai: string, pattern: string): boolean {
  const digits = pattern.replace(/n+$/, '');
  return ai.length === pattern.length && ai.startsWith(digits);
}

/** A digital signature (8030) is of one thing, so the number it signs must have its serial part. */
function signatureFault(elements: readonly Element[]): PartnerFault | undefined {
  if (!elements.some(({ ai }) => ai === '8030')) return undefined;
  const least: Readonly<Record<string, number>> = { '253': 13, '255': 13, '8003': 14 };
  const index = elements.findIndex(({ ai, value }) => value.length === least[ai]);
  return index < 0 ? undefined : { reason: 'missing-serial', index };
}
