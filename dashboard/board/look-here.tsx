import type { BoardView } from '../../hub/contract/board.ts';
import type { SlipView } from '../../hub/contract/slips.ts';
import { act, useApp } from '../app.ts';
import type { Language } from '../i18n/language.ts';
import { Button } from '../parts/button.tsx';
import { Icon } from '../parts/icon.tsx';
import { Ago } from '../parts/times.tsx';
import { SlipChip } from './slip-chip.tsx';

/** What no program may decide: slips nobody knows the fate of, orders left lying, reactions that were refused. */
export function LookHere({ view }: { view: BoardView }) {
  const { language, format } = useApp();
  const doubtful = view.slips.filter(needsPerson);
  if (doubtful.length + view.lying.length + view.refused.length === 0) return null;
  return (
    <section class="panel look-here" aria-labelledby="look-title" data-testid="look-here">
      <h2 id="look-title">
        <Icon name="warn" /> {language.t('board.look-here')}
      </h2>
      <ul class="rows">
        {doubtful.map((slip) => (
          <SlipRow key={slip.slip} slip={slip} />
        ))}
        {view.lying.map((order) => (
          <li key={order.order} data-testid="lying-order">
            <Icon name="cart" />
            <span class="grow">
              <b>{language.t('board.lying', { number: order.number, sum: format.money(order.totalMinor) })}</b>
              <small>
                {language.t(order.state === 'held' ? 'board.lying-held' : 'board.lying-open')} ·{' '}
                <Ago at={order.touchedAt} />
              </small>
            </span>
            <a class="button plain normal" href={`/counter/${encodeURIComponent(order.counter)}`}>
              {language.t('board.go-there')}
            </a>
          </li>
        ))}
        {view.refused.map((row) => (
          <li key={row.position} data-testid="refused-reaction">
            <Icon name="stop" />
            <span class="grow">
              <b>{language.find(`problem.${row.code}`) ?? row.detail}</b>
              <small>
                {row.type} · <Ago at={row.at} />
              </small>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

const needsPerson = (slip: SlipView) => slip.state === 'unknown' || slip.state === 'failed';

/** Slips on their way to paper: they need nobody yet. */
export function WaitingSlips({ view }: { view: BoardView }) {
  const { language } = useApp();
  const waiting = view.slips.filter((slip) => !needsPerson(slip));
  if (waiting.length === 0) return null;
  return (
    <section class="panel" aria-labelledby="waiting-title" data-testid="waiting-slips">
      <h2 id="waiting-title">
        <Icon name="printer" /> {language.t('slip.waiting', { n: waiting.length })}
      </h2>
      <ul class="rows">
        {waiting.map((slip) => (
          <SlipRow key={slip.slip} slip={slip} />
        ))}
      </ul>
    </section>
  );
}

/** What a slip is called: a task's by its number and item, the others by their kind. */
function slipTitle(language: Language, slip: SlipView): string {
  if (slip.kind === 'task') return `#${slip.number ?? ''} ${language.name(slip)}`;
  const number = slip.number === undefined ? '' : ` #${slip.number}`;
  return `${language.t(`slip.kind-${slip.kind}`)}${number} ${language.name(slip)}`.trim();
}

function SlipRow({ slip }: { slip: SlipView }) {
  const { language } = useApp();
  const needsEyes = slip.state === 'unknown';
  const reason = slip.reason === undefined ? undefined : (language.find(`slip-reason.${slip.reason}`) ?? slip.reason);
  return (
    <li class="slip-row" data-testid={`slip-${slip.state}`} data-slip={slip.slip}>
      <div class="slip-what">
        <SlipChip state={slip.state} />
        <span class="grow">
          <b>
            {slipTitle(language, slip)}
            {slip.copy > 0 && <span class="copy">{language.t('slip.copy', { n: slip.copy })}</span>}
          </b>
          <small>
            {language.name({ nameZh: slip.personZh, nameEn: slip.personEn })} {reason} · <Ago at={slip.changedAt} />
          </small>
        </span>
      </div>
      {needsEyes && <p class="ask">{language.t('slip.look-at-paper')}</p>}
      {(needsEyes || slip.state === 'failed') && <SlipWays slip={slip} />}
    </li>
  );
}

function SlipWays({ slip }: { slip: SlipView }) {
  const app = useApp();
  const { language } = app;
  return (
    <div class="ways">
      {slip.state === 'unknown' && (
        <>
          <Button
            icon="check"
            testid="slip-printed"
            onAct={() => act(app, 'slips.resolve', { slip: slip.slip, outcome: 'printed' })}
          >
            {language.t('slip.was-printed')}
          </Button>
          <Button
            icon="cross"
            testid="slip-lost"
            onAct={() => act(app, 'slips.resolve', { slip: slip.slip, outcome: 'lost' })}
          >
            {language.t('slip.was-not')}
          </Button>
        </>
      )}
      <Button icon="printer" testid="slip-reprint" onAct={() => act(app, 'slips.reprint', { slip: slip.slip })}>
        {language.t('slip.reprint')}
      </Button>
    </div>
  );
}
