import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { ItemView } from '../../hub/contract/catalog.ts';
import { useApp } from '../app.ts';
import { Icon } from './icon.tsx';
import { shownCode } from './shown-code.ts';

export { shownCode };

const PATIENCE_MS = 120;
const MOST = 8;

/** Finds items by name, code or pinyin initials; the hub searches. Enter takes the first, a tap any. */
export function ItemSearch(plan: {
  onChoose: (item: ItemView) => void;
  label: string;
  hint?: string;
  id?: string;
  /** Where somebody counts blind: what the book says is not shown. */
  bare?: boolean;
}) {
  const { hub, around, language } = useApp();
  const [typed, setTyped] = useState('');
  const [found, setFound] = useState<readonly ItemView[] | undefined>(undefined);
  const asked = useRef('');
  const list = useId();

  useEffect(() => {
    asked.current = typed;
    if (typed.trim() === '') return setFound(undefined);
    return around.later(PATIENCE_MS, () => {
      void hub
        .get<{ items: ItemView[] }>(`/items?q=${encodeURIComponent(typed.trim())}&limit=${MOST}`)
        .then((answer) => {
          if (answer.ok && asked.current === typed) setFound(answer.value.items);
        });
    });
  }, [typed, around, hub]);

  const choose = (item: ItemView) => {
    setTyped('');
    setFound(undefined);
    plan.onChoose(item);
  };
  return (
    <div class="item-search">
      <label class="search-field">
        <Icon name="search" />
        <span class="unseen">{plan.label}</span>
        <input
          id={plan.id}
          type="text"
          inputMode="search"
          autoComplete="off"
          spellcheck={false}
          placeholder={plan.label}
          value={typed}
          data-testid="item-search"
          onInput={(event) => setTyped(event.currentTarget.value)}
          onKeyDown={(event) => {
            const first = found?.[0];
            if (event.key === 'Enter' && !event.isComposing && first !== undefined) choose(first);
            if (event.key === 'Escape') setTyped('');
          }}
        />
        {plan.hint !== undefined && <kbd>{plan.hint}</kbd>}
      </label>
      {found !== undefined && (
        <ul id={list} class="found" aria-label={language.t('search.found')}>
          {found.length === 0 && <li class="nothing">{language.t('search.nothing')}</li>}
          {found.map((item) => (
            <li key={item.gtin}>
              <FoundItem item={item} onChoose={choose} bare={plan.bare === true} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function FoundItem({ item, onChoose, bare }: { item: ItemView; onChoose: (item: ItemView) => void; bare: boolean }) {
  const { language, format } = useApp();
  return (
    <button type="button" data-testid="found-item" data-gtin={item.gtin} onClick={() => onChoose(item)}>
      <span class="what">
        <b>{language.name(item)}</b>
        <small class="mono">{shownCode(item.gtin)}</small>
      </span>
      {!bare && (
        <span class="stock">
          {language.t('stock.pair', {
            shelf: format.quantity(item.shopFloor, item.unit),
            back: format.quantity(item.backRoom, item.unit),
          })}
        </span>
      )}
      <span class="price">{format.money(item.priceMinor)}</span>
    </button>
  );
}
