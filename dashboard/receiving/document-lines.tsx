import type { ItemView } from '../../hub/contract/catalog.ts';
import type { DifferenceReason, GoodsLineView, GoodsView } from '../../hub/contract/purchasing.ts';
import { act, useApp } from '../app.ts';
import { Icon } from '../parts/icon.tsx';
import { ItemSearch, shownCode } from '../parts/item-search.tsx';
import { NumberField } from '../parts/number-field.tsx';

const SHORT = ['to-follow', 'not-delivered', 'damaged', 'lost'] as const satisfies readonly DifferenceReason[];
const OVER = ['extra', 'substitute'] as const satisfies readonly DifferenceReason[];

interface Plan {
  readonly view: GoodsView;
  readonly reasons: ReadonlyMap<string, DifferenceReason>;
  readonly onReason: (gtin: string, reason: DifferenceReason | undefined) => void;
}

/** Line by line: what was announced, what was counted so far, and why they differ. Numbers change as guns scan. */
export function DocumentLines({ view, reasons, onReason }: Plan) {
  const app = useApp();
  const { language } = app;
  const set = (gtin: string, counted: number) =>
    act(app, 'purchasing.set-count', { document: view.document, gtin, counted });
  const add = (item: ItemView) =>
    set(item.gtin, (view.lines.find((line) => line.gtin === item.gtin)?.counted ?? 0) + 1);
  return (
    <>
      <div class="scroll-x">
        <table class="items lines" aria-label={language.t('receiving.lines', { code: view.code })}>
          <thead>
            <tr>
              <th scope="col">{language.t('receiving.item')}</th>
              {!view.blind && (
                <th scope="col" class="num">
                  {language.t('receiving.announced')}
                </th>
              )}
              <th scope="col" class="num">
                {language.t('receiving.counted')}
              </th>
              {!view.blind && <th scope="col">{language.t('receiving.difference')}</th>}
            </tr>
          </thead>
          <tbody>
            {view.lines.map((line) => (
              <tr key={line.gtin} data-testid="goods-line" data-gtin={line.gtin} data-counted={line.counted}>
                <td>
                  <b>{language.name(line)}</b>
                  <small class="mono">{shownCode(line.gtin)}</small>
                  <Lots line={line} />
                </td>
                {!view.blind && <td class="num">{line.expected}</td>}
                <td class="num">
                  <NumberField
                    value={line.counted}
                    min={0}
                    label={language.t('receiving.counted-of', { name: language.name(line) })}
                    testid="goods-counted"
                    onSet={(counted) => set(line.gtin, counted)}
                  />
                </td>
                {!view.blind && (
                  <td>
                    <Difference line={line} reason={reasons.get(line.gtin)} onReason={onReason} />
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <ItemSearch label={language.t('receiving.add')} onChoose={add} />
    </>
  );
}

function Lots({ line }: { line: GoodsLineView }) {
  const { language } = useApp();
  if (line.lots === undefined) return null;
  return (
    <small>
      {line.lots.map(({ lot, expiry, counted }) =>
        language.t('receiving.lot', { lot, expiry: expiry ?? '–', n: counted }),
      )}
    </small>
  );
}

function Difference(plan: { line: GoodsLineView; reason: DifferenceReason | undefined; onReason: Plan['onReason'] }) {
  const { language } = useApp();
  const { gtin, expected, counted } = plan.line;
  const difference = counted - expected;
  if (difference === 0)
    return (
      <span class="chip good">
        <Icon name="check" size={16} /> {language.t('receiving.same')}
      </span>
    );
  const choices: readonly DifferenceReason[] = difference < 0 ? SHORT : OVER;
  return (
    <span class="difference">
      <b class={difference < 0 ? 'short' : 'over'} data-testid="goods-difference">
        {difference > 0 ? `+${difference}` : difference}
      </b>
      <select
        value={choices.find((one) => one === plan.reason) ?? ''}
        aria-label={language.t('receiving.why', { name: language.name(plan.line) })}
        data-testid="goods-reason"
        onChange={(event) =>
          plan.onReason(
            gtin,
            choices.find((one) => one === event.currentTarget.value),
          )
        }
      >
        <option value="">{language.t('receiving.choose-why')}</option>
        {choices.map((one) => (
          <option key={one} value={one}>
            {language.t(`receiving.why-${one}`)}
          </option>
        ))}
      </select>
    </span>
  );
}
