/**
 * The century of a two-digit year by the GS1 window (General Specifications, section 7.12): a date lies at most 49
 * years back and 50 years ahead of the year in which it is read.
 * @param yy 0 to 99
 * @param year today's year, four digits; handed in, because what a code means depends on when it is read
 */
export function fullYear(yy: number, year: number): number {
  const century = year - (year % 100);
  const ahead = yy - (year % 100);
  if (ahead >= 51) return century - 100 + yy;
  return ahead <= -50 ? century + 100 + yy : century + yy;
}

/**
 * A GS1 date of six digits. Day 00 stands for the last day of the month where the element allows it; the day is then
 * written out, because a shop acts on days.
 * @param yymmdd six digits
 * @param year today's year; without it the date is taken as 20yy
 * @returns YYYY-MM-DD, or undefined if there is no such day
 */
export function readDate(
  yymmdd: string,
  year?: number,
  dayZero: 'month-end' | 'refused' = 'month-end',
): string | undefined {
  if (!/^\d{6}$/.test(yymmdd)) return undefined;
  const yy = Number(yymmdd.slice(0, 2));
  const full = year === undefined ? 2000 + yy : fullYear(yy, year);
  const month = Number(yymmdd.slice(2, 4));
  const day = Number(yymmdd.slice(4));
  const last = monthLength(full, month);
  if (day > last || last === 0 || (day === 0 && dayZero === 'refused')) return undefined;
  return `${full}-${two(month)}-${two(day === 0 ? last : day)}`;
}

/** Whether eight digits YYYYMMDD are a day that exists. */
export function isFullDate(yyyymmdd: string): boolean {
  const day = Number(yyyymmdd.slice(6));
  return day > 0 && day <= monthLength(Number(yyyymmdd.slice(0, 4)), Number(yyyymmdd.slice(4, 6)));
}

function monthLength(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  if (month < 1 || month > 12) return 0;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

const two = (value: number): string => String(value).padStart(2, '0');
