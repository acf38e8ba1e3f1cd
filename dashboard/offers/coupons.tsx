import { useState } from 'preact/hooks';
import type { PromotionView } from '../../hub/contract/promotions.ts';
import { act, useApp } from '../app.ts';
import { Button } from '../parts/button.tsx';

/** How many coupons are out and used, and a field to give out more: one code in each line. */
export function Coupons({ promotion }: { promotion: PromotionView }) {
  const app = useApp();
  const { language } = app;
  const [codes, setCodes] = useState('');
  const coupons = codes.split(/[\s,，]+/u).filter((code) => code !== '');
  const issue = async () => {
    const answer = await act(app, 'promotions.issue-coupons', { promotion: promotion.promotion, coupons });
    if (answer.ok) setCodes('');
  };
  return (
    <div class="coupons">
      <p data-testid="coupon-count">
        {language.t('offers.coupons', { used: promotion.couponsUsed, n: promotion.coupons })}
      </p>
      <label class="field">
        <span>{language.t('offers.codes')}</span>
        <textarea rows={2} value={codes} onInput={(event) => setCodes(event.currentTarget.value)} />
      </label>
      <Button size="small" disabled={coupons.length === 0} testid="coupon-issue" onAct={issue}>
        {language.t('offers.issue', { n: coupons.length })}
      </Button>
    </div>
  );
}
