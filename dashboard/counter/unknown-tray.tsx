import type { UnknownView } from '../../hub/contract/catalog.ts';
import { useApp } from '../app.ts';
import { Icon } from '../parts/icon.tsx';
import { UnknownRow } from '../parts/unknown-row.tsx';
import type { Counter } from './counter-state.ts';

/** Codes nobody knows. They stay until a person says what they are; they never stand in the way of the next scan. */
export function UnknownTray({ counter, unknown }: { counter: Counter; unknown: readonly UnknownView[] }) {
  const { language } = useApp();
  if (unknown.length === 0) return null;
  return (
    <section class="panel unknown-tray" aria-labelledby="unknown-title" data-testid="unknown-tray">
      <h2 id="unknown-title">
        <Icon name="question" /> {language.t('unknown.title', { n: unknown.length })}
      </h2>
      <ul class="rows">
        {unknown.map((row) => (
          <UnknownRow key={row.unknown} row={row} onResolve={(body) => counter.send('catalog.resolve-unknown', body)} />
        ))}
      </ul>
    </section>
  );
}
