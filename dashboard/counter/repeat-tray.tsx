import type { HeldReadingView } from '../../hub/contract/devices.ts';
import { useApp } from '../app.ts';
import { Button } from '../parts/button.tsx';
import { Icon } from '../parts/icon.tsx';
import { visible } from '../parts/visible.ts';
import type { Counter } from './counter-state.ts';

/**
 * Readings that came suspiciously soon after the same code: a second piece, or one trigger that bounced. They count for
 * nothing until a person says which, and stand in nobody's way until then.
 */
export function RepeatTray({ counter, held }: { counter: Counter; held: readonly HeldReadingView[] }) {
  const { language } = useApp();
  const settle = (as: 'item' | 'bounce', rows: readonly HeldReadingView[]) =>
    counter.send('devices.resolve-held', { readings: rows.slice(0, 50).map((row) => row.reading), as });
  return (
    <section class="panel repeat-tray" aria-labelledby="repeat-title" data-testid="repeat-tray">
      <h2 id="repeat-title">
        <Icon name="question" /> {language.t('repeat.title', { n: held.length })}
      </h2>
      <ul class="rows">
        {held.map((row) => (
          <li key={row.reading} class="unknown-row" data-testid="repeat-row" data-reading={row.reading}>
            <span class="grow">
              <b>{language.name(row) || visible(row.text)}</b>
              <HowSoon row={row} />
            </span>
            <div class="ways">
              <Button icon="check" testid="repeat-count" onAct={() => settle('item', [row])}>
                {language.t('repeat.count')}
              </Button>
              <Button look="quiet" testid="repeat-bounce" onAct={() => settle('bounce', [row])}>
                {language.t('repeat.bounce')}
              </Button>
            </div>
          </li>
        ))}
      </ul>
      {held.length > 1 && (
        <Button look="quiet" testid="repeat-all-bounces" onAct={() => settle('bounce', held)}>
          {language.t('repeat.all-bounces')}
        </Button>
      )}
    </section>
  );
}

/** How soon it came, and how soon this gun usually comes again: what the person decides by. */
function HowSoon({ row }: { row: HeldReadingView }) {
  const { language, format } = useApp();
  return (
    <small>
      {language.t('repeat.after', { ms: format.number(row.after) })}
      {row.usual !== undefined && ` · ${language.t('repeat.usual', { ms: format.number(row.usual) })}`}
    </small>
  );
}
