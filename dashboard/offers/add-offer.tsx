import { useState } from 'preact/hooks';
import type { PromotionTerms } from '../../hub/contract/promotions.ts';
import { act, useApp } from '../app.ts';
import { Button } from '../parts/button.tsx';

const KINDS = ['spend-minus', 'percent-off', 'buy-get'] as const;
type Kind = (typeof KINDS)[number];

/** The three offers a shop makes every week, in a few fields; the rest comes by a program or from headquarters. */
export function AddOffer({ taken }: { taken: readonly string[] }) {
  const app = useApp();
  const { language, format } = app;
  const [kind, setKind] = useState<Kind>('spend-minus');
  const [name, setName] = useState('');
  const [first, setFirst] = useState('');
  const [second, setSecond] = useState('');
  const [until, setUntil] = useState('');
  const [withCoupon, setCoupon] = useState(false);
  const offer = offerOf(kind, first, second, format.parseMoney);
  const add = async () => {
    if (offer === undefined) return;
    let number = taken.length + 1;
    while (taken.includes(`offer-${number}`)) number += 1;
    const end = until === '' ? {} : { until: new Date(`${until}T23:59:59.999`).getTime() };
    const names = { nameZh: name.trim(), nameEn: name.trim() };
    const body = { promotion: `offer-${number}`, ...names, offer, withCoupon, ...end };
    const answer = await act(app, 'promotions.set', body);
    if (!answer.ok) return;
    for (const clear of [setName, setFirst, setSecond, setUntil]) clear('');
  };
  const field = (label: string, value: string, set: (value: string) => void) => (
    <label class="field">
      <span>{label}</span>
      <input type="text" maxLength={60} value={value} onInput={(event) => set(event.currentTarget.value)} />
    </label>
  );
  return (
    <details class="panel">
      <summary>{language.t('offers.add')}</summary>
      <div class="fields">
        {KINDS.map((each) => (
          <Button key={each} pressed={kind === each} testid={`offer-${each}`} onAct={() => setKind(each)}>
            {language.t(`offers.kind-${each}`)}
          </Button>
        ))}
      </div>
      <div class="fields">
        {field(language.t('offers.name'), name, setName)}
        {field(language.t(`offers.first-${kind}`), first, setFirst)}
        {kind !== 'percent-off' && field(language.t(`offers.second-${kind}`), second, setSecond)}
        <label class="field">
          <span>{language.t('offers.until')}</span>
          <input type="date" value={until} onInput={(event) => setUntil(event.currentTarget.value)} />
        </label>
        <Button pressed={withCoupon} testid="offer-coupon" onAct={() => setCoupon(!withCoupon)}>
          {language.t('offers.with-coupon')}
        </Button>
        <Button
          look="primary"
          icon="plus"
          disabled={offer === undefined || name.trim() === ''}
          testid="offer-add"
          onAct={add}
        >
          {language.t('offers.add-now')}
        </Button>
      </div>
    </details>
  );
}

/** What the fields mean, or nothing while they do not make an offer. */
function offerOf(
  kind: Kind,
  first: string,
  second: string,
  money: (text: string) => number | undefined,
): PromotionTerms['offer'] | undefined {
  const on = { all: true };
  const count = (text: string, most: number) => {
    const number = Number(text);
    return Number.isInteger(number) && number >= 1 && number <= most ? number : undefined;
  };
  if (kind === 'percent-off') {
    const percent = count(first, 100);
    return percent === undefined ? undefined : { kind, on, percent };
  }
  if (kind === 'buy-get') {
    const [buy, free] = [count(first, 100), count(second, 100)];
    return buy === undefined || free === undefined ? undefined : { kind, on, buy, free };
  }
  const [spendMinor, minusMinor] = [money(first), money(second)];
  if (!spendMinor || !minusMinor) return undefined;
  return { kind, on, steps: [{ spendMinor, minusMinor }] };
}
