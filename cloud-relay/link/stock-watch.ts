import type { Digest, Levels, StockAsked, Tip } from '../../hub/contract/uplink.ts';
import { differing, digestOf, rootOf } from '../../hub/core/link/stock-digest.ts';
import { levelsOfStore, repairLevels } from '../features/stock/tables.ts';
import { cursorOf, isComplete, noteAbout } from '../features/stores/tables.ts';
import type { Sql } from '../store/database.ts';

/** So many buckets are asked for at once; what differs beyond that follows with the next tip. */
const bucketsAtOnce = 256;

/**
 * Compares HQ's levels with the store's own while the store is quiet and HQ holds everything: only then must they agree.
 * They do not after a store was restored from a backup: HQ knows levels that never were, as the store sees it.
 */
export class StockWatch {
  /** Digest of each store's levels as of so many entries, so that idle stores cost nothing. */
  readonly #known = new Map<string, { stamp: string; buckets: number[] }>();

  /** @returns a question for the store, when the roots differ */
  async tip(sql: Sql, store: string, tip: Tip): Promise<StockAsked | undefined> {
    if (tip.pending > 0 || !(await isComplete(sql, store, tip.ep, tip.last))) return undefined;
    await noteAbout(sql, store, tip, true);
    if (tip.stock === undefined || rootOf(await this.#digest(sql, store)) === tip.stock) return undefined;
    return { v: 1, t: 'stock', sid: tip.sid };
  }

  async digest(sql: Sql, store: string, message: Digest): Promise<StockAsked | undefined> {
    if (!(await isComplete(sql, store, message.ep, message.last))) return undefined;
    const buckets = differing(await this.#digest(sql, store), message.buckets).slice(0, bucketsAtOnce);
    return buckets.length === 0 ? undefined : { v: 1, t: 'stock', sid: message.sid, buckets };
  }

  /** @returns how many levels were wrong here */
  async levels(sql: Sql, store: string, message: Levels, now: number): Promise<number> {
    const cursor = await cursorOf(sql, store, message.ep);
    if (cursor === undefined || !(await isComplete(sql, store, message.ep, message.last))) return 0;
    this.#known.delete(store);
    return repairLevels(sql, store, cursor.line, message, now);
  }

  async #digest(sql: Sql, store: string): Promise<number[]> {
    const [row] = await sql.all<{ stamp: string }>(
      `SELECT entries || ' ' || line || ' ' || newest_rank || ' ' || coalesce(repaired_at, 0) AS stamp
       FROM store WHERE name = $1`,
      store,
    );
    const stamp = row?.stamp ?? '';
    const known = this.#known.get(store);
    if (known?.stamp === stamp) return known.buckets;
    const buckets = digestOf(await levelsOfStore(sql, store));
    this.#known.set(store, { stamp, buckets });
    return buckets;
  }
}
