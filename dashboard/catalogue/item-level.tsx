import type { ItemView } from '../../hub/contract/catalog.ts';
import { useApp } from '../app.ts';
import { Button } from '../parts/button.tsx';
import type { Send } from '../parts/receive-fields.tsx';

/** The level of an item, why it is what it is, and the pin by which a person keeps it against what is learned. */
export function ItemLevel({ item, send }: { item: ItemView; send: Send }) {
  const { language, format } = useApp();
  const { gtin, unit, restockLevel, learnedLevel, why } = item;
  const isPinned = item.pinned === true;
  if (restockLevel === undefined) return <p data-testid="item-level">{language.t('item.no-level')}</p>;
  const amount = (n: number) => format.quantity(n, unit);
  return (
    <div class="item-level" data-testid="item-level">
      <p class="grow">
        <b>{language.t('item.level', { n: amount(restockLevel) })}</b>
        {isPinned && <> · {language.t('item.pinned')}</>}
        {learnedLevel !== undefined && learnedLevel !== restockLevel && (
          <> · {language.t('item.learned', { n: amount(learnedLevel) })}</>
        )}
        {why !== undefined && <small data-testid="item-why">{language.name({ nameZh: why.zh, nameEn: why.en })}</small>}
      </p>
      <Button
        size="small"
        look="quiet"
        testid="item-pin"
        onAct={() => send(isPinned ? 'replenishment.unpin' : 'replenishment.pin', { gtin })}
      >
        {language.t(isPinned ? 'item.unpin' : 'item.pin')}
      </Button>
    </div>
  );
}
