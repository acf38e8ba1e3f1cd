import type { CounterView, LastScan } from '../../hub/contract/counters.ts';
import { useApp } from '../app.ts';
import type { WordKey } from '../i18n/language.ts';
import { Icon, type IconName } from '../parts/icon.tsx';
import { shownCode } from '../parts/shown-code.ts';
import { Ago } from '../parts/times.tsx';
import { visible } from '../parts/visible.ts';
import type { Counter } from './counter-state.ts';

const LOOKS: Readonly<Record<LastScan['kind'], readonly [string, IconName]>> = {
  item: ['good', 'check'],
  slip: ['slip', 'slip'],
  badge: ['good', 'badge'],
  bind: ['good', 'plug'],
  paper: ['slip', 'slip'],
  clock: ['good', 'badge'],
  action: ['slip', 'slip'],
  document: ['good', 'box'],
  member: ['good', 'badge'],
  basket: ['good', 'cart'],
  coupon: ['good', 'slip'],
  unknown: ['bad', 'question'],
  refused: ['wait', 'stop'],
  repeat: ['wait', 'question'],
};

const EMPTY = ['empty', 'scanner'] as const;

/** The biggest thing on the page: what the last scan was and what became of it, by colour, sign and word. */
export function LastScanCard({ counter, view }: { counter: Counter; view: CounterView }) {
  const { language } = useApp();
  const scan = view.lastScan;
  const waiting = counter.readings.waiting.value.length;
  const [look, icon] =
    scan === undefined ? EMPTY : scan.inContext && scan.kind === 'item' ? LOOKS.slip : LOOKS[scan.kind];
  return (
    <section
      class={`last-scan ${look}`}
      aria-live="polite"
      data-testid="last-scan"
      data-kind={scan?.kind ?? ''}
      data-reading={scan?.reading ?? ''}
    >
      <span class="sign">
        <Icon name={icon} size={44} />
      </span>
      <div class="said">{scan === undefined ? <NothingYet /> : <Said scan={scan} />}</div>
      {waiting > 0 && (
        <p class="held-scans" data-testid="readings-waiting">
          <span class="spinner" />
          {language.t(counter.readings.isHeld.value ? 'scan.held' : 'scan.sending', { n: waiting })}
        </p>
      )}
    </section>
  );
}

function NothingYet() {
  const { language } = useApp();
  return (
    <>
      <p class="headline">{language.t('scan.none')}</p>
      <p class="sub">{language.t('scan.anywhere')}</p>
    </>
  );
}

/** What became of the scan, by what the counter was doing then: what was checked against a slip is not called sold. */
function verdictOf(scan: LastScan): WordKey {
  if (scan.kind !== 'item') return `scan.${scan.kind}`;
  if (scan.forDocument) return 'scan.item-counted';
  return scan.inContext ? 'scan.item-checked' : `scan.item-${scan.mode}`;
}

function Said({ scan }: { scan: LastScan }) {
  const { language, format } = useApp();
  const isItem = scan.gtin !== undefined && (scan.nameZh !== undefined || scan.nameEn !== undefined);
  return (
    <>
      <p class="verdict">
        {language.t(verdictOf(scan))} · <Ago at={scan.at} />
      </p>
      <div class="headline">
        <h2 data-testid="last-scan-name">{isItem ? language.name(scan) : visible(scan.text)}</h2>
        {scan.quantity !== undefined && (
          <span class="price" data-testid="last-scan-quantity">
            × {format.quantity(scan.quantity, scan.unit)}
          </span>
        )}
        {scan.priceMinor !== undefined && <span class="price">{format.money(scan.priceMinor)}</span>}
      </div>
      {scan.kind === 'unknown' || scan.kind === 'refused' ? <Why scan={scan} /> : isItem && <Where scan={scan} />}
    </>
  );
}

function Why({ scan }: { scan: LastScan }) {
  const { language } = useApp();
  const known =
    scan.code === undefined
      ? undefined
      : (language.find(`problem.${scan.code}`) ?? language.find(`unknown.${scan.code}`));
  return <p class="sub">{known ?? scan.detail ?? language.t('scan.unknown-hint')}</p>;
}

function Where({ scan }: { scan: LastScan }) {
  const { language, format } = useApp();
  return (
    <dl class="where">
      {scan.shopFloor !== undefined && (
        <div>
          <dt>{language.t('stock.shelf')}</dt>
          <dd class={scan.shopFloor <= 0 ? 'low' : ''} data-testid="last-scan-shelf">
            {format.number(scan.shopFloor)}
          </dd>
        </div>
      )}
      {scan.backRoom !== undefined && (
        <div>
          <dt>{language.t('stock.back')}</dt>
          <dd data-testid="last-scan-back">{format.number(scan.backRoom)}</dd>
        </div>
      )}
      <div>
        <dt>{language.t('stock.bay')}</dt>
        <dd>{scan.shelf ?? '–'}</dd>
      </div>
      <div>
        <dt>{language.t('stock.code')}</dt>
        <dd class="mono">{scan.gtin === undefined ? '–' : shownCode(scan.gtin)}</dd>
      </div>
    </dl>
  );
}
