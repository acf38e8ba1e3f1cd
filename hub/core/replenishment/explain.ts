import { type Weekday, weekdayAfter } from './calendar.ts';
import type { ItemPlan } from './item.ts';

/** One sentence a shopkeeper can check, in both languages of the shop. */
export interface Explanation {
  readonly zh: string;
  readonly en: string;
}

const ZH_DAYS = ['周一', '周二', '周三', '周四', '周五', '周六', '周日'];
const EN_DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/**
 * Why the level is what it is: "sells 3.1 a day, Saturdays 4.4, lorry on Tuesday: level 11". The busiest weekday is
 * named only when it sells a fifth more than the average day.
 * @param today the weekday of the last day of the history
 */
export function explainPlan(plan: ItemPlan, today: Weekday): Explanation {
  const { zh, en } = explainDemand(plan, today, 'each');
  const { zhEnd, enEnd } = ending(plan);
  return { zh: `${zh}：${zhEnd}`, en: `${en}: ${enEnd}` };
}

/** The half of the sentence before the levels: what sells, and when the lorry comes. */
export function explainDemand(plan: ItemPlan, today: Weekday, unit: 'each' | 'gram'): Explanation {
  const zh: string[] = [];
  const en: string[] = [];
  const inZh = (value: number): string => (unit === 'each' ? `${rate(value)} 件` : `${rate(value / 1000)} 千克`);
  const inEn = (value: number): string => (unit === 'each' ? rate(value) : `${rate(value / 1000)} kg`);
  if (plan.daily > 0) {
    zh.push(`每天卖 ${inZh(plan.daily)}`);
    en.push(`sells ${inEn(plan.daily)} a day`);
  } else {
    zh.push('近来没有销售');
    en.push('has not sold lately');
  }
  const week = plan.forecast.slice(0, 7);
  const peak = week.indexOf(Math.max(...week));
  const most = week[peak] ?? 0;
  if (most >= plan.daily * 1.2 && plan.daily > 0) {
    const day = weekdayAfter(today, peak + 1) - 1;
    zh.push(`${ZH_DAYS[day]} ${inZh(most)}`);
    en.push(`${EN_DAYS[day]}s ${inEn(most)}`);
  }
  const lorry = weekdayAfter(today, plan.window.arrival) - 1;
  zh.push(`${ZH_DAYS[lorry]}到货`);
  en.push(`lorry on ${EN_DAYS[lorry]}`);
  return { zh: zh.join('，'), en: en.join(', ') };
}

function ending(plan: ItemPlan): { zhEnd: string; enEnd: string } {
  if (plan.pinned) {
    return {
      zhEnd: `补货线由人定为 ${plan.level}（算得 ${plan.learned}）`,
      enEnd: `level pinned at ${plan.level} (learned: ${plan.learned})`,
    };
  }
  if (plan.level < 0) return { zhEnd: '不自动补货', enEnd: 'not ordered by itself' };
  return plan.limitedByShelf
    ? { zhEnd: `补货线 ${plan.level}（受货架容量限制）`, enEnd: `level ${plan.level} (all the shelf holds)` }
    : { zhEnd: `补货线 ${plan.level}`, enEnd: `level ${plan.level}` };
}

/** Two digits are as much as anyone reads: 0.04, 3.1, 58. */
function rate(value: number): string {
  if (value >= 9.95) return String(Math.round(value));
  return value >= 0.095 ? value.toFixed(1) : value.toFixed(2);
}
