import type { ReadonlySignal } from '@preact/signals';
import type { Language } from './language.ts';

/** Numbers, money and times as the reader's language writes them, in the shop's currency and time zone. */
export interface Format {
  /** @param minor integer minor units, such as fen */
  money(minor: number, currency?: string): string;
  /** @param base whole base units: pieces, or grams shown as kilograms */
  quantity(base: number, unit?: string): string;
  number(value: number): string;
  /** Time of day with seconds; with the date when it is not today. @param at ms since 1970 */
  time(at: number, now: number): string;
  /** The calendar day in the shop, as `2026-11-21`. */
  day(at: number): string;
  /** `4:05` or `1:04:05`, never below zero. @param ms a span */
  span(ms: number): string;
  /** A span in words, rounded down: 3 min, 2 h, 5 d. */
  roughly(ms: number): string;
  /** The fen of what a person typed as an amount; undefined when it is no amount. */
  parseMoney(typed: string, currency?: string): number | undefined;
}
export interface Local {
  readonly currency: string;
  readonly timeZone: string;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Makes the formats of one page. */
export function createFormat(language: Language, local: ReadonlySignal<Local>): Format {
  const digitsOf = (currency: string) =>
    new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
  const clock = (options: Intl.DateTimeFormatOptions, at: number) =>
    new Intl.DateTimeFormat(language.code.value, { hour12: false, timeZone: local.value.timeZone, ...options }).format(
      at,
    );
  const dayOf: Intl.DateTimeFormatOptions = { month: 'numeric', day: 'numeric' };
  const time: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit', second: '2-digit' };
  const unit = (value: number, name: string) =>
    new Intl.NumberFormat(language.code.value, { style: 'unit', unit: name, unitDisplay: 'short' }).format(value);

  return {
    money(minor, currency = local.value.currency) {
      const options = { style: 'currency', currency, currencyDisplay: 'narrowSymbol' } as const;
      return new Intl.NumberFormat(language.code.value, options).format(minor / 10 ** digitsOf(currency));
    },
    quantity(base, kind = 'each') {
      const shown = kind === 'gram' ? base / 1000 : base;
      const number = new Intl.NumberFormat(language.code.value, { maximumFractionDigits: 3 }).format(shown);
      return kind === 'gram' ? `${number} kg` : number;
    },
    number: (value) => new Intl.NumberFormat(language.code.value).format(value),
    time: (at, now) => clock(clock(dayOf, at) === clock(dayOf, now) ? time : { ...dayOf, ...time }, at),
    day: (at) =>
      new Intl.DateTimeFormat('en-CA', {
        timeZone: local.value.timeZone,
        year: 'numeric',
        month: '2-digit',
        day: '2-digit',
      }).format(at),
    span(ms) {
      const seconds = Math.max(0, Math.round(ms / 1000));
      const two = (n: number) => String(n).padStart(2, '0');
      const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
      return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
    },
    roughly(ms) {
      const span = Math.max(0, ms);
      if (span < MINUTE) return unit(Math.floor(span / 1000), 'second');
      if (span < HOUR) return unit(Math.floor(span / MINUTE), 'minute');
      return span < 2 * DAY ? unit(Math.floor(span / HOUR), 'hour') : unit(Math.floor(span / DAY), 'day');
    },
    parseMoney(typed, currency = local.value.currency) {
      const digits = digitsOf(currency);
      const clean = typed.trim().replace(/[,，\s¥￥]/g, '');
      if (!/^\d{1,9}(\.\d*)?$/.test(clean)) return undefined;
      return Math.round(Number(clean) * 10 ** digits);
    },
  };
}
