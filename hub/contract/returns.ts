import Type from 'typebox';
import { Id, StaffId } from './ids.ts';
import { Quantity } from './quantity.ts';

export const ReturnKind = Type.Enum(['return', 'exchange', 'repair']);
export type ReturnKind = Type.Static<typeof ReturnKind>;
/** What goods are when they come back: fit to be sold, not fit, or to be repaired. */
export const Condition = Type.Enum(['sellable', 'damaged', 'repair']);
export type Condition = Type.Static<typeof Condition>;

const Line = Type.Integer({ minimum: 1 });
const strict = { additionalProperties: false };
const Reason = Type.String({ minLength: 1, maxLength: 200 });
const Rma = Id;

export const returnCommands = {
  'returns.open': Type.Object(
    {
      order: Id,
      kind: ReturnKind,
      lines: Type.Array(Type.Object({ line: Line, quantity: Quantity }, strict), { minItems: 1, maxItems: 200 }),
      reason: Reason,
      owner: Type.Optional(StaffId),
      dueAt: Type.Optional(Type.Integer()),
    },
    { ...strict, description: 'its RMA number is there at once; goods that left the shop, of any order' },
  ),
  'returns.receive': Type.Object(
    {
      rma: Rma,
      lines: Type.Array(Type.Object({ line: Line, quantity: Quantity, condition: Condition }, strict), {
        minItems: 1,
        maxItems: 600,
      }),
    },
    strict,
  ),
  'returns.close': Type.Object(
    { rma: Rma, outcome: Type.Enum(['repaired', 'refused', 'not-brought']), reason: Type.Optional(Reason) },
    strict,
  ),
  'returns.settle-refund': Type.Object(
    {
      refund: Id,
      reference: Type.String({ minLength: 1, maxLength: 80, description: 'of the payment that went back' }),
    },
    strict,
  ),
  'returns.reckon': Type.Object({ order: Id, why: Type.String() }),
  'returns.remind': Type.Object({ rma: Rma }),
};

export interface ReturnedLine {
  line: number;
  gtin: string;
  quantity: number;
}
export type ReturnEvents = {
  'returns.opened': {
    rma: string;
    number: number;
    order: string;
    orderNumber: number;
    kind: ReturnKind;
    reason: string;
    owner?: string;
    dueAt: number;
    lines: (ReturnedLine & { nameZh: string; nameEn: string; unit: string })[];
  };
  'returns.received': {
    rma: string;
    number: number;
    order: string;
    kind: ReturnKind;
    lines: (ReturnedLine & { condition: Condition })[];
    /** All that was announced is here. */
    done: boolean;
    customer: { name: string; phone?: string };
    delivery: { kind: 'ship' | 'pick-up'; address?: string };
  };
  'returns.closed': { rma: string; order: string; outcome: string; reason?: string; back: ReturnedLine[] };
  'returns.overdue': { rma: string; number: number; order: string; owner?: string; dueAt: number };
  /** Somebody has to pay so much back: what was paid less what is kept and what goes back already. */
  'orders.refund-due': { refund: string; number: number; order: string; amountMinor: number; why: string };
  'orders.refund-settled': { refund: string; order: string; amountMinor: number; reference: string };
};

export const ReturnView = Type.Object({
  rma: Type.String(),
  number: Type.Integer(),
  order: Type.String(),
  kind: ReturnKind,
  state: Type.Enum(['open', 'received', 'closed']),
  reason: Type.String(),
  owner: Type.Optional(Type.String()),
  dueAt: Type.Integer(),
  overdue: Type.Boolean(),
  outcome: Type.Optional(Type.String()),
  openedAt: Type.Integer(),
  lines: Type.Array(
    Type.Object({
      line: Type.Integer(),
      gtin: Type.String(),
      nameZh: Type.String(),
      nameEn: Type.String(),
      quantity: Type.Integer(),
      sellable: Type.Integer(),
      damaged: Type.Integer(),
      repair: Type.Integer(),
    }),
  ),
});
export type ReturnView = Type.Static<typeof ReturnView>;
export const RefundView = Type.Object({
  refund: Type.String(),
  number: Type.Integer(),
  order: Type.String(),
  amountMinor: Type.Integer(),
  why: Type.String(),
  state: Type.Enum(['due', 'settled']),
  reference: Type.Optional(Type.String()),
  settledBy: Type.Optional(Type.String()),
  openedAt: Type.Integer(),
  settledAt: Type.Optional(Type.Integer()),
});
export type RefundView = Type.Static<typeof RefundView>;
