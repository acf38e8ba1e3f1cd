import { useState } from 'preact/hooks';
import type { DifferenceReason, GoodsView } from '../../hub/contract/purchasing.ts';
import { act, useApp } from '../app.ts';
import { Barcode } from '../parts/barcode.tsx';
import { Button } from '../parts/button.tsx';
import { Icon } from '../parts/icon.tsx';
import { DocumentLines } from './document-lines.tsx';
import type { CounterRow } from './receiving-page.tsx';

type Reasons = ReadonlyMap<string, DifferenceReason>;
interface Plan {
  readonly view: GoodsView;
  readonly counters: readonly CounterRow[];
  readonly isShown: boolean;
  readonly onShow: () => void;
}

/** One delivery, transfer or return: whose it is, how far its counting has come, and where it can be counted. */
export function DocumentCard({ view, counters, isShown, onShow }: Plan) {
  const { language } = useApp();
  const expected = view.lines.reduce((sum, line) => sum + line.expected, 0);
  const counted = view.lines.reduce((sum, line) => sum + line.counted, 0);
  return (
    <li class={`document-card ${view.state}`} data-testid="document" data-code={view.code} data-state={view.state}>
      <button type="button" class="document-head" aria-expanded={isShown} data-testid="document-show" onClick={onShow}>
        <span class="chip plain">
          <Icon name={view.kind === 'delivery' || view.kind === 'transfer-in' ? 'box' : 'arrow'} size={16} />
          {language.t(`receiving.${view.kind}`)}
        </span>
        <b class="mono">
          {view.code}
          {view.part > 1 && ` / ${view.part}`}
        </b>
        <span class="grow">{language.name({ nameZh: view.partyZh, nameEn: view.partyEn })}</span>
        <Due view={view} />
        <span class="progress" data-testid="document-progress">
          {view.blind ? counted : `${counted} / ${expected}`}
        </span>
      </button>
      {view.reason !== undefined && <p class="sub">{view.reason}</p>}
      {isShown && <Counting view={view} counters={counters} />}
    </li>
  );
}

function Due({ view }: { view: GoodsView }) {
  const { language, format } = useApp();
  if (view.late)
    return (
      <span class="chip bad">
        <Icon name="clock" size={16} /> {language.t('receiving.late')}
      </span>
    );
  if (view.dueAt === undefined) return null;
  return <span class="chip plain">{language.t('receiving.due', { day: format.day(view.dueAt).slice(5) })}</span>;
}

function Counting({ view, counters }: { view: GoodsView; counters: readonly CounterRow[] }) {
  const app = useApp();
  const { language, notices } = app;
  const [reasons, setReasons] = useState<Reasons>(new Map());
  const { document } = view;
  const close = async () => {
    const said = view.lines.flatMap(({ gtin, expected, counted }) => {
      const reason = reasons.get(gtin);
      return reason !== undefined && expected !== counted && !view.blind ? [{ gtin, reason }] : [];
    });
    const answer = await act(app, 'purchasing.close', { document, reasons: said });
    if (answer.ok) notices.say({ tone: 'good', text: language.t('receiving.closed', { code: view.code }) });
  };
  const differing = view.blind ? [] : view.lines.filter((line) => line.expected !== line.counted);
  const untold = differing.filter((line) => !reasons.has(line.gtin)).length;
  const isTouched = view.lines.some((line) => line.counted > 0);
  return (
    <div class="goods-counting">
      <Where view={view} counters={counters} />
      <DocumentLines
        view={view}
        reasons={reasons}
        onReason={(gtin, reason) => setReasons(withReason(reasons, gtin, reason))}
      />
      <div class="counting-feet">
        <p class="grow" role="status">
          {differing.length === 0
            ? language.t(view.blind ? 'receiving.blind' : 'receiving.agrees')
            : language.t('receiving.differs', { n: differing.length, untold })}
        </p>
        {!isTouched && (
          <Button
            size="small"
            look="quiet"
            icon="cross"
            onAct={() => act(app, 'purchasing.cancel', { document, reason: language.t('receiving.cancelled-by-hand') })}
          >
            {language.t('receiving.cancel')}
          </Button>
        )}
        <Button look="primary" icon="check" disabled={untold > 0} testid="document-close" onAct={close}>
          {language.t(
            view.kind === 'delivery' || view.kind === 'transfer-in' ? 'receiving.close-in' : 'receiving.close-out',
          )}
        </Button>
      </div>
    </div>
  );
}

function withReason(reasons: Reasons, gtin: string, reason: DifferenceReason | undefined): Reasons {
  const next = new Map(reasons);
  if (reason === undefined) next.delete(gtin);
  else next.set(gtin, reason);
  return next;
}

/** The counters at which scans count for it now, and a press that opens it at another. */
function Where({ view, counters }: { view: GoodsView; counters: readonly CounterRow[] }) {
  const app = useApp();
  const { language } = app;
  return (
    <div class="where">
      <p class="sub">{language.t(view.counters.length > 0 ? 'receiving.scan-there' : 'receiving.choose-counter')}</p>
      {counters.map((row) => {
        const { counter } = row;
        const isHere = view.counters.includes(counter);
        return (
          <Button
            key={counter}
            size="small"
            icon="scanner"
            pressed={isHere}
            testid="open-at"
            onAct={() =>
              isHere
                ? act(app, 'purchasing.leave', { counter })
                : act(app, 'purchasing.open', { counter, document: view.document })
            }
          >
            {language.name(row)}
          </Button>
        );
      })}
      <Barcode text={view.code} label={language.t('receiving.code', { code: view.code })} />
    </div>
  );
}
