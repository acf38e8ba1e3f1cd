import type { Take } from '../../feature.ts';
import { totalOf } from './rules.ts';

/** The only picture that adds up: right because every entry is taken exactly once, in the cursor's own transaction. */
export const takePaid: Take = async (tx, arrived) => {
  const days = new Map<string, [store: string, day: string, orders: number, minor: number]>();
  for (const { store, entry } of arrived) {
    const { businessDate } = entry;
    const [, , orders, minor] = days.get(businessDate) ?? [store, businessDate, 0, 0];
    days.set(businessDate, [store, businessDate, orders + 1, minor + totalOf(entry.data)]);
  }
  await tx.each(
    `INSERT INTO sales_day (store, business_date, orders, sales_minor) VALUES ($1, $2, $3, $4)
     ON CONFLICT (store, business_date) DO UPDATE SET orders = sales_day.orders + excluded.orders,
       sales_minor = sales_day.sales_minor + excluded.sales_minor`,
    [...days.values()],
  );
};
