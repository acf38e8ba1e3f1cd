import type { Role } from './staff.ts';

/**
 * Everything a person may be allowed to do, with what it is for. Few and wide on purpose: a shop that must choose among
 * a hundred ticks gives everybody all of them. A command names one of these in `screenCommands`, a route in its `config`.
 */
export const permissions = {
  look: 'see the shop: goods, stock, orders, tasks, slips, people',
  sell: 'orders at a counter, from the first scan to the payment',
  'orders.lead': 'void, return, override a price, release what a review holds',
  customers: 'see and change what the shop knows of a customer',
  'task.work': 'claim, report and finish tasks of one’s own',
  'task.lead': 'write, assign, approve and withdraw tasks, and act for others',
  'stock.receive': 'take in goods, move them within the shop',
  'stock.count': 'enter what was counted where a count was asked for',
  'stock.adjust': 'correct the book, take bookings back, write goods off',
  'stock.approve': 'be the second person behind another’s correction, write-off or price',
  'slips.print': 'print and reprint slips and tickets',
  'slips.lead': 'print a shift’s slips, restore lost ones',
  'shift.work': 'clock in and out, sign a hand-over',
  'shift.lead': 'begin and hand over shifts, edit the roster',
  catalogue: 'goods, prices, promotions, templates',
  report: 'figures of the shop and its exports',
  configure: 'the shop, its counters, machines and rules',
  'people.approve': 'be the second person where somebody’s PIN is replaced',
  people: 'people, badges, PINs, sessions and the screens that may come in',
} as const satisfies Readonly<Record<string, string>>;
export type Permission = keyof typeof permissions;

/**
 * Who may come in at a route: `public` anybody at all, `screen` a registered screen, this PC or a bridge even when
 * nobody has signed in, `bridge` a bridge and `channel` a sales channel with its token; else a person with that
 * permission.
 */
export type Grade = Permission | 'public' | 'screen' | 'bridge' | 'channel';

const clerk: readonly Permission[] = [
  ...(['look', 'sell', 'task.work', 'stock.receive', 'stock.count', 'slips.print', 'shift.work'] as const),
];
const leader: readonly Permission[] = [
  ...clerk,
  ...(['orders.lead', 'customers', 'task.lead', 'stock.adjust', 'stock.approve'] as const),
  ...(['slips.lead', 'shift.lead', 'report', 'people.approve'] as const),
];

/** What each role may. A manager may everything, also what is added tomorrow. */
export const rolePermissions: Readonly<Record<Role, readonly Permission[]>> = {
  clerk,
  leader,
  manager: Object.keys(permissions) as Permission[],
};
