import type { RuleBook } from '../core/rule-book.ts';
import { replay } from '../core/spine.ts';
import type { Store } from '../core/sql.ts';
import type { Connection } from './open.ts';

/**
 * Throws the projections away and builds them anew from the journal, in one transaction: whole or not at all.
 * @returns how many entries were applied
 */
export function rebuildLive(store: Connection, book: RuleBook): number {
  store.begin();
  try {
    store.raw.pragma('defer_foreign_keys = ON');
    for (const table of book.features.flatMap((f) => f.tables)) store.raw.exec(`DELETE FROM "${table}"`);
    // The replay's own transactions would end this one between two pages.
    const within: Store = { ...store, begin: nothing, commit: nothing, rollback: nothing };
    const entries = replay(store, within, book);
    store.commit();
    return entries;
  } catch (error) {
    store.rollback();
    throw error;
  }
}

const nothing = (): void => {};
