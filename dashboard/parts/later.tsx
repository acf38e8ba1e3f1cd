import { type ComponentType, h, type JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { useApp } from '../app.ts';
import type { Part } from '../i18n/language.ts';

/**
 * A component whose code comes when it is first needed, with the words it takes; `load` may be called early, to have it
 * when the hub is away.
 */
export function later<P extends object>(
  load: () => Promise<ComponentType<P>>,
  words: readonly Part[] = [],
): ComponentType<P> {
  return function Later(props: P): JSX.Element | null {
    const [view, setView] = useState<{ readonly of: ComponentType<P> } | undefined>(undefined);
    const { language } = useApp();
    useEffect(() => {
      let isWanted = true;
      void Promise.all([load(), language.need(words)]).then(([of]) => isWanted && setView({ of }));
      return () => {
        isWanted = false;
      };
    }, [language]);
    return view === undefined ? null : h(view.of, props);
  };
}
