import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import {
  type Element,
  hasValidCheckDigit,
  parseDigitalLink,
  parseElementString,
} from '../../../hub/core/barcode/index.ts';

/**
 * What an independent program says of inputs made by `grammar.ts`: the GS1 Syntax Engine 1.4.1 with the GS1 Barcode
 * Syntax Dictionary of July 2026, asked through its scan data entrance, once. One JSON object a line. `valid` of a
 * link means that it gave elements. Its century window stands at 2021, so ours is put there as well.
 */
type Verdict = {
  readonly input: string;
  readonly aim: string;
  readonly valid: boolean;
  readonly elements?: readonly Element[];
  readonly errorclass?: string;
};

const verdicts = readFileSync(new URL('verdicts.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Verdict);

/** Where we differ on purpose: all of them take what the engine refuses, never the other way round. */
const EXCEPTIONS: Readonly<Record<string, (verdict: Verdict, ours: readonly Element[]) => boolean>> = {
  'short-gtin: a Digital Link with a GTIN of 13, 12 or 8 digits is read with a warning': ({ input }) =>
    /^https?:.*\/01\/(\d{8}|\d{12,13})([/?#]|$)/i.test(input),
  'package-type-list: the code list behind AI 7041 is not kept': (_, ours) => ours.some(({ ai }) => ai === '7041'),
  'coupon-structure: North American coupons (8110, 8112) are taken as digits': (_, ours) =>
    ours.some(({ ai }) => ai === '8110' || ai === '8112'),
};

function ours({ input, aim }: Verdict): readonly Element[] | string {
  if (aim === ']E0') return input.length === 13 && hasValidCheckDigit(input) ? [] : 'check-digit';
  if (aim === ']Q1' || aim === ']d1') {
    const link = parseDigitalLink(input, 2021);
    return link.ok ? link.elements : link.reason;
  }
  const parsing = parseElementString(input, 2021);
  return parsing.ok ? parsing.elements : parsing.fault.reason;
}

test('enough verdicts of both kinds were recorded', () => {
  expect(verdicts.length).toBeGreaterThanOrEqual(500);
  expect(verdicts.filter(({ valid }) => valid).length).toBeGreaterThanOrEqual(300);
  expect(verdicts.filter(({ valid }) => !valid).length).toBeGreaterThanOrEqual(300);
});

test('we accept, refuse and split what the GS1 Syntax Engine accepts, refuses and splits, but for named exceptions', () => {
  const differences: string[] = [];
  for (const verdict of verdicts) {
    const result = ours(verdict);
    const accepted = typeof result !== 'string';
    if (accepted && !verdict.valid && Object.values(EXCEPTIONS).some((named) => named(verdict, result))) continue;
    const same =
      accepted === verdict.valid && (!accepted || JSON.stringify(result) === JSON.stringify(verdict.elements));
    if (!same) differences.push(`${JSON.stringify(verdict)} but ours: ${JSON.stringify(result)}`);
  }
  expect(differences).toEqual([]);
});

test('where both refuse for a check digit, a date or an unknown identifier, the reason is the same', () => {
  for (const verdict of verdicts) {
    const result = ours(verdict);
    const comparable = ['check-digit', 'date', 'unknown-ai', 'missing-partner'].includes(verdict.errorclass ?? '');
    if (comparable && !verdict.input.startsWith('http') && typeof result === 'string') {
      expect([verdict.input, result]).toEqual([verdict.input, verdict.errorclass]);
    }
  }
});
