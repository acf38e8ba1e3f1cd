import { expect, test } from 'vitest';
import { renderSvg } from '../../firmware-bridge/printing/svg.ts';
import type { PaperKind } from '../../hub/contract/papers.ts';
import { decodeControlCode } from '../../hub/core/barcode/control-code.ts';
import { paperLooks } from '../../hub/core/papers/looks.ts';
import { slipDocument } from '../../hub/core/slip-document.ts';
import { queuedSlips, slipContent, slipsIn } from '../../hub/features/slips/tables.ts';
import { only, TestShop } from '../rigs/shop.ts';
import { never, textOf } from './papers.ts';
import { samplePapers } from './sample-papers.ts';
import { codeOf, expectSound } from './soundness.ts';

const kinds = Object.keys(samplePapers) as PaperKind[];
const shopOf = (): TestShop => new TestShop().setUp();

function printed(shop: TestShop, slip: string): void {
  for (const step of ['sending', 'done'] as const)
    shop.must('slips.progress', { slip, bridge: 'bridge-1', incarnation: 'i1', progress: { step, at: shop.now } });
}
function want(shop: TestShop, kind: PaperKind, change: object = {}) {
  const [queued] = only(shop.must('slips.print-paper', { ...samplePapers[kind], ...change }), 'slips.queued');
  return queued?.data ?? never();
}

test.each(kinds)('a %s paper says what it is in both languages, its lines and who wants it, on both widths', (kind) => {
  const shop = shopOf();
  const { slip } = want(shop, kind);
  const content = slipContent(shop.sql, slip) ?? never();
  const document = slipDocument(content);
  const words = textOf(document).join('\n');
  expect(document.title).toContain(paperLooks[kind].zh);
  expect(document.title).toContain(paperLooks[kind].en);
  for (const line of (samplePapers[kind].groups ?? []).flatMap((g) => g.lines)) {
    expect(words).toContain(line.zh);
    if (line.en) expect(words).toContain(line.en);
  }
  expect(words).toContain('河滨路店 Riverside Road');
  for (const columns of [32, 48]) expect(renderSvg(document, columns)).toContain('<svg');
  expect(slipsIn(shop.sql, ['queued'], 5)[0]).toMatchObject({ kind, subject: samplePapers[kind].subject });
  expectSound(shop);
});

test.each(kinds.filter((kind) => paperLooks[kind].barcode))(
  'a scan of a %s paper is that paper and nothing else',
  (kind) => {
    const shop = shopOf();
    const { content } = want(shop, kind);
    const code = content.paper?.code ?? never();
    expect(decodeControlCode(code)).toMatchObject({ ok: true, kind: paperLooks[kind].barcode });
    const entries = shop.scan(code);
    expect(only(entries, 'devices.reading-taken')[0]?.data.meaning).toMatchObject({ kind: 'paper', paper: kind });
    expect(only(entries, 'slips.paper-scanned')[0]?.data).toMatchObject({
      ...{ kind, subject: samplePapers[kind].subject, number: content.paper?.number, counter: 'c1' },
    });
    expect(only(entries, 'orders.line-changed')).toEqual([]);
    expectSound(shop);
  },
);

test('a paper of another shop, one never printed and one of an older version are told apart and do nothing', () => {
  const shop = shopOf();
  const first = want(shop, 'pick').content.paper?.code ?? never();
  const told = (text: string) => only(shop.scan(text), 'spine.reaction-refused')[0]?.data.code;
  printed(shop, queuedSlips(shop.sql)[0]?.slip ?? '');
  const second = want(shop, 'pick', { version: 2 });
  expect(second.copy).toBe(1);
  expect(told(first)).toBe('paper-outdated');
  // The paper itself is right: it is the parcels that know no such parcel.
  expect(told(second.content.paper?.code ?? '')).toBe('parcel-missing');
  expect(told(shop.slipCode(42).replace('T', 'O'))).toBeUndefined();
  const elsewhere = new TestShop().setUp();
  expect(only(elsewhere.scan(first), 'spine.reaction-refused')[0]?.data.code).toBe('paper-missing');
});

test('DSP-05: wished by a reaction a paper comes once per subject and version; wanted by a person again it says COPY', () => {
  const shop = shopOf();
  const { slip } = want(shop, 'pack', { auto: true });
  const again = () => only(shop.must('slips.print-paper', { ...samplePapers.pack, auto: true }), 'slips.queued');
  expect(again()).toEqual([]);
  expect(only(shop.must('slips.print-paper', samplePapers.pack), 'slips.queued')).toEqual([]);
  printed(shop, slip);
  expect(again()).toEqual([]);
  const copy = want(shop, 'pack');
  expect(copy.copy).toBe(1);
  expect(copy.content.paper?.number).toBe(1);
  expect(textOf(slipDocument(copy.content))[0]).toBe(' 副本 COPY 1 ');
  printed(shop, copy.slip);
  const [third] = only(shop.must('slips.reprint', { slip }), 'slips.queued');
  expect(third?.data).toMatchObject({ copy: 2, copyOf: slip, subject: samplePapers.pack.subject });
  expect(want(shop, 'pack', { subject: 'order-0002/parcel-1' }).content.paper?.number).toBe(2);
  expectSound(shop);
});

test('a newer version takes the place of an older paper that waits, and an ended subject takes its papers back', () => {
  const shop = shopOf();
  const first = want(shop, 'count');
  const entries = shop.must('slips.print-paper', { ...samplePapers.count, version: 4 });
  expect(only(entries, 'slips.cancelled')[0]?.data).toEqual({ slip: first.slip, reason: 'newer-version' });
  expect(only(entries, 'slips.queued')[0]?.data).toMatchObject({ copy: 0, insteadOf: first.slip });
  const { kind, subject } = samplePapers.count;
  const cancelled = shop.must('slips.cancel-paper', { kind, subject, reason: 'counted' });
  expect(only(cancelled, 'slips.cancelled')).toHaveLength(1);
  expect(queuedSlips(shop.sql)).toEqual([]);
  expectSound(shop);
});

test('without a printer a reaction goes on silently and a person is told', () => {
  const shop = new TestShop();
  expect(codeOf(shop.do('slips.print-paper', samplePapers.pick))).toBe('no-slip-printer');
  expect(shop.must('slips.print-paper', { ...samplePapers.pick, auto: true })).toEqual([]);
});

test('a list longer than a paper says how many lines are missing instead of ending as if it were whole', () => {
  const shop = shopOf();
  const lines = Array.from({ length: 150 }, (_, i) => ({ zh: `货${i}`, en: `Thing ${i}` }));
  const { content } = want(shop, 'pick', { groups: [{ zh: 'A', en: 'A', lines }] });
  const document = slipDocument(content);
  expect(document.blocks.length).toBeLessThanOrEqual(400);
  expect(textOf(document)).toContain('另有 50 行见屏幕 50 more on screen');
});
