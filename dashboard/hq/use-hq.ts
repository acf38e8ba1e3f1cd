import { createContext } from 'preact';
import { useContext, useEffect, useMemo } from 'preact/hooks';
import type { Hq } from '../client/hq.ts';
import type { Picture } from '../client/picture.ts';

const HqContext = createContext<Hq | undefined>(undefined);
export const HqProvider = HqContext.Provider;

/** The client of headquarters, made by its page. */
export function useHq(): Hq {
  const hq = useContext(HqContext);
  if (hq === undefined) throw new Error('a component of headquarters was drawn outside of its page');
  return hq;
}

/** Follows one address of HQ, renewed when HQ hears of `store` (of any without one). */
export function useHqPicture<T>(path: string, store?: string): Picture<T> {
  const hq = useHq();
  const picture = useMemo(() => hq.follow<T>(path, store), [hq, path, store]);
  useEffect(() => picture.stop, [picture]);
  return picture;
}
