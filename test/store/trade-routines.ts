import type { Command } from '../../hub/contract/command.ts';
import type { Hand } from './trade-besides.ts';

/** Other hours of work for the shop, now and then. */
export function hours({ shop, make }: Hand): Command {
  const day = [{ open: '08:00', close: shop.now % 2 === 0 ? '20:00' : '24:00' }];
  const week = Array.from({ length: 7 }, () => day);
  return make('escalations.set-policy', { hours: { week, closed: [] }, budgets: [] });
}

/** Something that comes every hour, so that a day of trade meets it; it is fired when its time has come. */
export function routine({ shop, make }: Hand): Command {
  const come = shop.sql.get<{ key: string; due: number }>(
    `SELECT key, due FROM timer WHERE purpose = 'recurrences.due' AND due <= ?`,
    shop.now,
  );
  if (come) return make('timers.fire', come);
  const times = Array.from({ length: 24 }, (_, hour) => `${String(hour).padStart(2, '0')}:30`);
  return make('recurrences.set', {
    ...{ routine: 'round', titleZh: '巡店', titleEn: 'Round', kind: 'patrol', start: '2026-11-01', times },
    ...{ recurrenceRule: { frequency: 'daily' }, slaMinutes: 20, usefulMinutes: 30 },
  });
}
