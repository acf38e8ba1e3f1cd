import type { Wish } from '../../contract/command.ts';
import type { BodyOf } from '../../contract/commands.ts';
import type { DeviceSettings, ReadingTaken } from '../../contract/devices.ts';
import { actionOf } from '../../core/barcode/actions.ts';
import { learnable } from '../../core/barcode/learnable.ts';
import type { ParsedScan } from '../../core/barcode/parsed-scan.ts';
import { type Decision, happened, refuse, wish } from '../../core/feature.ts';
import { paperOfCode } from '../../core/papers/looks.ts';

export interface DeviceFact {
  readonly kind: string;
  readonly accepted: boolean;
  readonly counter: string | null;
  readonly settings: DeviceSettings;
}
export interface DeviceFacts {
  readonly device: DeviceFact | undefined;
  readonly counterKnown: boolean;
}
const missing = refuse('device-missing', 'This device is not in use here: accept it first.');

/** The first sight of a device is worth an entry, later ones are not. */
export function offer(facts: DeviceFacts, body: BodyOf<'devices.offer'>): Decision {
  return facts.device ? [] : [happened('devices.offered', body)];
}
export function accept(facts: DeviceFacts, body: BodyOf<'devices.accept'>): Decision {
  if (facts.device && facts.device.kind !== body.kind)
    return refuse('device-kind', `This device is known as a ${facts.device.kind}: forget it first.`, {
      kind: facts.device.kind,
    });
  const { settings, ...rest } = body;
  return [happened('devices.accepted', { ...rest, settings: { ...facts.device?.settings, ...settings } })];
}
export function configure(facts: DeviceFacts, body: BodyOf<'devices.configure'>): Decision {
  if (!facts.device?.accepted) return missing;
  return [
    happened('devices.configured', {
      identity: body.identity,
      settings: { ...facts.device.settings, ...body.settings },
    }),
  ];
}
export function bind(facts: DeviceFacts, body: BodyOf<'devices.bind'>): Decision {
  if (!facts.device?.accepted) return missing;
  if (facts.device.kind !== 'scanner')
    return refuse('device-kind', 'Only a scanner belongs to a counter.', { kind: facts.device.kind });
  if (!facts.counterKnown)
    return refuse('counter-missing', `There is no counter ${body.counter} in this shop.`, { counter: body.counter });
  return facts.device.counter === body.counter ? [] : [happened('devices.bound', body)];
}
export function forget(facts: DeviceFacts, body: BodyOf<'devices.forget'>): Decision {
  return facts.device ? [happened('devices.forgotten', body)] : missing;
}

export interface ReadingFacts {
  readonly accepted: boolean;
  readonly counter: string | null;
  readonly mode: string;
  readonly context: string | null;
  readonly staff: string | null;
  readonly count?: NonNullable<ReadingTaken['count']>;
  readonly store: number;
  readonly parsed: ParsedScan;
  /** The delivery or other document that is open at the counter. */
  readonly document?: string;
  readonly item: { readonly gtin: string; readonly quantity: number; readonly unit: string } | undefined;
  /** The delivery paper, customer's card or coupon that bears this code; looked for only where it is no item's. */
  readonly named: { readonly kind: 'document' | 'member' | 'coupon' | 'basket'; readonly code: string } | undefined;
}

/**
 * Says what a reading means and where it happened; everything else reacts to that. A reading is never refused: what
 * nobody understands, or nobody's gun sent, goes to the inbox with its bytes.
 */
export function takeReading(facts: ReadingFacts, reading: BodyOf<'devices.take-reading'>): Decision {
  const { counter, mode, context, staff, document, count } = facts;
  const here = { ...(document ? { document } : {}), ...(count ? { count } : {}) };
  const taken = { reading, counter, mode, context, staff, ...here, meaning: meaningOf(facts, reading) };
  return [happened(isDoubtful(taken) ? 'devices.reading-held' : 'devices.reading-taken', taken)];
}

/** Scanned twice, each of these does something twice. */
const twiceMatters: ReadonlySet<string> = new Set(['slip', 'paper', 'clock', 'action']);

/**
 * A reading its gun doubts is held only where taking it twice would do something twice: sell, receive, open or finish a
 * slip. What only shows an item, or is checked against an open slip, may come twice and bothers nobody.
 */
export function isDoubtful({ reading, meaning, counter, mode, context }: ReadingTaken): boolean {
  if (!reading.repeat || counter === null) return false;
  return twiceMatters.has(meaning.kind) || (meaning.kind === 'item' && context === null && mode !== 'correct');
}

function meaningOf(facts: ReadingFacts, reading: BodyOf<'devices.take-reading'>): ReadingTaken['meaning'] {
  const { parsed } = facts;
  if (reading.fault) return { kind: 'unknown', reason: reading.fault };
  if (parsed.kind === 'control' && parsed.control.kind === 'counter')
    return { kind: 'bind', store: parsed.control.store, number: parsed.control.serial };
  if (!facts.counter) return { kind: 'unknown', reason: facts.accepted ? 'gun-not-bound' : 'gun-not-accepted' };
  switch (parsed.kind) {
    case 'control': {
      const { kind, store, serial, version } = parsed.control;
      if (kind === 'task') return { kind: 'slip', store, serial, version };
      if (kind === 'badge') return { kind: 'badge', store, badge: serial, version };
      if (kind === 'clock') return { kind: 'clock', store, badge: serial, version };
      if (kind === 'action') return actionMeaning(store, serial);
      const paper = paperOfCode(kind);
      return paper ? { kind: 'paper', paper, store, serial, version } : { kind: 'unknown', reason: 'not-used-here' };
    }
    case 'sscc':
      return facts.named ?? { kind: 'unknown', reason: 'delivery-unknown' };
    case 'bad':
      if (facts.named && !facts.item) return facts.named;
      return facts.item && learnable(parsed.reason) ? learned(facts.item) : { kind: 'unknown', reason: parsed.reason };
    case 'item':
    case 'in-store':
      return itemMeaning(facts, parsed);
    default:
      if (facts.item) return learned(facts.item);
      return facts.named ?? { kind: 'unknown', reason: 'not-in-catalogue' };
  }
}

type Item = NonNullable<ReadingFacts['item']>;

/** A code learned from the inbox. What is sold by the gram needs to know how many grams it stands for. */
function learned(item: Item): ReadingTaken['meaning'] {
  if (item.unit === 'gram' && item.quantity === 1) return { kind: 'unknown', reason: 'weight-missing' };
  return { kind: 'item', gtin: item.gtin, quantity: item.quantity, inferred: true };
}

/** No carton holds more: such a count is misread, and would sell or receive a mountain. */
const COUNT_MAX = 1_000_000;

function actionMeaning(store: number, serial: number): ReadingTaken['meaning'] {
  const action = actionOf(serial);
  return action ? { kind: 'action', store, action } : { kind: 'unknown', reason: 'not-used-here' };
}

function itemMeaning(
  facts: ReadingFacts,
  parsed: Extract<ParsedScan, { kind: 'item' | 'in-store' }>,
): ReadingTaken['meaning'] {
  const { item } = facts;
  if (!item) return facts.named ?? { kind: 'unknown', reason: 'not-in-catalogue' };
  const inferred = parsed.inferred;
  if (parsed.kind === 'in-store') {
    if (parsed.value?.what === 'weight')
      return { kind: 'item', gtin: item.gtin, quantity: Math.max(1, parsed.value.amount), inferred };
    if (parsed.value?.what === 'price' && item.unit === 'each')
      return { kind: 'item', gtin: item.gtin, quantity: 1, inferred, priceMinor: parsed.value.amount };
    const plain = learned(item);
    return plain.kind === 'item' ? { ...plain, inferred } : plain;
  }
  const { lot, expiry } = parsed;
  const of = { ...(lot ? { lot } : {}), ...(expiry ? { expiry } : {}) };
  if (item.unit === 'gram' && parsed.weightGrams)
    return { kind: 'item', gtin: item.gtin, quantity: parsed.weightGrams, inferred, ...of };
  if (item.unit === 'gram' && item.quantity === 1) return { kind: 'unknown', reason: 'weight-missing' };
  const quantity = item.quantity * Math.max(1, parsed.count ?? 1);
  if (quantity > COUNT_MAX) return { kind: 'unknown', reason: 'count-too-large' };
  return { kind: 'item', gtin: item.gtin, quantity, inferred, ...of };
}

/** A gun that reads a counter's bind code belongs to that counter from then on. */
export function onReading({ reading, meaning }: ReadingTaken): readonly Wish[] {
  return meaning.kind === 'bind'
    ? [wish('devices.bind-by-scan', { identity: reading.device, store: meaning.store, number: meaning.number })]
    : [];
}
export function bindByScan(
  facts: { store: number; counter: string | undefined; device: DeviceFact | undefined },
  body: BodyOf<'devices.bind-by-scan'>,
): Decision {
  if (body.store !== facts.store)
    return refuse('bind-code-of-another-shop', 'This bind code belongs to another shop.', { store: body.store });
  if (!facts.counter)
    return refuse('counter-missing', 'There is no counter with this bind code any more.', { number: body.number });
  return bind({ device: facts.device, counterKnown: true }, { identity: body.identity, counter: facts.counter });
}

/** Readings of the wish that still wait, oldest first. */
export type HeldFacts = readonly ReadingTaken[];

/** Counted, a held reading takes effect as what it was when it was read; as a bounce it is only written down. */
export function resolveHeld(waiting: HeldFacts, body: BodyOf<'devices.resolve-held'>): Decision {
  if (waiting.length === 0) return refuse('held-missing', 'Somebody has decided about this reading already.');
  return waiting.flatMap((taken) => [
    happened('devices.held-resolved', { reading: taken.reading.id, counter: taken.counter ?? '', as: body.as }),
    ...(body.as === 'item' ? [happened('devices.reading-taken', taken)] : []),
  ]);
}
