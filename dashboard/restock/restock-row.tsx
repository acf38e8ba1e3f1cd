import { useState } from 'preact/hooks';
import type { RestockRow as Row, StockState } from '../../hub/contract/replenishment.ts';
import { act, useApp } from '../app.ts';
import { Button } from '../parts/button.tsx';
import { Icon } from '../parts/icon.tsx';
import { shownCode } from '../parts/item-search.tsx';
import { SnoozeFields } from './snooze-fields.tsx';

const LOOKS: Readonly<Record<StockState, string>> = {
  out: 'bad',
  'shelf-empty': 'wait',
  'stock-low': 'wait',
  'shelf-low': 'wait',
  soon: 'wait',
  over: 'plain',
  ok: 'good',
};

/** One item: how it stands in one word, where its goods are, how long they last, and why its level is what it is. */
export function RestockRow({ item }: { item: Row }) {
  const { language, format } = useApp();
  const amount = (n: number) => format.quantity(n, item.unit);
  return (
    <li class="restock-row" data-testid="restock-row" data-gtin={item.gtin} data-state={item.state}>
      <div class="restock-head">
        <span class={`chip ${LOOKS[item.state]}`}>{language.t(`restock.${item.state}`)}</span>
        <h3 class="grow">
          {language.name(item)} <small class="mono">{shownCode(item.gtin)}</small>
        </h3>
        {item.task !== undefined && (
          <a class="chip slip" href="/board">
            <Icon name="list" size={16} /> {language.t('restock.task', { n: item.task })}
          </a>
        )}
      </div>
      <p class="facts">
        <Figure word={language.t('restock.shelf')} value={amount(item.shopFloor)} />
        <Figure word={language.t('restock.back')} value={amount(item.backRoom)} />
        {item.onOrder + item.inTransit > 0 && (
          <Figure word={language.t('restock.coming')} value={amount(item.onOrder + item.inTransit)} />
        )}
        {item.reserved > 0 && <Figure word={language.t('restock.promised')} value={amount(item.reserved)} />}
        {item.velocity > 0 && (
          <Figure
            word={language.t('restock.sells')}
            value={language.t('restock.a-day', { n: format.quantity(item.velocity, item.unit) })}
          />
        )}
        {item.cover !== undefined && (
          <Figure
            word={language.t('restock.cover')}
            value={language.t('restock.days', { n: format.number(item.cover) })}
          />
        )}
      </p>
      {item.why !== undefined && (
        <p class="sub" data-testid="restock-why">
          {language.name({ nameZh: item.why.zh, nameEn: item.why.en })}
        </p>
      )}
      <Levels item={item} />
    </li>
  );
}

function Figure({ word, value }: { word: string; value: string }) {
  return (
    <span class="fact">
      <small>{word}</small> <b>{value}</b>
    </span>
  );
}

/** The two levels with what a person may do to each: keep it against what is learned, or be left alone for a while. */
function Levels({ item }: { item: Row }) {
  return (
    <div class="levels">
      {item.level !== undefined && (
        <Level
          {...{ item, location: 'shop-floor', level: item.level, isPinned: item.pinned, snooze: item.shelfSnooze }}
        />
      )}
      {item.storeLevel !== undefined && (
        <Level
          {...{ item, location: 'store', level: item.storeLevel, isPinned: item.storePinned, snooze: item.storeSnooze }}
        />
      )}
    </div>
  );
}

interface LevelPlan {
  readonly item: Row;
  readonly location: 'shop-floor' | 'store';
  readonly level: number;
  readonly isPinned: boolean;
  readonly snooze: Row['shelfSnooze'];
}
function Level({ item, location, level, isPinned, snooze }: LevelPlan) {
  const app = useApp();
  const { language, format } = app;
  const [isAsking, setAsking] = useState(false);
  const { gtin } = item;
  const word = language.t(location === 'store' ? 'restock.order-at' : 'restock.fill-at', {
    n: format.quantity(Math.max(0, level), item.unit),
  });
  return (
    <div class="level" data-testid="level" data-location={location}>
      <span class="grow">
        {word}
        {isPinned && <> · {language.t('restock.pinned')}</>}
        {snooze !== undefined && (
          <small data-testid="snoozed">
            {language.t('restock.snoozed', { day: format.day(snooze.until).slice(5), reason: snooze.reason })}
          </small>
        )}
      </span>
      <Button
        size="small"
        look="quiet"
        testid="pin"
        onAct={() => act(app, isPinned ? 'replenishment.unpin' : 'replenishment.pin', { gtin, location })}
      >
        {language.t(isPinned ? 'restock.unpin' : 'restock.pin')}
      </Button>
      {snooze === undefined ? (
        <Button size="small" look="quiet" icon="pause" testid="snooze" onAct={() => setAsking(!isAsking)}>
          {language.t('restock.snooze')}
        </Button>
      ) : (
        <Button
          size="small"
          look="quiet"
          testid="wake"
          onAct={() => act(app, 'replenishment.wake', { gtin, location })}
        >
          {language.t('restock.wake')}
        </Button>
      )}
      {isAsking && <SnoozeFields gtin={gtin} location={location} onDone={() => setAsking(false)} />}
    </div>
  );
}
