import type { Wish } from '../../contract/command.ts';
import type { Events } from '../../contract/commands.ts';
import type { MoveReason } from '../../contract/inventory.ts';
import type { GoodsClosed, LotCount } from '../../contract/purchasing.ts';
import { wish } from '../../core/feature.ts';

type Way = readonly [from: string, to: string, reason: MoveReason];
type Part = Pick<LotCount, 'counted'> & Partial<LotCount>;

/** Which way counted goods go, and as what. Beyond what was announced, a delivery is told as such. */
function waysOf({ kind, location }: GoodsClosed): { announced: Way; beyond: Way } {
  const one = (way: Way) => ({ announced: way, beyond: way });
  switch (kind) {
    case 'delivery':
      return { announced: ['supplier', location, 'receipt'], beyond: ['supplier', location, 'receipt_over'] };
    case 'transfer-in':
      return one(['transit', location, 'transfer_in']);
    case 'transfer-out':
      return one([location, 'transit', 'transfer_out']);
    case 'supplier-return':
      return one([location, 'supplier', 'supplier_return']);
  }
}

/** What was counted, lot by lot, and what carried no lot. */
function partsOf(counted: number, lots: readonly LotCount[]): Part[] {
  const named = lots.reduce((sum, lot) => sum + lot.counted, 0);
  return [...lots, ...(counted > named ? [{ counted: counted - named }] : [])];
}

/** Everything that was counted moves, and nothing else: the ledger holds what is there, whatever the paper says. */
export function onClosed(closed: GoodsClosed): readonly Wish[] {
  const { announced, beyond } = waysOf(closed);
  return closed.lines.flatMap((line) => {
    let room = closed.blind ? line.counted : line.expected;
    const moves = partsOf(line.counted, line.lots ?? []).flatMap((part) => {
      const within = Math.min(part.counted, room);
      room -= within;
      return [
        moved(closed, line.gtin, announced, within, part),
        moved(closed, line.gtin, beyond, part.counted - within, part),
      ];
    });
    return [...moves.flat(), ...lost(closed, line)];
  });
}

function moved(closed: GoodsClosed, gtin: string, [from, to, reason]: Way, quantity: number, part: Part): Wish[] {
  if (quantity === 0) return [];
  const { lot, expiry } = part;
  const of = { ...(lot ? { lot } : {}), ...(expiry ? { expiry } : {}) };
  return [wish('inventory.move', { gtin, from, to, quantity, reason, reference: closed.code, ...of })];
}

/** What another store sent and is known never to come is lost here; what is to follow is still on its way. */
function lost(closed: GoodsClosed, line: GoodsClosed['lines'][number]): Wish[] {
  const missing = line.expected - line.counted;
  const isLost = line.reason === 'lost' || line.reason === 'damaged';
  if (closed.kind !== 'transfer-in' || missing <= 0 || !isLost) return [];
  return moved(closed, line.gtin, ['transit', 'loss', 'transit_loss'], missing, { counted: missing });
}

export function onSettled({ code, outcome, lines }: Events['purchasing.transit-settled']): readonly Wish[] {
  const [to, reason] =
    outcome === 'lost' ? (['loss', 'transit_loss'] as const) : (['back-room', 'transfer_in'] as const);
  return lines.map(({ gtin, quantity }) =>
    wish('inventory.move', { gtin, from: 'transit', to, quantity, reason, reference: code }),
  );
}
