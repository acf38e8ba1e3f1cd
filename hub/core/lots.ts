/** Pieces of a lot at a place, or a part of a move. */
export interface LotPart {
  readonly lot: string;
  readonly quantity: number;
}
/** What is known of a place: its lots in the order in which they should be used (FEFO), and the pieces in the book. */
export interface LotPlace {
  readonly lots: readonly LotPart[];
  readonly onHand: number;
}

/** Goods whose packet names a date and no lot are a lot of their own, known by that date. */
export const lotName = (lot: string | undefined, expiry: string | undefined): string | undefined =>
  lot ?? (expiry === undefined ? undefined : `@${expiry}`);

const total = (lots: readonly LotPart[]): number => lots.reduce((sum, { quantity }) => sum + quantity, 0);

/** So many pieces in the order given, as far as there are any. */
export function takeInOrder(lots: readonly LotPart[], quantity: number): LotPart[] {
  let left = quantity;
  return lots.flatMap(({ lot, quantity: there }) => {
    const taken = Math.min(left, there);
    left -= taken;
    return taken > 0 ? [{ lot, quantity: taken }] : [];
  });
}

/**
 * What leaves a place. A named lot is taken from that lot alone, as far as the book knows of it there; without a name the
 * first to expire goes first. Nothing is ever refused for want of a lot: the rest is of goods nobody knows the lot of.
 */
export function departing(place: LotPlace, quantity: number, named: readonly LotPart[] | undefined): LotPart[] {
  if (!named) return takeInOrder(place.lots, quantity);
  return named.flatMap(({ lot, quantity: wanted }) =>
    takeInOrder(
      place.lots.filter((one) => one.lot === lot),
      wanted,
    ),
  );
}

/** No place holds more of its lots than it holds of the item: what is too much left unseen, first to expire first. */
export const unaccounted = (place: LotPlace): LotPart[] =>
  takeInOrder(place.lots, Math.max(0, total(place.lots) - Math.max(0, place.onHand)));
