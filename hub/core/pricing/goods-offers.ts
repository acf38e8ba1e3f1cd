import { lineTotal } from '../money.ts';
import { type Discount, type GoodsOffer, isInScope, type PricedLine, type Promotion, type Scope } from './promotion.ts';
import { shareOut } from './share.ts';

/** A line and how much of it no offer has taken yet. */
export interface Remaining {
  readonly line: PricedLine;
  readonly left: number;
}
/** What an offer would do: what it takes off, and how much of each line it uses up. */
export interface Effect {
  readonly discounts: readonly Discount[];
  readonly used: ReadonlyMap<number, number>;
  readonly savedMinor: number;
}
type GoodsPromotion = Promotion & { readonly offer: GoodsOffer };

/** What a goods offer would take off what is left; nothing where it saves nothing. */
export function goodsEffect(promotion: GoodsPromotion, remaining: readonly Remaining[]): Effect | undefined {
  const { offer } = promotion;
  const taken = new Taken(promotion.promotion);
  if (offer.kind === 'set-price') takeSets(offer, promotion.atMost, remaining, taken);
  else if (offer.kind === 'buy-get') takeFree(offer, promotion.atMost, inScope(offer.on, remaining, true), taken);
  else for (const each of inScope(offer.on, remaining, false)) takeOff(offer, each, taken);
  return taken.effect();
}

class Taken {
  readonly #promotion: string;
  readonly #amounts = new Map<number, number>();
  readonly #used = new Map<number, number>();

  constructor(promotion: string) {
    this.#promotion = promotion;
  }
  use(line: number, quantity: number, amountMinor: number): void {
    this.#used.set(line, (this.#used.get(line) ?? 0) + quantity);
    if (amountMinor > 0) this.#amounts.set(line, (this.#amounts.get(line) ?? 0) + amountMinor);
  }
  used(line: number): number {
    return this.#used.get(line) ?? 0;
  }
  effect(): Effect | undefined {
    const promotion = this.#promotion;
    const discounts = [...this.#amounts].map(([line, amountMinor]) => ({ promotion, line, amountMinor }));
    const savedMinor = discounts.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
    return savedMinor > 0 ? { discounts, used: this.#used, savedMinor } : undefined;
  }
}

/** What is in scope and not used up, the dearest first. What is weighed cannot be counted into sets. */
function inScope(scope: Scope, remaining: readonly Remaining[], counted: boolean): Remaining[] {
  return remaining
    .filter(({ line, left }) => left > 0 && isInScope(scope, line) && !(counted && line.unit === 'gram'))
    .sort((a, b) => b.line.priceMinor - a.line.priceMinor || a.line.line - b.line.line);
}

type SimpleOffer = Extract<GoodsOffer, { kind: 'percent-off' | 'amount-off' | 'fixed-price' }>;

/** Percentages are rounded half up to a whole minor unit, once per line. Nothing ever costs less than nothing. */
function takeOff(offer: SimpleOffer, { line, left }: Remaining, taken: Taken): void {
  const full = lineTotal(line.priceMinor, left, line.unit);
  let off: number;
  if (offer.kind === 'percent-off') off = Math.floor((full * offer.percent + 50) / 100);
  else {
    const price = offer.kind === 'fixed-price' ? offer.priceMinor : Math.max(0, line.priceMinor - offer.minusMinor);
    off = full - lineTotal(Math.min(price, line.priceMinor), left, line.unit);
  }
  if (off > 0) taken.use(line.line, left, Math.min(off, full));
}

/** Pieces in a row from dear to cheap, in groups of buy + free: the last `free` of each full group cost nothing. */
function takeFree(
  { buy, free }: Extract<GoodsOffer, { kind: 'buy-get' }>,
  atMost: number | undefined,
  pool: readonly Remaining[],
  taken: Taken,
): void {
  const size = buy + free;
  const pieces = pool.reduce((sum, { left }) => sum + left, 0);
  const end = Math.min(Math.floor(pieces / size), atMost ?? Number.MAX_SAFE_INTEGER) * size;
  /** How many of the first `n` pieces are free. */
  const freeOf = (n: number): number => Math.floor(n / size) * free + Math.max(0, (n % size) - buy);
  let from = 0;
  for (const { line, left } of pool) {
    const to = Math.min(from + left, end);
    if (to > from) taken.use(line.line, to - from, (freeOf(to) - freeOf(from)) * line.priceMinor);
    from += left;
  }
}

/** Sets are filled with the dearest pieces that fit, as long as a set is cheaper than its pieces. */
function takeSets(
  { parts, priceMinor }: Extract<GoodsOffer, { kind: 'set-price' }>,
  atMost: number | undefined,
  remaining: readonly Remaining[],
  taken: Taken,
): void {
  let times = atMost ?? Number.MAX_SAFE_INTEGER;
  while (times > 0) {
    const need = oneSet(parts, remaining, taken);
    if (need === undefined) return;
    const rows = [...need].map(([line, quantity]) => ({ line, quantity, full: quantity * line.priceMinor }));
    const off = rows.reduce((sum, { full }) => sum + full, 0) - priceMinor;
    if (off <= 0) return;
    // The same set again as long as the same lines fill it; when one runs out the next set is looked for anew.
    const enough = rows.map(({ line, quantity }) => {
      const left = remaining.find((each) => each.line === line)?.left ?? 0;
      return Math.floor((left - taken.used(line.line)) / quantity);
    });
    const count = rows.length === parts.length ? Math.max(1, Math.min(times, ...enough)) : 1;
    const shares = shareOut(
      off,
      rows.map(({ full }) => full),
    );
    rows.forEach(({ line, quantity }, at) => {
      taken.use(line.line, quantity * count, (shares[at] ?? 0) * count);
    });
    times -= count;
  }
}

function oneSet(
  parts: readonly { readonly on: Scope; readonly quantity: number }[],
  remaining: readonly Remaining[],
  taken: Taken,
): Map<PricedLine, number> | undefined {
  const need = new Map<PricedLine, number>();
  for (const { on, quantity } of parts) {
    let missing = quantity;
    for (const { line, left } of inScope(on, remaining, true)) {
      const free = left - taken.used(line.line) - (need.get(line) ?? 0);
      const take = Math.min(missing, Math.max(0, free));
      if (take > 0) need.set(line, (need.get(line) ?? 0) + take);
      missing -= take;
      if (missing === 0) break;
    }
    if (missing > 0) return undefined;
  }
  return need;
}
