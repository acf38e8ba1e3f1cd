import type { Condition, Finding, Truth } from '../../contract/context-rules.ts';
import type { Role } from '../../contract/staff.ts';

/** What a condition may know of the shop. What nobody knows is undefined, and never taken for a number. */
export interface World {
  /** On hand; undefined where the item is not known or nothing was ever booked there. */
  stock(gtin: string, location: string): number | undefined;
  level(gtin: string): number | undefined;
  /** The weekday, 1 for Monday, and the minutes since midnight; undefined where the clock's zone is not known. */
  readonly wall: { readonly weekday: number; readonly minutes: number; readonly date: string } | undefined;
  /** Roles on the shift that runs; undefined where none runs. */
  readonly onShift: readonly Role[] | undefined;
}
export interface Judgement {
  readonly truth: Truth;
  /** Why, in the order of the condition; of a whole only the parts that decided. */
  readonly because: readonly Finding[];
}

const say = (truth: boolean, zh: string, en: string): Judgement => ({
  truth: truth ? 'true' : 'false',
  because: [{ zh, en }],
});
const unknown = (zh: string, en: string): Judgement => ({ truth: 'unknown', because: [{ zh, en }] });

/**
 * Judges a condition by the strong logic of Kleene (1938): a whole is unknown only where what is unknown could decide it. The
 * same world always gives the same judgement, with the same reasons.
 */
export function evaluate(condition: Condition, world: World): Judgement {
  if ('all' in condition) return together(condition.all, world, 'false');
  if ('any' in condition) return together(condition.any, world, 'true');
  if ('not' in condition) {
    const { truth, because } = evaluate(condition.not, world);
    return { truth: truth === 'unknown' ? 'unknown' : truth === 'true' ? 'false' : 'true', because };
  }
  if ('stock' in condition) return stockJudged(condition.stock, world);
  if ('window' in condition) return windowJudged(condition.window, world);
  if ('onShift' in condition) return shiftJudged(condition.onShift, world);
  return calendarJudged(condition.calendar, world);
}

/** One part that decides settles the whole; without it, one that is unknown leaves it unknown. */
function together(parts: readonly Condition[], world: World, decides: Truth): Judgement {
  const judged = parts.map((part) => evaluate(part, world));
  const deciding = judged.filter(({ truth }) => truth === decides);
  const open = judged.filter(({ truth }) => truth === 'unknown');
  const [truth, from] =
    deciding.length > 0
      ? ([decides, deciding] as const)
      : open.length > 0
        ? (['unknown', open] as const)
        : ([decides === 'false' ? 'true' : 'false', judged] as const);
  return { truth, because: from.flatMap(({ because }) => because) };
}

type Part<K extends string> = Condition extends infer C ? (C extends Record<K, infer V> ? V : never) : never;

function stockJudged({ gtin, location = 'shop-floor', is, than }: Part<'stock'>, world: World): Judgement {
  const onHand = world.stock(gtin, location);
  const limit = than === 'level' ? world.level(gtin) : than;
  if (onHand === undefined) return unknown(`不知道 ${gtin} 的库存`, `the stock of ${gtin} is not known`);
  if (limit === undefined) return unknown(`${gtin} 没有补货线`, `${gtin} has no level`);
  const isTrue = is === 'below' ? onHand < limit : onHand <= limit;
  const [zh, en] = is === 'below' ? ['低于', 'below'] : ['不多于', 'at most'];
  return say(
    isTrue,
    `库存 ${onHand}，${isTrue ? '' : '不'}${zh} ${limit}`,
    `stock ${onHand}, ${isTrue ? '' : 'not '}${en} ${limit}`,
  );
}

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
const DAY = 1440;

/** A window may go past midnight; its day is the one on which it begins. */
function windowJudged({ days, from, to, leadMinutes = 0 }: Part<'window'>, { wall }: World): Judgement {
  if (!wall) return unknown('不知道本地时间', 'the local time is not known');
  const begins = minutesOf(from);
  const length = (minutesOf(to) - begins + DAY) % DAY || DAY;
  const isIn = [-1, 0, 1].some((shift) => {
    const weekday = ((wall.weekday - 1 + shift + 7) % 7) + 1;
    const start = begins + shift * DAY;
    return days.includes(weekday) && wall.minutes >= start - leadMinutes && wall.minutes < start + length;
  });
  const lead = leadMinutes === 0 ? ['', ''] : [`前 ${leadMinutes} 分钟起`, `from ${leadMinutes} minutes before`];
  const zh = `${isIn ? '在' : '不在'}时段 ${from}–${to}${lead[0]}`;
  return say(isIn, zh, `${isIn ? 'within' : 'outside'} ${from} to ${to} ${lead[1]}`.trim());
}

function shiftJudged({ role, atLeast }: Part<'onShift'>, { onShift }: World): Judgement {
  if (!onShift) return unknown('没有开班', 'no shift is running');
  const there = role === undefined ? onShift.length : onShift.filter((one) => one === role).length;
  return say(there >= atLeast, `当班 ${there} 人，要 ${atLeast} 人`, `${there} on the shift, ${atLeast} wanted`);
}

function calendarJudged({ dates }: Part<'calendar'>, { wall }: World): Judgement {
  if (!wall) return unknown('不知道今天是哪天', 'the day is not known');
  const isIn = dates.includes(wall.date);
  return say(
    isIn,
    `${wall.date} ${isIn ? '在' : '不在'}日历里`,
    `${wall.date} is ${isIn ? '' : 'not '}in the calendar`,
  );
}
