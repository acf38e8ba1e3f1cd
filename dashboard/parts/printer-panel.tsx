import type { DeviceView } from '../../hub/contract/devices.ts';
import type { SlipView } from '../../hub/contract/slips.ts';
import { act, useApp } from '../app.ts';
import { Button } from './button.tsx';
import { Icon } from './icon.tsx';
import { Ago } from './times.tsx';
import { useHub } from './use-picture.ts';

const MOODS = ['ok', 'paper-out', 'cut'] as const;
const PAPERS_SHOWN = 6;

/** Where the hub draws a slip as it stands, or stood, on paper. */
const picture = (slip: string) => `/api/v1/slips/${encodeURIComponent(slip)}/picture.svg`;

/** The pretend printer: its papers, newest first, and switches for the troubles real ones have. */
export function PrinterPanel({ devices }: { devices: readonly DeviceView[] }) {
  const printer = devices.find((d) => d.accepted && d.transport === 'pretend' && d.kind === 'printer');
  return printer === undefined ? null : <Panel printer={printer} />;
}

function Panel({ printer }: { printer: DeviceView }) {
  const app = useApp();
  const { language } = app;
  const slips = useHub<{ slips: SlipView[] }>('/slips').value.value?.slips ?? [];
  const mood = printer.settings?.pretend ?? 'ok';
  const papers = slips
    .filter((s) => s.printer === printer.identity && (s.state === 'done' || s.state === 'unknown'))
    .sort((a, b) => b.changedAt - a.changedAt)
    .slice(0, PAPERS_SHOWN);
  return (
    <details class="panel pretend" open data-testid="pretend-printer" data-identity={printer.identity}>
      <summary>
        <Icon name="printer" /> {language.t('printer.title')}
      </summary>
      <fieldset class="moods" aria-label={language.t('printer.state')}>
        {MOODS.map((next) => (
          <Button
            key={next}
            size="small"
            pressed={mood === next}
            testid={`printer-${next}`}
            onAct={() =>
              act(app, 'devices.configure', {
                identity: printer.identity,
                settings: { ...printer.settings, pretend: next },
              })
            }
          >
            {language.t(`printer.${next}`)}
          </Button>
        ))}
      </fieldset>
      <ul class="papers" aria-label={language.t('printer.papers')}>
        {papers.length === 0 && <li class="nothing">{language.t('printer.no-papers')}</li>}
        {papers.map((slip) => (
          <li key={slip.slip} class={slip.state === 'unknown' ? 'torn' : ''} data-testid="paper" data-slip={slip.slip}>
            <a href={picture(slip.slip)} target="_blank" rel="noopener">
              <img
                src={picture(slip.slip)}
                alt={language.t('printer.paper-of', { number: slip.number ?? '' })}
                loading="lazy"
              />
            </a>
            <small>
              <Ago at={slip.changedAt} />
            </small>
          </li>
        ))}
      </ul>
    </details>
  );
}
