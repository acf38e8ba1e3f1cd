import type { BodyOf } from '../../contract/commands.ts';
import type { DifferenceReason } from '../../contract/purchasing.ts';
import { type Decision, happened, type Moment, refuse } from '../../core/feature.ts';
import { ended, missing, type OneFacts, summed } from './document-rules.ts';

const virtual: ReadonlySet<string> = new Set(['supplier', 'customer', 'loss', 'transit', 'count']);
const SHORT: ReadonlySet<DifferenceReason> = new Set(['to-follow', 'not-delivered', 'damaged', 'lost']);

export interface CloseFacts extends OneFacts {
  readonly nextDocument: number;
  readonly nextPart: number;
}

/**
 * Ends the counting: what was counted is booked, each line that is short or over tells why. What is to follow of a
 * delivery is expected under the same number.
 */
export function close(facts: CloseFacts, body: BodyOf<'purchasing.close'>, moment: Moment): Decision {
  const no = ended(facts.document);
  if (no || !facts.document) return no ?? missing;
  const { document, code, kind, party, blind } = facts.document;
  const { location = 'back-room' } = body;
  if (virtual.has(location))
    return refuse('place-not-real', `Nothing can be received or sent at ${location}: name a place of the shop.`, {
      location,
    });
  if (blind && facts.lines.every((line) => line.counted === 0))
    return refuse('document-empty', 'Nothing was scanned for this document yet.', { code });
  const said = new Map((body.reasons ?? []).map(({ gtin, reason }) => [gtin, reason]));
  const lines = facts.lines.map(({ settled: _settled, lots, ...line }) => {
    const reason = blind || line.counted === line.expected ? undefined : said.get(line.gtin);
    return { ...line, ...(reason ? { reason } : {}), ...(lots.length > 0 ? { lots: [...lots] } : {}) };
  });
  const untold = blind ? [] : lines.filter((line) => line.counted !== line.expected && !fits(line));
  const [first] = untold;
  if (first)
    return refuse('difference-reason-needed', 'Say why fewer or more came, line by line, then close.', {
      gtin: first.gtin,
      n: untold.length,
    });
  const rest = lines
    .filter((line) => line.reason === 'to-follow')
    .map(({ gtin, expected, counted: got }) => ({ gtin, quantity: expected - got }));
  const late = facts.lateTask ? { lateTask: facts.lateTask } : {};
  const closed = happened('purchasing.closed', { document, code, kind, party, location, blind, lines, ...late });
  if (rest.length === 0) return [closed];
  const { dueAt } = facts.document;
  return [
    closed,
    happened('purchasing.expected', {
      ...{
        document: moment.newId(),
        number: facts.nextDocument,
        code,
        part: facts.nextPart,
        kind,
        party,
        blind: false,
      },
      ...{ lines: rest, labels: [] },
      ...(dueAt === null ? {} : { dueAt: Math.max(dueAt, moment.now + DAY_MS) }),
    }),
  ];
}
const DAY_MS = 86_400_000;

function fits(line: { expected: number; counted: number; reason?: DifferenceReason }): boolean {
  return line.reason !== undefined && SHORT.has(line.reason) === line.counted < line.expected;
}

/** What a transfer sent and nobody got: lost, or back in the back room. Never more than was sent. */
export function settleTransit(facts: OneFacts, body: BodyOf<'purchasing.settle-transit'>): Decision {
  const { document } = facts;
  if (!document) return missing;
  if (document.kind !== 'transfer-out' || document.state !== 'closed')
    return refuse('transfer-not-sent', 'Only what a transfer has sent can be settled.', { code: document.code });
  const lines = summed(body.lines);
  const tooMuch = lines.find(({ gtin, quantity }) => {
    const sent = facts.lines.find((line) => line.gtin === gtin);
    return quantity > (sent?.counted ?? 0) - (sent?.settled ?? 0);
  });
  if (tooMuch)
    return refuse('more-than-sent', 'This is more than this transfer still has on the way.', { gtin: tooMuch.gtin });
  return [
    happened('purchasing.transit-settled', {
      ...{ document: document.document, code: document.code, outcome: body.outcome, lines },
    }),
  ];
}
