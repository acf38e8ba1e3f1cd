import type { LinkView } from '../../hub/contract/board.ts';
import { useApp } from '../app.ts';
import type { LineState } from '../client/live.ts';
import { Icon } from './icon.tsx';
import { AsOf } from './times.tsx';

const TONES: Readonly<Record<LineState, string>> = {
  connecting: 'wait',
  online: 'good',
  reconnecting: 'wait',
  offline: 'bad',
};

/** Whether this screen hears its hub; and what it still has to tell it. */
export function HubBadge() {
  const { hub, language } = useApp();
  const state = hub.live.state.value;
  const waiting = hub.commands.pending.value.filter((p) => p.attempts > 1).length;
  return (
    <span class={`badge ${TONES[state]}`} data-testid="hub-badge" data-state={state}>
      <Icon name="hub" size={18} />
      <span>
        {language.t(`line.hub-${state}`)}
        {waiting > 0 && <small data-testid="commands-waiting">{language.t('line.unanswered', { n: waiting })}</small>}
      </span>
    </span>
  );
}

/**
 * How far HQ has this shop's entries on its own disk. The number waiting is always shown, also when all is well; without
 * the hub nobody knows, and the last number stands there grey with its time.
 */
export function HqBadge() {
  const { hub, language } = useApp();
  const link = hub.status.value?.link;
  const hears = hub.live.state.value === 'online';
  const tone = link === undefined || !hears ? 'stale' : toneOf(link);
  return (
    <span class={`badge ${tone}`} data-testid="hq-badge" data-tone={tone}>
      <Icon name="cloud" size={18} />
      <span>
        {language.t(link === undefined || !hears ? 'line.hq-unknown' : wordOf(link))}{' '}
        <b data-testid="link-pending" data-pending={link?.pending ?? ''}>
          {language.t('line.pending', { n: link?.pending ?? '?' })}
        </b>
        {link?.configured === true && (
          <small>
            <AsOf at={link.lastMarkAt} testid="link-as-of" />
          </small>
        )}
      </span>
    </span>
  );
}

function toneOf(link: LinkView): string {
  if (!link.configured) return 'stale';
  if (!link.connected) return 'bad';
  return link.trouble === undefined && link.pending < 500 ? 'good' : 'wait';
}

function wordOf(link: LinkView): 'line.hq-none' | 'line.hq-online' | 'line.hq-offline' {
  if (!link.configured) return 'line.hq-none';
  return link.connected ? 'line.hq-online' : 'line.hq-offline';
}

/** The sound is off until somebody touches the page: said as long as it is so. */
export function SoundBadge() {
  const { sound, language } = useApp();
  if (sound.isOn.value) return null;
  return (
    <button type="button" class="badge wait" onClick={sound.unlock} data-testid="enable-sound">
      <Icon name="mute" size={18} />
      <span>{language.t('line.enable-sound')}</span>
    </button>
  );
}

/** The other language, always in sight, named in its own words. */
export function LanguageSwitch() {
  const { language } = useApp();
  const next = language.code.value === 'en' ? 'zh-CN' : 'en';
  return (
    <button
      type="button"
      class="button quiet language"
      lang={next}
      onClick={() => void language.choose(next)}
      data-testid="language"
    >
      {next === 'en' ? 'English' : '中文'}
    </button>
  );
}
