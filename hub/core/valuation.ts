/** Values are kept in whole thousandths of a minor unit (0.001 fen), so that a gram of rice has a cost at all. */
export const VALUE_SCALE = 1000;
/** The largest value of one move or one item that whole numbers carry. */
export const VALUE_MAX = Number.MAX_SAFE_INTEGER;

/**
 * Goods of one item that are valued together at their weighted average cost (AVCO, IAS 2.27): how many, what they cost in
 * all, and the last unit cost as a fraction. The average itself is never kept: it is `value / quantity`, unrounded.
 */
export interface Pool {
  readonly quantity: number;
  readonly value: number;
  readonly unitValue: number;
  readonly unitQuantity: number;
}
export const EMPTY: Pool = { quantity: 0, value: 0, unitValue: 0, unitQuantity: 1 };

/** `a * b / c`, rounded half away from zero, exactly. `b` and `c` are not negative. */
export function share(a: number, b: number, c: number): number {
  if (a < 0) return -share(-a, b, c);
  const product = a * b;
  if (!Number.isSafeInteger(product)) return Number((BigInt(a) * BigInt(b) * 2n + BigInt(c)) / (BigInt(c) * 2n));
  const rest = product % c;
  return (product - rest) / c + (rest >= c - rest && rest > 0 ? 1 : 0);
}

interface Unit {
  readonly value: number;
  readonly quantity: number;
}
/** What one piece costs: the average while there is stock, else what it was when the last piece left. */
export function unitOf(pool: Pool): Unit {
  return pool.quantity > 0
    ? { value: Math.max(0, pool.value), quantity: pool.quantity }
    : { value: pool.unitValue, quantity: pool.unitQuantity };
}
const kept = ({ value, quantity }: Unit): Pick<Pool, 'unitValue' | 'unitQuantity'> =>
  value === 0 ? { unitValue: 0, unitQuantity: 1 } : { unitValue: value, unitQuantity: quantity };
/** Goods the book does not have are worth a debt at the last unit cost. */
const debt = (quantity: number, unit: Unit): number => 0 - share(unit.value, -quantity, unit.quantity);

/** What a number of pieces taken out is worth; the last one takes all that is left, so no remainder ever stays behind. */
export function worthOut(pool: Pool, quantity: number): number {
  const left = pool.quantity - quantity;
  if (left > 0) return share(pool.value, quantity, pool.quantity);
  return pool.value - (left === 0 ? 0 : debt(left, unitOf(pool)));
}
/** What pieces put in without a price are worth: what one costs now, or cost last. */
export function worthIn(pool: Pool, quantity: number): number {
  const unit = unitOf(pool);
  return share(unit.value, quantity, unit.quantity);
}

/** A pool after a move. `settled` left it besides the move's own worth, so that before - after = worth + settled. */
export interface Settled {
  readonly pool: Pool;
  readonly settled: number;
}

/** What is taken out of less than nothing at a price of its own is owed at that price, until a delivery pays it. */
export function taken(pool: Pool, quantity: number, worth: number): Settled {
  const left = pool.quantity - quantity;
  const value = pool.value - worth;
  if (left > 0) return { pool: { ...pool, quantity: left, value: Math.max(0, value) }, settled: Math.min(0, value) };
  const unit = unitOf(pool);
  const usual = left === 0 ? 0 : debt(left, unit);
  if (left === 0 || pool.quantity > 0 || value === usual)
    return { pool: { ...kept(unit), quantity: left, value: usual }, settled: value - usual };
  const owed = Math.min(0, value);
  return {
    pool: { ...kept({ value: 0 - owed, quantity: -left }), quantity: left, value: owed },
    settled: value - owed,
  };
}

/**
 * A delivery into less than nothing first pays the debt: what was sold before it came was sold at a guess, and the
 * difference to what it really cost is settled, not left in the value of the goods that stay.
 */
export function put(pool: Pool, quantity: number, worth: number): Settled {
  const there = pool.quantity + quantity;
  const value = pool.value + worth;
  const unit: Unit = worth === 0 ? unitOf(pool) : { value: worth, quantity };
  const fit = Math.min(VALUE_MAX, pool.quantity >= 0 ? value : paid(there, quantity, unit, worth));
  const units = there > 0 ? pool : kept(unit);
  return { pool: { ...pick(units), quantity: there, value: fit }, settled: value - fit };
}

function paid(there: number, quantity: number, unit: Unit, worth: number): number {
  if (there > 0) return share(worth, there, quantity);
  return there === 0 ? 0 : debt(there, unit);
}

const pick = ({ unitValue, unitQuantity }: Pick<Pool, 'unitValue' | 'unitQuantity'>) => ({ unitValue, unitQuantity });

/** Which goods are valued together: those of the shop, and those on the way; the rest of the world is not ours. */
export type PoolName = 'shop' | 'transit';
const outside: ReadonlySet<string> = new Set(['supplier', 'customer', 'loss', 'count']);
export function poolOf(location: string): PoolName | undefined {
  if (outside.has(location)) return undefined;
  return location === 'transit' ? 'transit' : 'shop';
}

export interface Valued {
  readonly worth: number;
  readonly from?: Settled;
  readonly to?: Settled;
}

/**
 * What a move between two pools (or the world) is worth and what it leaves them. Its own cost goes first; else what the
 * goods cost where they were; else, as for a customer's return or a find, what such goods cost where they come to.
 */
export function valued(
  from: Pool | undefined,
  to: Pool | undefined,
  quantity: number,
  cost: number | undefined,
): Valued {
  const known = from !== undefined && (from.quantity > 0 || from.unitValue > 0 || to === undefined);
  const worth = cost ?? (known ? worthOut(from, quantity) : to ? worthIn(to, quantity) : 0);
  return {
    worth,
    ...(from ? { from: taken(from, quantity, worth) } : {}),
    ...(to ? { to: put(to, quantity, worth) } : {}),
  };
}

/** Goods that came in, newest first. */
export interface Inflow {
  readonly quantity: number;
  readonly worth: number;
}
/**
 * The value of what is left if the oldest goods are taken to have left first (FIFO, IAS 2.27): it is that of the newest
 * that came in. The oldest of those counts with its share.
 */
export function firstInFirstOut(newestFirst: Iterable<Inflow>, quantity: number): number {
  let left = Math.max(0, quantity);
  let value = 0;
  for (const inflow of newestFirst) {
    if (left === 0) break;
    const used = Math.min(left, inflow.quantity);
    value += share(inflow.worth, used, inflow.quantity);
    left -= used;
  }
  return value;
}
