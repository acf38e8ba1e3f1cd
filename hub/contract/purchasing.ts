import Type from 'typebox';
import { CounterId, Id, ItemId, LocationId } from './ids.ts';
import { Counted, Quantity } from './quantity.ts';
import { StockWhy } from './replenishment.ts';

const closed = { additionalProperties: false };
const SupplierId = Type.String({ minLength: 1, maxLength: 40, pattern: '^[A-Za-z0-9-]+$' });
/** What is printed on paper or pallet: an order number, a transfer's number, or the 18 digits of an SSCC (AI 00). */
const Code = Type.String({ minLength: 3, maxLength: 40, pattern: '^[0-9A-Za-z._/-]+$' });
const Name = Type.String({ minLength: 1, maxLength: 60 });
const Reason = Type.String({ minLength: 1, maxLength: 200 });
const dueAt = Type.Optional(Type.Integer({ description: 'ms; not there by then, it is late' }));
const Lines = Type.Array(Type.Object({ gtin: ItemId, quantity: Quantity }, closed), { minItems: 1, maxItems: 500 });

/** Goods that come or go with a document: from a supplier, from or to another store, back to a supplier. */
export const GoodsKind = Type.Enum(['delivery', 'transfer-in', 'transfer-out', 'supplier-return']);
export type GoodsKind = Type.Static<typeof GoodsKind>;
export const GoodsState = Type.Enum(['expected', 'counting', 'closed', 'cancelled']);
export type GoodsState = Type.Static<typeof GoodsState>;

/** Why fewer or more came than was announced. What is `to-follow` stays expected. */
export const DifferenceReason = Type.Enum(['to-follow', 'not-delivered', 'damaged', 'lost', 'extra', 'substitute']);
export type DifferenceReason = Type.Static<typeof DifferenceReason>;

export const purchasingCommands = {
  'purchasing.set-supplier': Type.Object(
    {
      supplier: SupplierId,
      nameZh: Name,
      nameEn: Name,
      leadDays: Type.Integer({ minimum: 1, maximum: 90 }),
      active: Type.Boolean(),
    },
    closed,
  ),
  'purchasing.set-sources': Type.Object(
    { supplier: SupplierId, gtins: Type.Array(ItemId, { minItems: 1, maxItems: 500 }) },
    { ...closed, description: 'who delivers these items' },
  ),
  'purchasing.request': Type.Object(
    {
      lines: Lines,
      supplier: Type.Optional(SupplierId),
      note: Type.Optional(Type.String({ maxLength: 200 })),
    },
    { ...closed, description: 'asks for goods; nothing is ordered before it is approved' },
  ),
  'purchasing.propose': Type.Object({ gtin: ItemId, quantity: Quantity, why: StockWhy }),
  'purchasing.withdraw-proposal': Type.Object({ gtin: ItemId, reason: Reason }),
  'purchasing.approve': Type.Object(
    {
      requests: Type.Array(Type.Object({ request: Id, quantity: Type.Optional(Quantity) }, closed), {
        minItems: 1,
        maxItems: 200,
      }),
      supplier: Type.Optional(SupplierId),
      dueAt,
    },
    { ...closed, description: 'orders them: one order for each supplier' },
  ),
  'purchasing.reject': Type.Object({ request: Id, reason: Reason }, closed),
  'purchasing.expect': Type.Object(
    {
      kind: Type.Enum(['delivery', 'transfer-in']),
      code: Code,
      party: Name,
      lines: Lines,
      labels: Type.Optional(Type.Array(Code, { maxItems: 200 })),
      dueAt,
    },
    { ...closed, description: 'an announced delivery, or what another store has sent' },
  ),
  'purchasing.add-labels': Type.Object(
    { document: Id, labels: Type.Array(Code, { minItems: 1, maxItems: 200 }) },
    { ...closed, description: 'the SSCCs of its pallets: scanning one opens the delivery' },
  ),
  'purchasing.start': Type.Object(
    {
      kind: GoodsKind,
      party: Name,
      code: Type.Optional(Code),
      counter: Type.Optional(CounterId),
      reason: Type.Optional(Reason),
    },
    { ...closed, description: 'goods nobody announced, or goods that leave: what is scanned is what counts' },
  ),
  'purchasing.cancel': Type.Object({ document: Id, reason: Reason }, closed),
  'purchasing.open': Type.Object({ counter: CounterId, document: Id }, closed),
  'purchasing.scan-document': Type.Object({ counter: CounterId, mode: Type.String(), code: Type.String() }),
  'purchasing.leave': Type.Object({ counter: CounterId }, closed),
  'purchasing.count': Type.Object({
    document: Id,
    gtin: ItemId,
    quantity: Quantity,
    counter: CounterId,
    lot: Type.Optional(Type.String({ maxLength: 40 })),
    expiry: Type.Optional(Type.String({ maxLength: 10 })),
  }),
  'purchasing.set-count': Type.Object({ document: Id, gtin: ItemId, counted: Counted }, closed),
  'purchasing.close': Type.Object(
    {
      document: Id,
      reasons: Type.Optional(
        Type.Array(Type.Object({ gtin: ItemId, reason: DifferenceReason }, closed), { maxItems: 500 }),
      ),
      location: Type.Optional(LocationId),
    },
    { ...closed, description: 'what was counted is booked; each difference needs its reason' },
  ),
  'purchasing.settle-transit': Type.Object(
    { document: Id, lines: Lines, outcome: Type.Enum(['lost', 'came-back']) },
    { ...closed, description: 'what a transfer sent and nobody received' },
  ),
  'purchasing.note-late': Type.Object({ document: Id, dueAt: Type.Integer() }),
};

/** Pieces of one lot among those counted. */
export interface LotCount {
  lot: string;
  expiry?: string;
  counted: number;
}
export interface GoodsLine {
  gtin: string;
  quantity: number;
}
export interface GoodsExpected {
  document: string;
  number: number;
  code: string;
  /** 2 and more: what was to follow of the same document. */
  part: number;
  kind: GoodsKind;
  party: string;
  /** Nobody announced what is in it: what is counted is what it is. */
  blind: boolean;
  lines: GoodsLine[];
  labels: string[];
  dueAt?: number;
  reason?: string;
}
export interface GoodsClosed {
  document: string;
  code: string;
  kind: GoodsKind;
  party: string;
  location: string;
  blind: boolean;
  lines: { gtin: string; expected: number; counted: number; reason?: DifferenceReason; lots?: LotCount[] }[];
  /** The open task that told it was late. */
  lateTask?: string;
}
type Supplier = { supplier: string; nameZh: string; nameEn: string; leadDays: number; active: boolean };
export type PurchasingEvents = {
  'purchasing.supplier-set': Supplier;
  'purchasing.sources-set': { supplier: string; gtins: string[] };
  'purchasing.requested': {
    request: string;
    number: number;
    gtin: string;
    quantity: number;
    origin: 'person' | 'proposal';
    supplier?: string;
    note?: string;
    why?: StockWhy;
  };
  'purchasing.request-revised': { request: string; quantity: number; why: StockWhy };
  'purchasing.approved': { request: string; gtin: string; quantity: number; document: string };
  'purchasing.request-ended': { request: string; gtin: string; state: 'rejected' | 'withdrawn'; reason: string };
  'purchasing.expected': GoodsExpected;
  'purchasing.labelled': { document: string; labels: string[] };
  'purchasing.cancelled': { document: string; reason: string; gtins: string[]; lateTask?: string };
  'purchasing.opened': { document: string; counter: string };
  'purchasing.left': { counter: string };
  /** `counted` and `lots` are what stands now; `added` is what this scan or correction changed. */
  'purchasing.counted': {
    document: string;
    gtin: string;
    counted: number;
    added: number;
    lots?: LotCount[];
    counter?: string;
  };
  'purchasing.closed': GoodsClosed;
  'purchasing.transit-settled': {
    document: string;
    code: string;
    outcome: 'lost' | 'came-back';
    lines: GoodsLine[];
  };
  'purchasing.late': { document: string; code: string; party: string; kind: GoodsKind; dueAt: number };
};

export const SupplierView = Type.Object({
  supplier: Type.String(),
  nameZh: Type.String(),
  nameEn: Type.String(),
  leadDays: Type.Integer(),
  active: Type.Boolean(),
  items: Type.Integer({ description: 'how many items come from it' }),
});
export type SupplierView = Type.Static<typeof SupplierView>;

const item = { gtin: Type.String(), nameZh: Type.String(), nameEn: Type.String(), unit: Type.String() };
export const RequestView = Type.Object({
  request: Type.String(),
  number: Type.Integer(),
  ...item,
  quantity: Type.Integer(),
  casePack: Type.Optional(Type.Integer()),
  origin: Type.Enum(['person', 'proposal']),
  state: Type.Enum(['pending', 'approved', 'rejected', 'withdrawn']),
  supplier: Type.Optional(Type.String()),
  supplierZh: Type.Optional(Type.String()),
  supplierEn: Type.Optional(Type.String()),
  note: Type.Optional(Type.String()),
  why: Type.Optional(StockWhy),
  at: Type.Integer(),
});
export type RequestView = Type.Static<typeof RequestView>;

export const GoodsLineView = Type.Object({
  ...item,
  expected: Type.Integer(),
  counted: Type.Integer(),
  reason: Type.Optional(Type.String()),
  backBay: Type.Optional(Type.String()),
  lots: Type.Optional(
    Type.Array(Type.Object({ lot: Type.String(), expiry: Type.Optional(Type.String()), counted: Type.Integer() })),
  ),
});
export type GoodsLineView = Type.Static<typeof GoodsLineView>;

export const GoodsView = Type.Object({
  document: Type.String(),
  number: Type.Integer(),
  code: Type.String(),
  part: Type.Integer(),
  kind: GoodsKind,
  state: GoodsState,
  party: Type.String(),
  partyZh: Type.String(),
  partyEn: Type.String(),
  blind: Type.Boolean(),
  late: Type.Boolean(),
  dueAt: Type.Optional(Type.Integer()),
  reason: Type.Optional(Type.String()),
  madeAt: Type.Integer(),
  changedAt: Type.Integer(),
  labels: Type.Array(Type.String()),
  counters: Type.Array(Type.String(), { description: 'where it is open: scans there count for it' }),
  lines: Type.Array(GoodsLineView),
});
export type GoodsView = Type.Static<typeof GoodsView>;
