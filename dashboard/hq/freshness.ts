import type { StoreView } from '../../cloud-relay/contract/stores.ts';

/** How far a shop's figures may be believed: of now, behind, or of who knows when. */
export type Freshness = 'fresh' | 'behind' | 'silent' | 'never';

/**
 * A silent shop is never fresh, however well it stood when it was last heard; and nothing is fresh on a screen that does
 * not hear HQ itself.
 */
export function freshnessOf(store: StoreView, isScreenLive: boolean): Freshness {
  if (store.asOf === undefined) return 'never';
  if (!store.online || !isScreenLive) return 'silent';
  return store.backlog > 0 || store.gap ? 'behind' : 'fresh';
}
