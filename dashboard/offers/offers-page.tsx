import type { Basket } from '../../hub/contract/baskets.ts';
import type { PromotionView } from '../../hub/contract/promotions.ts';
import { act, useApp } from '../app.ts';
import { Button } from '../parts/button.tsx';
import { Header } from '../parts/header.tsx';
import { useHub } from '../parts/use-picture.ts';
import { Waiting } from '../parts/waiting.tsx';
import { AddOffer } from './add-offer.tsx';
import { Coupons } from './coupons.tsx';
import { offerSentence } from './offer-sentence.ts';
import './offers.css';

/** What is cheaper, until when and for whom; the coupons that are out; templates that go on an order by one scan. */
export function OffersPage() {
  const { language } = useApp();
  const promotions = useHub<{ promotions: PromotionView[] }>('/promotions');
  const baskets = useHub<{ baskets: Basket[] }>('/baskets');
  const list = promotions.value.value?.promotions;
  return (
    <>
      <Header title={language.t('page.offers')} />
      <main class="offers" data-testid="offers">
        <p>{language.t('offers.hint')}</p>
        {list === undefined && <Waiting trouble={promotions.trouble.value} />}
        {list?.length === 0 && <p class="panel">{language.t('offers.none')}</p>}
        <ul class="offer-cards">
          {list?.map((promotion) => (
            <OfferCard key={promotion.promotion} promotion={promotion} />
          ))}
        </ul>
        <AddOffer taken={list?.map(({ promotion }) => promotion) ?? []} />
        <h2>{language.t('offers.baskets')}</h2>
        <ul class="rows panel">
          {(baskets.value.value?.baskets ?? []).map((basket) => (
            <li key={basket.basket}>
              <span class="grow">
                <b>{language.name(basket)}</b> · <span class="mono">{basket.code}</span> ·{' '}
                {language.t('offers.lines', { n: basket.lines.length })}
              </span>
              <BasketOff basket={basket.basket} />
            </li>
          ))}
          {baskets.value.value?.baskets.length === 0 && <li>{language.t('offers.no-baskets')}</li>}
        </ul>
      </main>
    </>
  );
}

function BasketOff({ basket }: { basket: string }) {
  const app = useApp();
  return (
    <Button size="small" look="quiet" onAct={() => act(app, 'baskets.remove', { basket })}>
      {app.language.t('offers.basket-off')}
    </Button>
  );
}

function OfferCard({ promotion }: { promotion: PromotionView }) {
  const app = useApp();
  const { language, format } = app;
  const { state, from, until } = promotion;
  return (
    <li class={`offer-card ${state}`} data-testid="offer" data-promotion={promotion.promotion} data-state={state}>
      <p class="state">{language.t(`offers.${state}`)}</p>
      <h3>{language.name(promotion)}</h3>
      <p>{offerSentence(app, promotion.offer)}</p>
      <p class="soft">
        {from === undefined && until === undefined
          ? language.t('offers.always')
          : language.t('offers.time', {
              from: from === undefined ? '…' : format.day(from),
              until: until === undefined ? '…' : format.day(until),
            })}
        {promotion.tier !== undefined && ` · ${language.t(`tier.${promotion.tier}`)}`}
      </p>
      {promotion.withCoupon === true && <Coupons promotion={promotion} />}
      {state !== 'ended' && (
        <Button
          size="small"
          look="quiet"
          testid="offer-end"
          onAct={() => act(app, 'promotions.end', { promotion: promotion.promotion })}
        >
          {language.t('offers.end')}
        </Button>
      )}
    </li>
  );
}
