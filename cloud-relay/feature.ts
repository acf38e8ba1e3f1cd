import type { FastifyInstance } from 'fastify';
import type { LinkEntry } from '../hub/contract/uplink.ts';
import type { Database, Sql } from './store/database.ts';
import type { Placed } from './store/entries.ts';

/** An entry on its way into HQ's pictures. */
export interface Arrived {
  readonly store: string;
  /** Its place in the store's history; comparable over restarts and restores of the store. */
  readonly rank: number;
  readonly line: number;
  readonly entry: LinkEntry;
}

/**
 * What a feature makes of the entries of one type in a batch: all at once, because a database far away is paid by the
 * statement. Throws {@link Poison} when one does not say what it must; then they are given again, one by one.
 */
export type Take = (tx: Sql, arrived: readonly Arrived[]) => Promise<void>;

export interface RouteParts {
  readonly db: Database;
  readonly now: () => number;
  /** Called when there is something new to tell a store. */
  readonly instructed: (store: string) => void;
  readonly incarnation: () => string;
  /** Ends a store's connection, if it has one here. */
  readonly cut: (store: string) => void;
  /** Tells the screens that a store's picture is another one now. */
  readonly changed: (store: string) => void;
  /** Keeps an entry of the repair tray under its own name. @throws {Poison} when it still cannot be taken */
  readonly keepAgain: (tx: Sql, store: string, placed: Placed) => Promise<void>;
}

export interface Feature {
  readonly name: string;
  readonly takes: Readonly<Record<string, Take>>;
  readonly routes: (app: FastifyInstance, parts: RouteParts) => void;
}

/** An entry HQ cannot take: it is put aside with this reason, and the rest goes on. */
export class Poison extends Error {}

/** Lines count restores of a store and weigh more than any position; both stay exact in a double. */
export const rankOf = (line: number, position: number): number => line * 2 ** 40 + position;

/** Of rows that speak of the same thing the newest: no statement may touch one row twice. */
export function newestOf<R>(rows: readonly R[], key: (row: R) => string, rank: (row: R) => number): R[] {
  const kept = new Map<string, R>();
  for (const row of rows) {
    const before = kept.get(key(row));
    if (before === undefined || rank(before) < rank(row)) kept.set(key(row), row);
  }
  return [...kept.values()];
}
