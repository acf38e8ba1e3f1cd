import type { PromotionView } from '../../hub/contract/promotions.ts';
import type { App } from '../app.ts';

/** An offer in one sentence, as a clerk would say it. */
export function offerSentence({ language, format }: App, offer: PromotionView['offer']): string {
  switch (offer.kind) {
    case 'percent-off':
      return language.t('offer.percent-off', { percent: offer.percent });
    case 'amount-off':
      return language.t('offer.amount-off', { sum: format.money(offer.minusMinor) });
    case 'fixed-price':
      return language.t('offer.fixed-price', { sum: format.money(offer.priceMinor) });
    case 'buy-get':
      return language.t('offer.buy-get', { buy: offer.buy, free: offer.free });
    case 'set-price':
      return language.t('offer.set-price', {
        n: offer.parts.reduce((sum, { quantity }) => sum + quantity, 0),
        sum: format.money(offer.priceMinor),
      });
    case 'spend-minus':
      return offer.steps
        .map(({ spendMinor, minusMinor }) =>
          language.t('offer.spend-minus', { spend: format.money(spendMinor), minus: format.money(minusMinor) }),
        )
        .join(' · ');
    case 'spend-percent':
      return language.t('offer.spend-percent', { spend: format.money(offer.spendMinor), percent: offer.percent });
  }
}
