import type { Take } from '../../feature.ts';
import { totalOf } from './rules.ts';

/** The only picture that adds up: right because every entry is taken exactly once, in the cursor's own transaction. */
export const takePaid: Take = async (tx, { store, entry }) => {
  await tx.run(
    `INSERT INTO sales_day (store, business_date, orders, sales_minor) VALUES ($1, $2, 1, $3)
     ON CONFLICT (store, business_date) DO UPDATE SET orders = sales_day.orders + 1,
       sales_minor = sales_day.sales_minor + excluded.sales_minor`,
    store,
    entry.businessDate,
    totalOf(entry.data),
  );
};
