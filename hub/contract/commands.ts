import type Type from 'typebox';
import { type CatalogEvents, catalogCommands } from './catalog.ts';
import { type CounterEvents, counterCommands } from './counters.ts';
import { type DeviceEvents, deviceCommands } from './devices.ts';
import { type InventoryEvents, inventoryCommands } from './inventory.ts';
import type { Entry } from './journal.ts';
import { type OrderEvents, orderCommands } from './orders.ts';
import { type ReplenishmentEvents, replenishmentCommands } from './replenishment.ts';
import { type ShiftEvents, shiftCommands } from './shifts.ts';
import { type ShopEvents, shopCommands } from './shop.ts';
import { type SlipEvents, slipCommands } from './slips.ts';
import { type StaffEvents, staffCommands } from './staff.ts';
import { type TaskEvents, taskCommands } from './tasks.ts';

/** Every command there is, by name. */
export const commandBodies = {
  ...shopCommands,
  ...catalogCommands,
  ...inventoryCommands,
  ...replenishmentCommands,
  ...orderCommands,
  ...taskCommands,
  ...slipCommands,
  ...counterCommands,
  ...deviceCommands,
  ...staffCommands,
  ...shiftCommands,
};
export type CommandBodies = typeof commandBodies;
export type CommandType = keyof CommandBodies;
export type BodyOf<T extends CommandType> = Type.Static<CommandBodies[T]>;

/** What may be journalled when a reaction was refused: its cause still stands, and nothing is silently dropped. */
export interface ReactionRefused {
  type: string;
  body: unknown;
  code: string;
  detail: string;
  params?: Readonly<Record<string, string | number>>;
}

/** Every event there is, by name. */
export type Events = ShopEvents &
  CatalogEvents &
  InventoryEvents &
  ReplenishmentEvents &
  OrderEvents &
  TaskEvents &
  SlipEvents &
  CounterEvents &
  DeviceEvents &
  StaffEvents &
  ShiftEvents & { 'spine.reaction-refused': ReactionRefused };
export type EventType = keyof Events;
export type EntryOf<T extends EventType> = Entry<T, Events[T]>;

/** The commands a screen or a program may send; the others are only wished by reactions, timers and the bridge. */
export const screenCommands = [
  'shop.set-up',
  'shop.choose-slip-printer',
  'catalog.set-items',
  'catalog.resolve-unknown',
  'inventory.receive',
  'inventory.correct',
  'inventory.reverse',
  'replenishment.set-levels',
  'replenishment.pin',
  'replenishment.unpin',
  'replenishment.set-policy',
  'replenishment.learn',
  'orders.add-line',
  'orders.change-quantity',
  'orders.remove-line',
  'orders.undo',
  'orders.pay',
  'orders.hold',
  'orders.recall',
  'orders.drop',
  'tasks.assign',
  'tasks.claim',
  'tasks.release',
  'tasks.finish',
  'tasks.set-moved',
  'slips.print',
  'slips.print-shift',
  'slips.print-test',
  'slips.reprint',
  'slips.resolve',
  'counters.set-up',
  'counters.set-mode',
  'counters.close-context',
  'devices.accept',
  'devices.configure',
  'devices.bind',
  'devices.forget',
  'devices.resolve-held',
  'staff.set',
  'staff.leave',
  'shifts.set-plan',
  'shifts.begin',
  'shifts.hand-over',
] as const satisfies readonly CommandType[];
export type ScreenCommand = (typeof screenCommands)[number];
