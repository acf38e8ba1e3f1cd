import { gs1CheckDigit } from '../../hub/core/barcode/index.ts';
import { seeded } from '../core/replenishment/chance.ts';

/** How the world is: what people buy, and what goes wrong between the shelf and the book. */
export interface World {
  readonly seed: number;
  readonly items: number;
  /** Days of trade that are simulated by the hour and scored, after four weeks that only make a history. */
  readonly days: number;
  /** Chance that a unit sold is scanned as its neighbour. */
  readonly misScan: number;
  /** Units that vanish from the shelf unseen, as a share of sales. */
  readonly shrinkage: number;
  /** Chance that a delivery differs from its paper by a unit. */
  readonly misCount: number;
  /** Items counted each evening, shelf and back room. */
  readonly counts: number;
  /** Whether levels are learned; else the guess of the opening stands for ever. */
  readonly learns: boolean;
}

export const USUAL_WORLD: World = {
  ...{ seed: 1, items: 40, days: 42, misScan: 0.004, shrinkage: 0.01, misCount: 0.02, counts: 4, learns: true },
};

/** An item as it truly is, which nobody in the shop knows. */
export interface Nature {
  readonly gtin: string;
  readonly category: string;
  /** Mean sales of an average day. */
  readonly daily: number;
  /** Variance over mean of an hour's demand: 1 is Poisson. */
  readonly scatter: number;
  /** Seven factors, Monday first. */
  readonly week: readonly number[];
  readonly pack: number;
  /** What the shelf holds. */
  readonly room: number;
}

/** Doors are open from 8 to 22; noon and evening are busy. The shares of a day's demand add up to 1. */
const RUSH = [2, 3, 3, 4, 8, 9, 5, 4, 4, 6, 10, 11, 7, 4];
export const OPENING_HOUR = 8;
export const HOURS: readonly number[] = RUSH.map((weight) => weight / RUSH.reduce((sum, each) => sum + each, 0));

/** Drinks sell towards the weekend, bread on Saturdays, lunch on working days. */
const WEEKS: Readonly<Record<string, readonly number[]>> = {
  drinks: [0.85, 0.85, 0.9, 0.95, 1.15, 1.3, 1],
  bread: [0.9, 0.85, 0.9, 0.95, 1.1, 1.6, 0.7],
  lunch: [1.2, 1.2, 1.2, 1.2, 1.15, 0.6, 0.45],
};

/** Items from slow to fast, log-uniform, each with its own week, scatter, case and shelf. */
export function naturesOf(world: World): Nature[] {
  const next = seeded(world.seed * 7919 + 1);
  return Array.from({ length: world.items }, (_, at) => {
    const daily = 0.3 * 100 ** ((at + next()) / world.items);
    const category = ['drinks', 'bread', 'lunch'][Math.floor(3 * next())] ?? 'drinks';
    const raw = (WEEKS[category] ?? []).map((factor) => factor * (0.9 + 0.2 * next()));
    const mean = raw.reduce((sum, each) => sum + each, 0) / 7;
    const pack = [1, 6, 12, 24][Math.min(3, Math.floor(Math.log10(daily * 10) + next()))] ?? 1;
    return {
      gtin: gtinAt(at),
      category,
      daily,
      scatter: 1 + 1.5 * next(),
      week: raw.map((each) => each / mean),
      pack,
      room: Math.max(4, Math.ceil(daily * (2 + 2 * next()))),
    };
  });
}

function gtinAt(place: number): string {
  const body = `06988${String(place).padStart(8, '0')}`;
  return body + gs1CheckDigit(body);
}
