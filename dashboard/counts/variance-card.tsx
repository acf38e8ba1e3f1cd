import { useState } from 'preact/hooks';
import type { CountSummary, VarianceLine } from '../../hub/contract/count-views.ts';
import type { CountReason } from '../../hub/contract/counts.ts';
import type { StaffView } from '../../hub/contract/staff.ts';
import { act, useApp } from '../app.ts';
import { Button } from '../parts/button.tsx';
import { NumberField } from '../parts/number-field.tsx';
import { Tallies } from './count-lines.tsx';

const REASONS = [
  'unknown',
  'theft',
  'damage',
  'expiry',
  'receipt-error',
  'sale-error',
  'transfer-error',
  'earlier-miscount',
  'found',
] as const satisfies readonly CountReason[];

interface CardPlan {
  readonly sheet: CountSummary;
  readonly line: VarianceLine;
  readonly staff: readonly StaffView[];
}

/** One difference: how much, by whose word, why perhaps, and what has to be done before it is posted. */
export function VarianceCard({ sheet, line, staff }: CardPlan) {
  const { language, format } = useApp();
  const isOpen = sheet.state === 'review' || sheet.state === 'counting';
  const signed = (n: number) => `${n > 0 ? '+' : ''}${format.quantity(n, line.unit)}`;
  const difference = line.low === line.high ? signed(line.low) : `${signed(line.low)} … ${signed(line.high)}`;
  return (
    <article class="variance" data-testid="variance" data-gtin={line.gtin}>
      <div class="section-head">
        <h3 class="grow">
          {language.name(line)} <small>{line.bay}</small>
        </h3>
        <b class={line.high < 0 ? 'difference less' : 'difference'} data-testid="difference">
          {difference}
        </b>
        <span>{format.money(line.valueMinor)}</span>
      </div>
      <p>
        {language.t('count.book-then', { n: format.quantity(line.book, line.unit) })}
        {line.counted !== undefined &&
          ` · ${language.t('count.counted-then', { n: format.quantity(line.counted, line.unit) })}`}
        {line.superseded && ` · ${language.t('count.superseded')}`}
      </p>
      <Tallies tallies={line.tallies} unit={line.unit} staff={staff} />
      {line.recount !== undefined && <Recount sheet={sheet} line={line} staff={staff} />}
      {line.twin !== undefined && <p>{language.t('count.twin', { name: language.name(line.twin) })}</p>}
      <Suspects line={line} />
      {isOpen ? (
        <Explain sheet={sheet.sheet} line={line} />
      ) : (
        <p>
          {language.t(`count-reason.${line.reason ?? 'unknown'}`)} {line.note}
        </p>
      )}
    </article>
  );
}

/** The moves that may have made the difference, each with what speaks against it. */
function Suspects({ line }: { line: VarianceLine }) {
  const { language, format, tick } = useApp();
  if (line.suspects.length === 0) return null;
  return (
    <details class="suspects" data-testid="suspects">
      <summary>{language.t('count.suspects', { n: line.suspects.length })}</summary>
      <ol>
        {line.suspects.map((one) => (
          <li key={one.position}>
            <b>
              {one.quantity > 0 ? '+' : ''}
              {format.quantity(one.quantity, line.unit)} {language.find(`reason.${one.reason}`) ?? one.reason}
            </b>{' '}
            <small>{format.time(one.at, tick.value)}</small>
            <br />
            <small>{one.why.map((why) => language.t(`count-suspect.${why}`)).join(' · ')}</small>
          </li>
        ))}
      </ol>
    </details>
  );
}

function Explain({ sheet, line }: { sheet: string; line: VarianceLine }) {
  const app = useApp();
  const { language } = app;
  return (
    <label class="field">
      <span>{language.t('count.reason')}</span>
      <select
        value={line.reason ?? 'unknown'}
        data-testid="count-reason"
        onChange={(event) => {
          const reason = REASONS.find((one) => one === event.currentTarget.value) ?? 'unknown';
          void act(app, 'counts.explain', { sheet, gtin: line.gtin, reason });
        }}
      >
        {REASONS.map((reason) => (
          <option key={reason} value={reason}>
            {language.t(`count-reason.${reason}`)}
          </option>
        ))}
      </select>
    </label>
  );
}

/** Why it has to be counted once more, and the field for whoever may do it. */
function Recount({ sheet, line, staff }: CardPlan) {
  const app = useApp();
  const { language, acting } = app;
  const [quantity, setQuantity] = useState<number | undefined>(undefined);
  const me = acting.value;
  const mayNot = me === undefined || line.notBy.includes(me);
  const others = line.notBy.map((id) => staff.find((one) => one.staff === id)).filter((one) => one !== undefined);
  const record = async () => {
    if (me === undefined || quantity === undefined) return;
    const body = { sheet: sheet.sheet, gtin: line.gtin, quantity, how: 'set', bay: '*', staff: me } as const;
    const answer = await act(app, 'counts.record', body);
    if (answer.ok) setQuantity(undefined);
  };
  return (
    <div class="recount wait" data-testid="recount">
      <p>
        {language.t(`count.recount-${line.recount ?? 'beyond-limit'}`)}
        {others.length > 0 && ` ${language.t('count.not-by', { names: others.map(language.name).join(', ') })}`}
      </p>
      {mayNot ? (
        <p>{language.t(me === undefined ? 'count.say-who' : 'count.you-not')}</p>
      ) : (
        <div class="fields">
          <NumberField
            value={quantity}
            label={language.t('count.whole-now')}
            testid="recount-quantity"
            onSet={setQuantity}
          />
          <Button icon="check" testid="recount-now" onAct={record}>
            {language.t('count.record-whole')}
          </Button>
        </div>
      )}
    </div>
  );
}
