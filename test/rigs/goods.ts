import { NOODLES, only, TestShop, WATER } from './shop.ts';

/** The example SSCC of the GS1 General Specifications. */
export const SSCC = '376130321109103420';
export const CASE = '16901234567899';
export const water = WATER.slice(1);
export const noodles = NOODLES.slice(1);
export const DAY = 86_400_000;

export class Goods extends TestShop {
  constructor() {
    super();
    this.setUp();
    this.must('purchasing.set-supplier', {
      supplier: 'nf',
      nameZh: '农夫',
      nameEn: 'Nongfu',
      leadDays: 2,
      active: true,
    });
    this.must('purchasing.set-sources', { supplier: 'nf', gtins: [WATER, NOODLES] });
    this.scan(CASE);
    const unknown = this.sql.get<{ unknown: string }>('SELECT unknown FROM unknown_code')?.unknown ?? '';
    this.must('catalog.resolve-unknown', { unknown, gtin: WATER, quantity: 24 });
  }
  receiving(counter = 'c1'): this {
    this.must('counters.set-mode', { counter, mode: 'receive' });
    return this;
  }
  /** Asks for goods and approves them. @returns the number on the order */
  order(...lines: readonly (readonly [gtin: string, quantity: number])[]): string {
    const asked = this.must('purchasing.request', { lines: lines.map(([gtin, quantity]) => ({ gtin, quantity })) });
    const requests = only(asked, 'purchasing.requested').map(({ data }) => ({ request: data.request }));
    const [expected] = only(this.must('purchasing.approve', { requests }), 'purchasing.expected');
    return expected?.data.code ?? '';
  }
  document(code: string, part = 1): string {
    return (
      this.sql.get<{ document: string }>('SELECT document FROM goods_document WHERE code = ? AND part = ?', code, part)
        ?.document ?? ''
    );
  }
  where(gtin: string): Record<string, number> {
    return Object.fromEntries(
      this.sql
        .all<{ location: string; n: number }>(
          'SELECT location, on_hand AS n FROM stock_level WHERE gtin = ? ORDER BY location',
          gtin,
        )
        .map(({ location, n }) => [location, n]),
    );
  }
  moves(code: string): string[] {
    return this.sql
      .all<{ text: string }>(
        `SELECT reason || ' ' || quantity || ' ' || from_location || '>' || to_location AS text FROM stock_move
          WHERE reference = ? ORDER BY position`,
        code,
      )
      .map(({ text }) => text);
  }
}
