import type { RestockRow, StockState } from '../../contract/replenishment.ts';
import type { Sql } from '../../core/sql.ts';
import { IN_TRANSIT, ON_HAND, ON_ORDER, RESERVED } from './store-tables.ts';
import { supplyPolicy } from './tables.ts';

/** Stock that lasts longer than this is too much of it. */
const OVER_DAYS = 60;

interface Row {
  gtin: string;
  nameZh: string;
  nameEn: string;
  unit: string;
  shopFloor: number;
  backRoom: number;
  level: number | null;
  target: number | null;
  pinned: number | null;
  storeLevel: number | null;
  storeTarget: number | null;
  storePinned: number | null;
  velocity: number | null;
  onHand: number;
  onOrder: number;
  inTransit: number;
  reserved: number;
  zh: string | null;
  en: string | null;
  task: number | null;
  shelfUntil: number | null;
  shelfReason: string | null;
  storeUntil: number | null;
  storeReason: string | null;
}

const rows = `SELECT r.gtin, r.name_zh AS nameZh, r.name_en AS nameEn, r.unit, coalesce(f.on_hand, 0) AS shopFloor,
    coalesce(b.on_hand, 0) AS backRoom, s.level, s.target, s.pinned, o.level AS storeLevel, o.target AS storeTarget,
    o.pinned AS storePinned, o.velocity, ${ON_HAND} AS onHand, ${ON_ORDER} AS onOrder, ${IN_TRANSIT} AS inTransit,
    ${RESERVED} AS reserved, p.why_zh AS zh, p.why_en AS en, t.number AS task, zs.until_at AS shelfUntil,
    zs.reason AS shelfReason, zo.until_at AS storeUntil, zo.reason AS storeReason
  FROM item r LEFT JOIN stock_rule s ON s.gtin = r.gtin AND s.location = 'shop-floor'
  LEFT JOIN store_rule o ON o.gtin = r.gtin LEFT JOIN learned_plan p ON p.gtin = r.gtin
  LEFT JOIN stock_level f ON f.gtin = r.gtin AND f.location = 'shop-floor'
  LEFT JOIN stock_level b ON b.gtin = r.gtin AND b.location = 'back-room'
  LEFT JOIN task t ON t.gtin = r.gtin AND t.to_location = 'shop-floor' AND t.kind = 'restock'
    AND t.state IN ('needs-action', 'in-process')
  LEFT JOIN restock_snooze zs ON zs.gtin = r.gtin AND zs.location = 'shop-floor'
  LEFT JOIN restock_snooze zo ON zo.gtin = r.gtin AND zo.location = 'store'
  WHERE s.gtin IS NOT NULL OR o.gtin IS NOT NULL`;

/** The word for how an item stands. An empty shelf with goods behind is somebody's walk; really out is somebody's order. */
function stateOf(row: Row, position: number, cover: number | undefined, leadDays: number): StockState {
  if (row.onHand <= 0) return 'out';
  if (row.level !== null && row.shopFloor <= 0 && row.backRoom > 0) return 'shelf-empty';
  if (row.level !== null && row.shopFloor <= row.level && row.backRoom > 0) return 'shelf-low';
  if (row.storeLevel !== null && position <= row.storeLevel) return 'stock-low';
  if (cover !== undefined && cover <= leadDays) return 'soon';
  if (row.level !== null && row.shopFloor <= row.level) return 'shelf-low';
  return cover !== undefined && cover > OVER_DAYS ? 'over' : 'ok';
}

const ORDER: readonly StockState[] = ['out', 'shelf-empty', 'stock-low', 'shelf-low', 'soon', 'over', 'ok'];

/** How every item with a level stands, what needs somebody first; and how many there are. */
export function restockRows(sql: Sql, now: number, limit: number): { total: number; items: RestockRow[] } {
  const { leadDays } = supplyPolicy(sql);
  const all = sql.all<Row>(rows, now).map((row) => viewed(row, leadDays, now));
  const rank = new Map(ORDER.map((state, i) => [state, i]));
  all.sort(
    (a, b) =>
      (rank.get(a.state) ?? 0) - (rank.get(b.state) ?? 0) ||
      (a.cover ?? Number.MAX_VALUE) - (b.cover ?? Number.MAX_VALUE) ||
      (a.gtin < b.gtin ? -1 : 1),
  );
  return { total: all.length, items: all.slice(0, limit) };
}

function viewed(row: Row, leadDays: number, now: number): RestockRow {
  const { level, target, pinned, storeLevel, storeTarget, storePinned, onHand, zh, en, task, ...rest } = row;
  const { shelfUntil, shelfReason, storeUntil, storeReason, ...shown } = rest;
  const position = onHand + row.onOrder + row.inTransit - row.reserved;
  const velocity = row.velocity ?? 0;
  const cover = velocity > 0 ? Math.round((Math.max(0, onHand) / velocity) * 10) / 10 : undefined;
  const optional = { level, target, storeLevel, storeTarget, task };
  const present = Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== null));
  const snooze = (until: number | null, reason: string | null) =>
    until !== null && until > now ? { until, reason: reason ?? '' } : undefined;
  const [shelfSnooze, storeSnooze] = [snooze(shelfUntil, shelfReason), snooze(storeUntil, storeReason)];
  return {
    ...shown,
    ...present,
    velocity: Math.round(velocity * 100) / 100,
    position,
    ...(cover === undefined ? {} : { cover }),
    pinned: pinned === 1,
    storePinned: storePinned === 1,
    state: stateOf(row, position, cover, leadDays),
    ...(zh === null || en === null ? {} : { why: { zh, en } }),
    ...(shelfSnooze ? { shelfSnooze } : {}),
    ...(storeSnooze ? { storeSnooze } : {}),
  };
}
