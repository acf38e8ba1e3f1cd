import type { Routine } from '../../hub/contract/recurrences.ts';
import type { Language } from '../i18n/language.ts';

export const DAYS = ['mo', 'tu', 'we', 'th', 'fr', 'sa', 'su'] as const;
export type Day = (typeof DAYS)[number];

/** The title in the reader's language. */
export function titleOf(language: Language, { titleZh, titleEn }: Pick<Routine, 'titleZh' | 'titleEn'>): string {
  return language.name({ nameZh: titleZh, nameEn: titleEn });
}

/** How often, as a person says it: every day 06:45 · 14:00. */
export function ruleWords(
  language: Language,
  { recurrenceRule: rule, times }: Pick<Routine, 'recurrenceRule' | 'times'>,
): string {
  const every = rule.interval ?? 1;
  const often =
    every === 1 ? language.t(`often.${rule.frequency}`) : language.t(`often.${rule.frequency}-n`, { n: every });
  const days = (rule.byDay ?? []).map(({ day, nthOfPeriod }) => {
    const name = language.t(`day.${day}`);
    if (nthOfPeriod === undefined) return name;
    return nthOfPeriod === -1
      ? language.t('often.last', { day: name })
      : language.t('often.nth', { n: nthOfPeriod, day: name });
  });
  const dates = (rule.byMonthDay ?? []).map((n) =>
    n === -1 ? language.t('often.month-end') : language.t('often.date', { n }),
  );
  const until = rule.until === undefined ? [] : [language.t('often.until', { day: rule.until })];
  return [often, [...days, ...dates].join(' '), [...times].sort().join(' · '), ...until]
    .filter((part) => part !== '')
    .join('  ');
}
