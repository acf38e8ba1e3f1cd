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
