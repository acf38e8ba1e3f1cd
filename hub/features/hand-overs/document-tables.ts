import type { BodyOf } from '../../contract/commands.ts';
import type { HandOverDocument } from '../../contract/hand-overs.ts';
import type { EpochMark } from '../../contract/uplink.ts';
import type { Moment } from '../../core/feature.ts';
import { type EpochRange, openLanes, pendingIn, rememberedMarks } from '../../core/link/lanes.ts';
import type { Sql } from '../../core/sql.ts';
import { ordersIn } from '../orders/view-tables.ts';
import { readShop } from '../shop/tables.ts';
import { slipsIn } from '../slips/tables.ts';
import { openTasks } from '../tasks/tables.ts';
import type { DocumentFacts } from './rules.ts';
import { openNotes } from './tables.ts';

/** So many stock exceptions are a list; beyond them it is a stocktake, and the document says how many there are. */
const STOCK_MAX = 300;

/** Everything that is open in the shop at this instant. */
export function documentFacts(sql: Sql, body: BodyOf<'hand-overs.write'>, moment: Moment): DocumentFacts {
  const shop = readShop(sql);
  const from = planName(sql, body.from);
  const to = planName(sql, body.to);
  const stock = stockExceptions(sql);
  return {
    number: (sql.get<{ n: number | null }>('SELECT max(number) AS n FROM hand_over')?.n ?? 0) + 1,
    ...{ fromZh: from.zh, fromEn: from.en, toZh: to.zh, toEn: to.en },
    timeZone: shop?.timeZone ?? 'UTC',
    currency: shop?.currency ?? 'CNY',
    leader: sql.get('SELECT name_zh AS nameZh, name_en AS nameEn FROM staff WHERE staff = ?', body.leader),
    tasks: openTasks(sql).map((t) => ({
      ...{ task: t.task, number: t.number, kind: t.kind, nameZh: t.nameZh, nameEn: t.nameEn },
      ...{ step: t.step, dueAt: t.dueAt },
      ...(t.toBay ? { bay: t.toBay } : {}),
      ...(t.blocked ? { reason: t.blocked } : {}),
      ...(t.assignee ? { owner: t.assignee } : {}),
      ...(t.assigneeZh ? { ownerZh: t.assigneeZh } : {}),
      ...(t.assigneeEn ? { ownerEn: t.assigneeEn } : {}),
    })),
    stock: stock.slice(0, STOCK_MAX),
    moreStock: Math.max(0, stock.length - STOCK_MAX),
    notes: openNotes(sql),
    orders: [...ordersIn(sql, 'open', moment.now), ...ordersIn(sql, 'held', moment.now)].map((order) => ({
      ...{ order: order.order, number: order.number, state: order.state, counter: order.counter },
      ...{ totalMinor: order.totalMinor, since: order.openedAt },
    })),
    slips: slipsIn(sql, ['unknown', 'failed'], 50).map(({ slip, state, number, nameZh, kind }) => ({
      ...{ slip, state, nameZh: nameZh ?? kind },
      ...(number === undefined ? {} : { number }),
    })),
    devices: deviceFaults(sql),
    link: unsynced(sql),
  };
}

function planName(sql: Sql, shift: string): { zh: string; en: string } {
  const plan = shift.slice(shift.indexOf('/') + 1);
  const row = sql.get<{ zh: string; en: string }>(
    'SELECT name_zh AS zh, name_en AS en FROM shift_plan WHERE plan = ?',
    plan,
  );
  return row ?? { zh: plan, en: plan };
}

function stockExceptions(sql: Sql): HandOverDocument['stock'] {
  const shelves = sql.all<{
    code: string;
    nameZh: string;
    nameEn: string;
    bay: string | null;
    shopFloor: number;
    backRoom: number;
  }>(
    `SELECT f.gtin AS code, i.name_zh AS nameZh, i.name_en AS nameEn, i.shelf AS bay, f.on_hand AS shopFloor,
        coalesce(b.on_hand, 0) AS backRoom
       FROM stock_level f JOIN item i USING (gtin) LEFT JOIN stock_level b ON b.gtin = f.gtin AND b.location = 'back-room'
      WHERE f.location = 'shop-floor' AND (f.on_hand < 0 OR (f.on_hand = 0 AND coalesce(b.on_hand, 0) > 0))
      ORDER BY f.on_hand, i.shelf, f.gtin`,
  );
  const codes = sql.all<{ code: string }>(
    'SELECT text AS code FROM unknown_code WHERE open = 1 GROUP BY text ORDER BY max(last_at) DESC',
  );
  return [
    ...shelves.map(({ bay, ...row }) => ({
      exception: row.shopFloor < 0 ? ('below-nothing' as const) : ('shelf-empty' as const),
      ...row,
      ...(bay ? { bay } : {}),
    })),
    ...codes.map(({ code }) => ({
      exception: 'unknown-code' as const,
      ...{ code: code.slice(0, 60), nameZh: code.slice(0, 60), nameEn: code.slice(0, 60) },
    })),
  ];
}

/** What the hub wrote down of its devices' last words; they live in its memory, not in the journal. */
function deviceFaults(sql: Sql): HandOverDocument['devices'] {
  const row = sql.get<{ value: string }>(`SELECT value FROM bookkeeping WHERE name = 'device-faults'`);
  if (!row) return [];
  const faults = JSON.parse(row.value) as { identity: string; state: string; since: number }[];
  return faults.flatMap(({ identity, state, since }) => {
    const device = sql.get<{ name: string }>('SELECT name FROM device WHERE identity = ? AND accepted = 1', identity);
    return device ? [{ identity, name: device.name, state, since }] : [];
  });
}

/** How many entries HQ has not confirmed, and how old the oldest of them is. */
function unsynced(sql: Sql): HandOverDocument['link'] {
  const rows = sql.all<{ epoch: string; first: number }>('SELECT epoch, first FROM epoch ORDER BY ordinal');
  const head = sql.get<{ n: number | null }>('SELECT max(position) AS n FROM journal')?.n ?? 0;
  const epochs = rows.map((row, i): EpochRange => ({ ...row, last: (rows[i + 1]?.first ?? head + 1) - 1 }));
  const kept = sql.get<{ value: string }>(`SELECT value FROM bookkeeping WHERE name = 'link'`);
  const marks = kept ? (JSON.parse(kept.value) as { marks: EpochMark[] }).marks : [];
  const lanes = openLanes(epochs, rememberedMarks(epochs, marks));
  const [oldest] = lanes;
  const since =
    oldest &&
    sql.get<{ at: number }>(
      'SELECT at FROM journal WHERE position >= ? ORDER BY position LIMIT 1',
      oldest.epoch.first + oldest.from - 1,
    )?.at;
  return { pending: pendingIn(lanes), ...(since === undefined ? {} : { since }) };
}
