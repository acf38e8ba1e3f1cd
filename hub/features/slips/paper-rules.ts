import type { Wish } from '../../contract/command.ts';
import type { BodyOf } from '../../contract/commands.ts';
import type { ReadingTaken } from '../../contract/devices.ts';
import type { Event } from '../../contract/journal.ts';
import type { Paper } from '../../contract/papers.ts';
import type { SlipContent } from '../../contract/slips.ts';
import { encodeControlCode } from '../../core/barcode/control-code.ts';
import { type Decision, happened, type Moment, refuse, wish } from '../../core/feature.ts';
import { paperLooks } from '../../core/papers/looks.ts';
import type { ShopFact } from './rules.ts';

export interface PaperFacts {
  readonly shop: ShopFact | undefined;
  readonly store: number;
  readonly shift: { readonly shift: string; readonly zh: string | null; readonly en: string | null };
  readonly person: { readonly zh: string; readonly en: string } | undefined;
  /** The number this subject's papers bear already, or the next of its kind. */
  readonly number: number;
  /** One more than the highest of its papers that may be lying about somewhere; 0 where none can. */
  readonly copy: number;
  /** Papers of this subject that wait for the printer, with their versions. */
  readonly waiting: readonly { readonly slip: string; readonly version: number }[];
  /** Whether a paper of this very version waits, is under way or may have come out. */
  readonly standing: boolean;
}

/**
 * A paper of a kind some feature wants. Its key is kind, subject and version: wished by a reaction it is printed once,
 * wanted by a person again it says COPY. A newer version takes the place of an older one that waits.
 */
export function printPaper(facts: PaperFacts, body: BodyOf<'slips.print-paper'>, moment: Moment): Decision {
  const { shop, waiting } = facts;
  if (!shop?.printer)
    return body.auto ? [] : refuse('no-slip-printer', 'No printer takes the slips: choose one on the devices page.');
  if (body.auto && facts.standing) return [];
  const version = body.version ?? 1;
  if (waiting.some((slip) => slip.version === version)) return [];
  const content = contentOf(facts, shop, body, moment.now);
  const [first] = waiting;
  return [
    ...waiting.map(({ slip }) => happened('slips.cancelled', { slip, reason: 'newer-version' })),
    happened('slips.queued', {
      slip: moment.newId(),
      subject: body.subject,
      shift: content.shift,
      printer: shop.printer,
      copy: facts.copy,
      ...(first ? { insteadOf: first.slip } : {}),
      content,
    }),
  ];
}

function contentOf(facts: PaperFacts, shop: ShopFact, body: BodyOf<'slips.print-paper'>, at: number): SlipContent {
  const { kind, subject, version = 1, auto: _auto, shift: _shift, person: _person, number: _number, ...rest } = body;
  const { number, store, person } = facts;
  const barcode = paperLooks[kind].barcode;
  const code = barcode && encodeControlCode({ kind: barcode, store, serial: number, version });
  const paper: Paper = { subject, number, version, ...(code ? { code } : {}), ...rest };
  return {
    kind,
    shopZh: shop.nameZh,
    shopEn: shop.nameEn,
    shift: facts.shift.shift,
    ...(facts.shift.zh ? { shiftZh: facts.shift.zh } : {}),
    ...(facts.shift.en ? { shiftEn: facts.shift.en } : {}),
    ...(person ? { personZh: person.zh, personEn: person.en } : {}),
    at,
    timeZone: shop.timeZone,
    copy: facts.copy,
    paper,
  };
}

/** What it was about is over: what waits is taken back; what is printed stays on record. */
export function cancelPaper(waiting: readonly { slip: string }[], body: BodyOf<'slips.cancel-paper'>): Decision {
  return waiting.map(({ slip }): Event => happened('slips.cancelled', { slip, reason: body.reason }));
}

export interface ScannedFacts {
  readonly store: number;
  /** What the papers with this number are about, and their newest version. */
  readonly paper: { readonly subject: string; readonly version: number } | undefined;
}

/** A paper scanned at a counter: this shop's, known and in its newest version, or told what is wrong with it. */
export function scanPaper(facts: ScannedFacts, body: BodyOf<'slips.scan-paper'>): Decision {
  const { paper } = facts;
  if (body.store !== facts.store)
    return refuse('slip-of-another-shop', 'This slip belongs to another shop: send it back there.', {
      store: body.store,
    });
  if (!paper) return refuse('paper-missing', 'No paper with this number was printed here.', { number: body.serial });
  if (paper.version !== body.version)
    return refuse('paper-outdated', 'This paper was replaced by a newer one: print it again.', {
      number: body.serial,
      version: paper.version,
    });
  const { paper: kind, counter, staff, reading, serial: number, version } = body;
  return [
    happened('slips.paper-scanned', {
      ...{ kind, subject: paper.subject, number, version, counter, reading },
      ...(staff ? { staff } : {}),
    }),
  ];
}

export function onReading({ meaning, counter, staff, reading }: ReadingTaken): readonly Wish[] {
  if (meaning.kind !== 'paper' || !counter) return [];
  const { paper, store, serial, version } = meaning;
  return [wish('slips.scan-paper', { counter, staff, paper, store, serial, version, reading: reading.id })];
}
