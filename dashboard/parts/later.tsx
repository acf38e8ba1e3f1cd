import { type ComponentType, h, type JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';

/** A component whose code comes when it is first needed; `load` may be called early, to have it when the hub is away. */
export function later<P extends object>(load: () => Promise<ComponentType<P>>): ComponentType<P> {
  return function Later(props: P): JSX.Element | null {
    const [view, setView] = useState<{ readonly of: ComponentType<P> } | undefined>(undefined);
    useEffect(() => {
      let isWanted = true;
      void load().then((of) => isWanted && setView({ of }));
      return () => {
        isWanted = false;
      };
    }, []);
    return view === undefined ? null : h(view.of, props);
  };
}
