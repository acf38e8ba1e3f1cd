import { useEffect, useMemo } from 'preact/hooks';
import { useApp } from '../app.ts';
import type { Picture } from '../client/picture.ts';

/** Follows one address of the hub as long as the component is drawn. */
export function useHub<T>(path: string): Picture<T> {
  const { hub } = useApp();
  const picture = useMemo(() => hub.follow<T>(path), [hub, path]);
  useEffect(() => picture.stop, [picture]);
  return picture;
}

/** Follows one address of HQ, renewed when HQ hears of `store` (of any without one). */
export function useHq<T>(path: string, store?: string): Picture<T> {
  const { hq } = useApp();
  const picture = useMemo(() => hq.follow<T>(path, store), [hq, path, store]);
  useEffect(() => picture.stop, [picture]);
  return picture;
}
