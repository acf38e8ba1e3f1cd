import type { Wish } from '../../contract/command.ts';
import type { BodyOf, Events } from '../../contract/commands.ts';
import type { ReadingTaken } from '../../contract/devices.ts';
import type { MoveReason, StockMoved } from '../../contract/inventory.ts';
import type { LineStep } from '../../contract/orders.ts';
import { type Decision, happened, refuse, wish } from '../../core/feature.ts';
import { kindOf } from '../../core/task-kinds.ts';
import { type CostedItem, costOfReceipt, tooDear } from './valuation-rules.ts';

/** What a level was before a move; nothing there yet is 0 at revision 0. */
export interface LevelFact {
  readonly onHand: number;
  readonly rev: number;
}
export interface MoveFacts {
  readonly itemKnown: boolean;
  readonly from: LevelFact;
  readonly to: LevelFact;
}

/** Places that stand for the world outside the shop or for a difference: nobody receives or counts there. */
const virtual: ReadonlySet<string> = new Set(['supplier', 'customer', 'loss', 'transit', 'count']);
const notReal = (location: string) =>
  refuse('place-not-real', `Nothing can be received or counted at ${location}: name a place of the shop.`, {
    location,
  });

type Booking = Omit<StockMoved, 'after'>;

/** One double-entry move; the levels after it go along, so that whoever hears of it late needs no history. */
function booked(facts: MoveFacts, move: Booking): Decision {
  if (!facts.itemKnown)
    return refuse('item-missing', `There is no item ${move.gtin}; import it first.`, { gtin: move.gtin });
  if (move.from === move.to) return refuse('same-place', 'A move needs two different places.');
  return [
    happened('inventory.moved', {
      ...move,
      after: [
        { location: move.from, onHand: facts.from.onHand - move.quantity, rev: facts.from.rev + 1 },
        { location: move.to, onHand: facts.to.onHand + move.quantity, rev: facts.to.rev + 1 },
      ],
    }),
  ];
}

/** Goods that come from a supplier without a word of their cost cost what the catalogue says, where it says so. */
export function move(facts: ReceiveFacts, body: BodyOf<'inventory.move'>): Decision {
  const cost = body.cost === undefined && body.from === 'supplier' ? costOfReceipt(facts.item, body) : {};
  return booked(facts, cost === 'too-dear' ? body : { ...body, ...cost });
}

export interface ReceiveFacts extends MoveFacts {
  readonly item: CostedItem | undefined;
}

export function receive(facts: ReceiveFacts, body: BodyOf<'inventory.receive'>): Decision {
  const { location = 'back-room', totalCostMinor: _total, unitCostMinor: _unit, ...rest } = body;
  if (virtual.has(location)) return notReal(location);
  const cost = costOfReceipt(facts.item, body);
  if (cost === 'too-dear') return tooDear;
  return booked(facts, { ...rest, ...cost, from: 'supplier', to: location, reason: 'receipt' });
}

export function correct(facts: MoveFacts, body: BodyOf<'inventory.correct'>): Decision {
  if (virtual.has(body.location)) return notReal(body.location);
  const difference = body.counted - facts.to.onHand;
  if (difference === 0 && facts.itemKnown) return [];
  const swapped: MoveFacts = { ...facts, from: facts.to, to: facts.from };
  return difference >= 0
    ? booked(facts, { gtin: body.gtin, from: 'count', to: body.location, quantity: difference, reason: 'count_gain' })
    : booked(swapped, {
        gtin: body.gtin,
        from: body.location,
        to: 'count',
        quantity: -difference,
        reason: 'count_loss',
      });
}

export interface ReverseFacts extends MoveFacts {
  readonly move:
    | {
        readonly gtin: string;
        readonly from: string;
        readonly to: string;
        readonly quantity: number;
        readonly reason: MoveReason;
        readonly reversed: boolean;
      }
    | undefined;
}

/** Only what was booked by hand is taken back by hand; a sale is taken back at its order, a restock at its task. */
const byHand: readonly MoveReason[] = ['receipt', 'count_gain', 'count_loss'];

export function reverse(facts: ReverseFacts, body: BodyOf<'inventory.reverse'>): Decision {
  const was = facts.move;
  if (!was) return refuse('move-missing', 'There is no such move.');
  if (was.reversed) return refuse('move-reversed', 'This move was taken back already.');
  if (!byHand.includes(was.reason))
    return refuse('move-not-by-hand', 'Take this back where it was made: at its order or its task.');
  const reason = was.reason === 'receipt' ? 'receipt_void' : 'correction';
  return booked(facts, {
    gtin: was.gtin,
    from: was.to,
    to: was.from,
    quantity: was.quantity,
    reason,
    reverses: body.position,
  });
}

/** What stands on an order is in the customer's hand: it left the shelf when it was scanned, and returns when taken off. */
export function onLine(step: LineStep): readonly Wish[] {
  const taken = step.after - step.before;
  const reference = `${step.order}#${step.line}`;
  return taken > 0
    ? [
        wish('inventory.move', {
          gtin: step.gtin,
          from: 'shop-floor',
          to: 'customer',
          quantity: taken,
          reason: 'sale',
          reference,
          ...(step.lot ? { lot: step.lot } : {}),
          ...(step.expiry ? { expiry: step.expiry } : {}),
        }),
      ]
    : [
        wish('inventory.move', {
          gtin: step.gtin,
          from: 'customer',
          to: 'shop-floor',
          quantity: -taken,
          reason: 'sale_void',
          reference,
        }),
      ];
}

export function onDropped(dropped: Events['orders.dropped']): readonly Wish[] {
  return dropped.lines.map((line) =>
    wish('inventory.move', {
      gtin: line.gtin,
      from: 'customer',
      to: 'shop-floor',
      quantity: line.quantity,
      reason: 'sale_void',
      reference: `${dropped.order}#${line.line}`,
    }),
  );
}

/** What was moved to the shelf is moved in the book; what was counted there is what is there. */
export function onTaskCompleted(done: Events['tasks.completed']): readonly Wish[] {
  const { gtin, from, to, quantity, task } = done;
  const { books } = kindOf(done.kind);
  if (!gtin || !to || books === 'nothing') return [];
  if (books === 'count') return [wish('inventory.correct', { gtin, location: to, counted: quantity })];
  if (quantity === 0 || !from) return [];
  return [wish('inventory.move', { gtin, from, to, quantity, reason: 'restock', reference: task })];
}

export function onReading(taken: ReadingTaken): readonly Wish[] {
  if (taken.mode !== 'receive' || taken.context !== null || taken.meaning.kind !== 'item') return [];
  // Where a delivery is open, scans are counted for it and booked when it is closed.
  if (taken.document) return [];
  return [
    wish('inventory.receive', {
      gtin: taken.meaning.gtin,
      quantity: taken.meaning.quantity,
      reference: taken.reading.id,
      ...(taken.meaning.lot ? { lot: taken.meaning.lot } : {}),
      ...(taken.meaning.expiry ? { expiry: taken.meaning.expiry } : {}),
    }),
  ];
}
