import { pendingRequests } from '../../hub/features/purchasing/tables.ts';
import { NOODLES, only, TestShop } from './shop.ts';

/** A shop that orders noodles from 20 pieces in the store up to 60, in cases of 12. */
export class Stocked extends TestShop {
  constructor() {
    super();
    this.setUp();
    this.must('purchasing.set-supplier', { supplier: 'mf', nameZh: '面厂', nameEn: 'Mill', leadDays: 3, active: true });
    this.must('purchasing.set-sources', { supplier: 'mf', gtins: [NOODLES] });
    this.must('catalog.set-items', {
      items: [
        { gtin: NOODLES, nameZh: '红烧牛肉面', nameEn: 'Beef noodles', unit: 'each', priceMinor: 450, casePack: 12 },
      ],
    });
    this.must('inventory.receive', { gtin: NOODLES, quantity: 50 });
    this.must('inventory.move', {
      gtin: NOODLES,
      from: 'back-room',
      to: 'shop-floor',
      quantity: 30,
      reason: 'restock',
    });
    this.must('replenishment.set-levels', { rules: [{ gtin: NOODLES, location: 'store', level: 20, target: 60 }] });
  }
  sell(quantity: number): void {
    this.must('orders.add-line', { counter: 'c1', gtin: NOODLES, quantity });
  }
  get proposals() {
    return pendingRequests(this.sql, 50).map(({ gtin, quantity, origin, supplier }) => ({
      gtin,
      quantity,
      origin,
      supplier,
    }));
  }
  approve(): string {
    const requests = pendingRequests(this.sql, 50).map(({ request }) => ({ request }));
    return only(this.must('purchasing.approve', { requests }), 'purchasing.expected')[0]?.data.document ?? '';
  }
  told(type: string): number {
    return this.sql.get<{ n: number }>('SELECT count(*) AS n FROM journal WHERE type = ?', type)?.n ?? 0;
  }
  due(): void {
    const due = this.book.features.flatMap((feature) => feature.due?.(this.sql, this.now) ?? []);
    this.group(due.map((c) => ({ ...c, actor: { by: 'hub' }, at: this.now, businessDate: this.today })));
  }
}
