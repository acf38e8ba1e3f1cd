import type { Reading } from '../../firmware-bridge/contract/reading.ts';
import type { Command } from '../../hub/contract/command.ts';
import type { BodyOf } from '../../hub/contract/commands.ts';
import { DEMO_COUNTERS } from '../../hub/demo/shop.ts';
import { OPENED_AT, TODAY } from './demo-store.ts';

const BASKET = 10;
const SCAN_EVERY_MS = 400;

/** A repeatable source of numbers in [0, 1), so that every run scans the same goods in the same order (mulberry32). */
export function chance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

export interface Goods {
  readonly gtin: string;
  readonly priceMinor: number;
}

/** What a gun sends for an EAN-13 on a packet, as the bridge hands it on. */
export function readingOf(id: string, device: string, gtin: string, at: number): Reading {
  const text = gtin.replace(/^0/, '');
  return { id, device, at, raw: Buffer.from(`]E0${text}`).toString('base64'), text, aim: ']E0' };
}

/**
 * A morning at the shop's counters as commands: goods scanned in turn by the counters' guns, ten to a customer, who
 * then pays. Payments stand between the scans where they fall due.
 * @param prefix of the ids, so that two streams never share one
 */
export function scanStream(goods: readonly Goods[], scans: number, prefix: string, seed = 1): Command[] {
  const next = chance(seed);
  const commands: Command[] = [];
  const baskets = DEMO_COUNTERS.map(() => ({ order: '', lines: 0, totalMinor: 0, place: -1 }));
  for (let i = 0; i < scans; i += 1) {
    const which = i % DEMO_COUNTERS.length;
    const counter = DEMO_COUNTERS[which];
    const basket = baskets[which];
    // A gun that reads the same code twice at once may have bounced: the shop asks about that, and it is no sale.
    const place = Math.floor(next() * (goods.length - 1));
    const item = goods[place === basket?.place ? goods.length - 1 : place];
    if (!counter || !basket || !item) throw new Error('a shop without counters or goods cannot be measured');
    const at = OPENED_AT + i * SCAN_EVERY_MS;
    const id = `${prefix}-${String(i).padStart(8, '0')}-7000-8000-000000000000`;
    const device = `pretend:gun-${counter.number}`;
    const stamp = { at, businessDate: TODAY, actor: { by: `device:${device}`, counter: counter.counter } };
    commands.push({ id, type: 'devices.take-reading', body: readingOf(id, device, item.gtin, at), ...stamp });
    if (basket.lines === 0) basket.order = `${id}.1`;
    basket.place = goods.indexOf(item);
    basket.lines += 1;
    basket.totalMinor += item.priceMinor;
    if (basket.lines < BASKET) continue;
    const tenders = [{ kind: 'card', amountMinor: basket.totalMinor }] as const;
    const body: BodyOf<'orders.pay'> = { order: basket.order, tenders: [...tenders] };
    commands.push({ id: `${id}-pay`, type: 'orders.pay', body, ...stamp });
    baskets[which] = { order: '', lines: 0, totalMinor: 0, place: basket.place };
  }
  return commands;
}

/** Cuts a stream into groups that are committed together. */
export function inGroups<T>(all: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, i) => all.slice(i * size, (i + 1) * size));
}
