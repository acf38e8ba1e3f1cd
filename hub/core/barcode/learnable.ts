const never: ReadonlySet<string> = new Set(['control-check-digit', 'empty', 'too-long', 'unreadable', 'fault']);

/**
 * Whether a code that was not understood for this reason may be learned as an item's. A damaged slip or badge never may,
 * or it would be sold; nor may what no gun could read, for nobody could tell it from the next unreadable thing.
 */
export function learnable(reason: string): boolean {
  return !never.has(reason);
}
