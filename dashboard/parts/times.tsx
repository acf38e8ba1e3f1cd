import { useApp } from '../app.ts';

/** What is left until `until`, second by second. */
export function Countdown({ until }: { until: number }) {
  const { tick, format } = useApp();
  return <span class="mono">{format.span(until - tick.value)}</span>;
}

/** "As of 14:03:22": how old a figure is. Always said, because a figure without its time is a guess. */
export function AsOf({ at, testid = 'as-of' }: { at: number | undefined; testid?: string }) {
  const { tick, format, language } = useApp();
  const text = at === undefined ? language.t('app.never') : format.time(at, tick.value);
  return (
    <span class="as-of" data-testid={testid}>
      {language.t('app.as-of', { time: text })}
    </span>
  );
}

/** Seconds that tick right after a scan only draw the eye away from it. */
const JUST_NOW_MS = 10_000;

/** "3 min ago", kept current. */
export function Ago({ at }: { at: number }) {
  const { tick, format, language } = useApp();
  return (
    <time dateTime={new Date(at).toISOString()} title={format.time(at, tick.value)}>
      {tick.value - at < JUST_NOW_MS
        ? language.t('app.just-now')
        : language.t('app.ago', { span: format.roughly(tick.value - at) })}
    </time>
  );
}
