import type Type from 'typebox';
import { type AccessEvents, accessCommands } from './access.ts';
import { type AttendanceEvents, attendanceCommands } from './attendance.ts';
import { type BasketEvents, basketCommands } from './baskets.ts';
import { type CatalogEvents, catalogCommands } from './catalog.ts';
import { type ChannelOrderEvents, channelOrderCommands } from './channel-orders.ts';
import { type ContextRuleEvents, contextRuleCommands } from './context-rules.ts';
import { type CounterEvents, counterCommands } from './counters.ts';
import { type CountEvents, countCommands } from './counts.ts';
import { type CustomerEvents, customerCommands } from './customers.ts';
import { type DeviceEvents, deviceCommands } from './devices.ts';
import { type EscalationEvents, escalationCommands } from './escalations.ts';
import { type GuideEvents, guideCommands } from './guides.ts';
import { type HandOverEvents, handOverCommands } from './hand-overs.ts';
import { type InventoryEvents, inventoryCommands } from './inventory.ts';
import type { Entry } from './journal.ts';
import { type LotEvents, lotCommands } from './lots.ts';
import { type OrderEvents, orderCommands } from './orders.ts';
import { type ParcelEvents, parcelCommands } from './parcels.ts';
import type { Permission } from './permissions.ts';
import { type ProcedureEvents, procedureCommands } from './procedures.ts';
import { type PromotionEvents, promotionCommands } from './promotions.ts';
import { type PurchasingEvents, purchasingCommands } from './purchasing.ts';
import { type RecurrenceEvents, recurrenceCommands } from './recurrences.ts';
import { type ReplenishmentEvents, replenishmentCommands } from './replenishment.ts';
import { type ReservationEvents, reservationCommands } from './reservations.ts';
import { type ReturnEvents, returnCommands } from './returns.ts';
import { type ShiftEvents, shiftCommands } from './shifts.ts';
import { type ShopEvents, shopCommands } from './shop.ts';
import { type SlipEvents, slipCommands } from './slips.ts';
import { type StaffEvents, staffCommands } from './staff.ts';
import { type TaskLifeEvents, taskLifeCommands } from './task-life.ts';
import { type TaskEvents, taskCommands } from './tasks.ts';
import { type TimerEvents, timerCommands } from './timers.ts';
import { type ValuationEvents, valuationCommands } from './valuation.ts';
import { type WriteOffEvents, writeOffCommands } from './write-offs.ts';

/** Every command there is, by name. */
export const commandBodies = {
  ...shopCommands,
  ...catalogCommands,
  ...inventoryCommands,
  ...reservationCommands,
  ...purchasingCommands,
  ...valuationCommands,
  ...lotCommands,
  ...writeOffCommands,
  ...replenishmentCommands,
  ...orderCommands,
  ...promotionCommands,
  ...basketCommands,
  ...customerCommands,
  ...channelOrderCommands,
  ...parcelCommands,
  ...returnCommands,
  ...taskCommands,
  ...taskLifeCommands,
  ...contextRuleCommands,
  ...procedureCommands,
  ...guideCommands,
  ...slipCommands,
  ...counterCommands,
  ...countCommands,
  ...deviceCommands,
  ...staffCommands,
  ...shiftCommands,
  ...attendanceCommands,
  ...handOverCommands,
  ...timerCommands,
  ...accessCommands,
  ...recurrenceCommands,
  ...escalationCommands,
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
  AccessEvents &
  CatalogEvents &
  InventoryEvents &
  ReservationEvents &
  PurchasingEvents &
  ValuationEvents &
  LotEvents &
  WriteOffEvents &
  ReplenishmentEvents &
  OrderEvents &
  PromotionEvents &
  BasketEvents &
  CustomerEvents &
  ChannelOrderEvents &
  ParcelEvents &
  ReturnEvents &
  TaskEvents &
  TaskLifeEvents &
  ContextRuleEvents &
  ProcedureEvents &
  GuideEvents &
  SlipEvents &
  CounterEvents &
  CountEvents &
  DeviceEvents &
  StaffEvents &
  ShiftEvents &
  AttendanceEvents &
  HandOverEvents &
  TimerEvents &
  RecurrenceEvents &
  EscalationEvents & { 'spine.reaction-refused': ReactionRefused };
export type EventType = keyof Events;
export type EntryOf<T extends EventType> = Entry<T, Events[T]>;

/**
 * The commands a screen or a program may send, each with the permission it takes; the others are only wished by
 * reactions, timers and the bridge.
 */
export const screenCommands = {
  'shop.set-up': 'configure',
  'shop.choose-slip-printer': 'configure',
  'catalog.set-items': 'catalogue',
  'catalog.set-price': 'catalogue',
  'catalog.end-price': 'catalogue',
  'catalog.set-codes': 'catalogue',
  'catalog.resolve-unknown': 'sell',
  'inventory.receive': 'stock.receive',
  'inventory.correct': 'stock.adjust',
  'inventory.reverse': 'stock.adjust',
  'inventory.reserve': 'sell',
  'inventory.prolong': 'sell',
  'inventory.release': 'sell',
  'inventory.consume': 'sell',
  'purchasing.set-supplier': 'catalogue',
  'purchasing.set-sources': 'catalogue',
  'purchasing.request': 'stock.receive',
  'purchasing.approve': 'stock.approve',
  'purchasing.reject': 'stock.approve',
  'purchasing.expect': 'stock.receive',
  'purchasing.start': 'stock.receive',
  'purchasing.add-labels': 'stock.receive',
  'purchasing.cancel': 'stock.adjust',
  'purchasing.open': 'stock.receive',
  'purchasing.leave': 'stock.receive',
  'purchasing.set-count': 'stock.receive',
  'purchasing.close': 'stock.receive',
  'purchasing.settle-transit': 'stock.adjust',
  'inventory.revalue': 'configure',
  'inventory.write-off': 'sell',
  'inventory.approve-write-off': 'stock.approve',
  'inventory.refuse-write-off': 'sell',
  'inventory.recall': 'stock.adjust',
  'inventory.end-recall': 'stock.approve',
  'inventory.set-stock-policy': 'configure',
  'replenishment.set-levels': 'configure',
  'replenishment.pin': 'configure',
  'replenishment.unpin': 'configure',
  'replenishment.snooze': 'task.lead',
  'replenishment.wake': 'task.lead',
  'replenishment.set-policy': 'configure',
  'replenishment.learn': 'configure',
  'orders.add-line': 'sell',
  'orders.change-quantity': 'sell',
  'orders.remove-line': 'sell',
  'orders.undo': 'sell',
  'orders.pay': 'sell',
  'orders.hold': 'sell',
  'orders.recall': 'sell',
  'orders.drop': 'sell',
  'promotions.set': 'catalogue',
  'promotions.end': 'catalogue',
  'promotions.issue-coupons': 'catalogue',
  'promotions.put-coupon': 'sell',
  'promotions.take-coupon-off': 'sell',
  'baskets.set': 'catalogue',
  'baskets.remove': 'catalogue',
  'baskets.put': 'sell',
  'customers.enrol': 'sell',
  'customers.put-on-order': 'sell',
  'customers.take-off-order': 'sell',
  'customers.adjust-points': 'customers',
  'customers.set-policy': 'configure',
  'orders.take-in': 'sell',
  'orders.release': 'orders.lead',
  'orders.note-payment': 'sell',
  'orders.cancel': 'orders.lead',
  'orders.merge': 'orders.lead',
  'orders.set-policy': 'configure',
  'parcels.split': 'orders.lead',
  'parcels.begin-pick': 'sell',
  'parcels.leave-pick': 'sell',
  'parcels.pick-item': 'sell',
  'parcels.pick-short': 'sell',
  'parcels.pack': 'sell',
  'parcels.ship': 'sell',
  'parcels.sign': 'sell',
  'parcels.print': 'slips.print',
  'returns.open': 'sell',
  'returns.receive': 'sell',
  'returns.close': 'orders.lead',
  'returns.settle-refund': 'orders.lead',
  'tasks.assign': 'task.lead',
  'tasks.claim': 'task.work',
  'tasks.release': 'task.work',
  'tasks.finish': 'task.work',
  'tasks.set-moved': 'task.work',
  'tasks.cancel': 'task.lead',
  'tasks.set-policy': 'configure',
  'procedures.set': 'task.lead',
  'procedures.remove': 'task.lead',
  'procedures.start': 'task.lead',
  'guides.set': 'task.lead',
  'guides.remove': 'task.lead',
  'context-rules.set': 'configure',
  'context-rules.remove': 'configure',
  'tasks.create': 'task.work',
  'tasks.dispatch': 'task.lead',
  'tasks.discard': 'task.lead',
  'tasks.acknowledge': 'task.work',
  'tasks.see': 'task.work',
  'tasks.block': 'task.work',
  'tasks.unblock': 'task.work',
  'tasks.approve': 'task.lead',
  'tasks.send-back': 'task.lead',
  'tasks.correct': 'task.lead',
  'tasks.give-evidence': 'task.work',
  'tasks.answer-check': 'task.work',
  'slips.print': 'slips.print',
  'slips.print-card': 'slips.print',
  'slips.print-shift': 'slips.lead',
  'slips.print-test': 'slips.print',
  'slips.reprint': 'slips.print',
  'slips.resolve': 'slips.print',
  'counters.set-up': 'configure',
  'counters.set-mode': 'sell',
  'counters.close-context': 'sell',
  'counts.begin': 'stock.adjust',
  'counts.record': 'stock.count',
  'counts.open-at': 'stock.count',
  'counts.leave': 'stock.count',
  'counts.review': 'stock.adjust',
  'counts.explain': 'stock.adjust',
  'counts.close': 'stock.adjust',
  'counts.cancel': 'stock.adjust',
  'counts.print': 'slips.print',
  'counts.set-policy': 'configure',
  'devices.accept': 'configure',
  'devices.configure': 'configure',
  'devices.bind': 'configure',
  'devices.forget': 'configure',
  'devices.resolve-held': 'sell',
  'staff.set': 'people',
  'staff.leave': 'look',
  'access.ask-approval': 'look',
  'access.set-limit': 'configure',
  'shifts.set-plan': 'shift.lead',
  'shifts.begin': 'shift.lead',
  'hand-overs.note': 'shift.work',
  'hand-overs.sign': 'shift.lead',
  'shifts.set-roster': 'shift.lead',
  'attendance.clock': 'shift.work',
  'attendance.correct': 'shift.lead',
  'shifts.hand-over': 'shift.lead',
  'recurrences.set': 'task.lead',
  'recurrences.pause': 'task.lead',
  'recurrences.remove': 'task.lead',
  'escalations.set-policy': 'configure',
  'escalations.acknowledge': 'task.lead',
  'escalations.resolve': 'task.lead',
} as const satisfies Readonly<Partial<Record<CommandType, Permission>>>;
export type ScreenCommand = keyof typeof screenCommands;
/** Their names, in the order of the table. */
export const screenCommandTypes = Object.keys(screenCommands) as readonly ScreenCommand[];
