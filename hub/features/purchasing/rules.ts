import type { Wish } from '../../contract/command.ts';
import type { BodyOf, Events } from '../../contract/commands.ts';
import type { Event } from '../../contract/journal.ts';
import { type Decision, happened, type Moment, refuse, wish } from '../../core/feature.ts';

const DAY_MS = 86_400_000;

const noItem = (gtin: string) => refuse('item-missing', `There is no item ${gtin}; import it first.`, { gtin });
const noSupplier = (supplier: string) =>
  refuse('supplier-missing', `There is no supplier ${supplier}: enter it first.`, { supplier });

export function setSupplier(_facts: null, body: BodyOf<'purchasing.set-supplier'>): Decision {
  return [happened('purchasing.supplier-set', body)];
}

export interface SourceFacts {
  readonly supplierKnown: boolean;
  readonly unknown: readonly string[];
}
export function setSources(facts: SourceFacts, body: BodyOf<'purchasing.set-sources'>): Decision {
  if (!facts.supplierKnown) return noSupplier(body.supplier);
  const [gtin] = facts.unknown;
  return gtin ? noItem(gtin) : [happened('purchasing.sources-set', body)];
}

export interface RequestFacts extends SourceFacts {
  readonly nextNumber: number;
  /** Who delivers each item, as far as somebody said so. */
  readonly sources: ReadonlyMap<string, string>;
}

/** A wish for goods, one request per item: each is decided by itself, and nothing is ordered before that. */
export function request(facts: RequestFacts, body: BodyOf<'purchasing.request'>, moment: Moment): Decision {
  if (body.supplier && !facts.supplierKnown) return noSupplier(body.supplier);
  const [unknown] = facts.unknown;
  if (unknown) return noItem(unknown);
  return body.lines.map(({ gtin, quantity }, i) => {
    const supplier = body.supplier ?? facts.sources.get(gtin);
    return happened('purchasing.requested', {
      request: moment.newId(),
      number: facts.nextNumber + i,
      gtin,
      quantity,
      origin: 'person',
      ...(supplier ? { supplier } : {}),
      ...(body.note ? { note: body.note } : {}),
    });
  });
}

export interface ProposalFacts {
  readonly pending: { readonly request: string; readonly quantity: number } | undefined;
  readonly nextNumber: number;
  readonly supplier: string | undefined;
}

/** One proposal an item at a time: while nobody has decided about it, its quantity follows the stock. */
export function propose(facts: ProposalFacts, body: BodyOf<'purchasing.propose'>, moment: Moment): Decision {
  const { gtin, quantity, why } = body;
  if (facts.pending)
    return facts.pending.quantity === quantity
      ? []
      : [happened('purchasing.request-revised', { request: facts.pending.request, quantity, why })];
  return [
    happened('purchasing.requested', {
      request: moment.newId(),
      number: facts.nextNumber,
      gtin,
      quantity,
      origin: 'proposal',
      ...(facts.supplier ? { supplier: facts.supplier } : {}),
      why,
    }),
  ];
}

/** The stock is well again without an order: what nobody has decided about needs no deciding. */
export function withdrawProposal(facts: ProposalFacts, body: BodyOf<'purchasing.withdraw-proposal'>): Decision {
  if (!facts.pending) return [];
  return [happened('purchasing.request-ended', { ...body, request: facts.pending.request, state: 'withdrawn' })];
}

export interface RequestFact {
  readonly request: string;
  readonly number: number;
  readonly gtin: string;
  readonly quantity: number;
  readonly state: string;
  readonly supplier: string | null;
}
export interface ApproveFacts {
  /** In the order of the wish; undefined where there is none. */
  readonly requests: readonly (RequestFact | undefined)[];
  readonly suppliers: ReadonlyMap<string, { readonly leadDays: number }>;
  readonly store: number;
  readonly nextDocument: number;
}

function undecided(fact: RequestFact | undefined): Decision | undefined {
  if (!fact) return refuse('request-missing', 'There is no such request; reload the list.');
  if (fact.state !== 'pending')
    return refuse('request-decided', 'Somebody has decided about this request already.', { number: fact.number });
  return undefined;
}

/** Orders what was asked for: one order for each supplier, expected when its goods usually come. */
export function approve(facts: ApproveFacts, body: BodyOf<'purchasing.approve'>, moment: Moment): Decision {
  const bySupplier = new Map<string, { request: RequestFact; quantity: number }[]>();
  const seen = new Set<string>();
  for (const [i, fact] of facts.requests.entries()) {
    const no = undecided(fact);
    if (no || !fact) return no ?? [];
    if (seen.has(fact.request)) continue;
    seen.add(fact.request);
    const supplier = body.supplier ?? fact.supplier;
    if (!supplier)
      return refuse('supplier-needed', 'Say who delivers this item, then approve it.', { number: fact.number });
    if (!facts.suppliers.has(supplier)) return noSupplier(supplier);
    const wanted = bySupplier.get(supplier) ?? [];
    bySupplier.set(supplier, wanted);
    wanted.push({ request: fact, quantity: body.requests[i]?.quantity ?? fact.quantity });
  }
  return [...bySupplier].flatMap(([supplier, wanted], i) =>
    ordered(facts, { supplier, wanted, number: facts.nextDocument + i, dueAt: body.dueAt }, moment),
  );
}

interface Order {
  readonly supplier: string;
  readonly wanted: readonly { readonly request: RequestFact; readonly quantity: number }[];
  readonly number: number;
  readonly dueAt: number | undefined;
}
function ordered(facts: ApproveFacts, order: Order, moment: Moment): Event[] {
  const document = moment.newId();
  const code = `PO${facts.store}-${order.number}`;
  const lines = new Map<string, number>();
  for (const { request: one, quantity } of order.wanted) lines.set(one.gtin, (lines.get(one.gtin) ?? 0) + quantity);
  const lead = facts.suppliers.get(order.supplier)?.leadDays ?? 1;
  return [
    happened('purchasing.expected', {
      document,
      number: order.number,
      code,
      part: 1,
      kind: 'delivery',
      party: order.supplier,
      blind: false,
      lines: [...lines].map(([gtin, quantity]) => ({ gtin, quantity })),
      labels: [],
      dueAt: order.dueAt ?? moment.now + lead * DAY_MS,
    }),
    ...order.wanted.map(({ request: one, quantity }) =>
      happened('purchasing.approved', { request: one.request, gtin: one.gtin, quantity, document }),
    ),
  ];
}

export function reject(fact: RequestFact | undefined, body: BodyOf<'purchasing.reject'>): Decision {
  const no = undecided(fact);
  if (no || !fact) return no ?? [];
  return [happened('purchasing.request-ended', { ...body, gtin: fact.gtin, state: 'rejected' })];
}

/** What the stock as a whole has fallen to is worth an order; a person decides about it. */
export function onStockLow(low: Events['replenishment.stock-low']): readonly Wish[] {
  const { gtin, quantity, why } = low;
  return quantity > 0 ? [wish('purchasing.propose', { gtin, quantity, why })] : [];
}
export function onStockRecovered({ gtin, reason }: Events['replenishment.stock-recovered']): readonly Wish[] {
  return [wish('purchasing.withdraw-proposal', { gtin, reason })];
}
