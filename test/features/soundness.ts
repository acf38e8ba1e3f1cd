import { expect } from 'vitest';
import type { Outcome } from '../../hub/contract/command.ts';
import { readEntries } from '../../hub/core/spine.ts';
import { stateOf } from '../../hub/features/orders/channel-rules.ts';
import { advanceFacts } from '../../hub/features/orders/channel-tables.ts';
import { moneyOf } from '../../hub/features/returns/money-tables.ts';
import { checkRebuild } from '../../hub/store/rebuild.ts';
import { only, type TestShop } from '../rigs/shop.ts';

/** The code of a refusal, or what happened instead. */
export function codeOf(outcome: Outcome): string {
  return outcome.status === 'refused' ? outcome.refusal.code : outcome.status;
}

/** In the shop: promised, being picked, packed or waiting for its customer. */
const IN_SHOP = `('promised', 'to-pick', 'picking', 'packed', 'ready')`;

const contradictions: Readonly<Record<string, string>> = {
  'goods come from nowhere and go nowhere': 'SELECT gtin FROM stock_level GROUP BY gtin HAVING sum(on_hand) <> 0',
  'levels are what the ledger adds up to': `SELECT gtin, location, on_hand FROM stock_level
     EXCEPT SELECT gtin, location, sum(n) FROM (
       SELECT gtin, to_location AS location, quantity AS n FROM stock_move
       UNION ALL SELECT gtin, from_location, -quantity FROM stock_move) GROUP BY gtin, location`,
  'what customers have is what stands on orders': `SELECT gtin FROM (
       SELECT gtin, on_hand AS n FROM stock_level WHERE location = 'customer'
       UNION ALL SELECT gtin, -quantity FROM order_line JOIN customer_order USING (order_id) WHERE state <> 'dropped'
       UNION ALL SELECT l.value ->> 'gtin', -(l.value ->> 'quantity') FROM journal j, json_each(j.data, '$.lines') l
         WHERE j.type = 'inventory.consumed' AND l.value ->> 'to' = 'customer'
       UNION ALL SELECT gtin, sellable + damaged + CASE outcome WHEN 'repaired' THEN 0 ELSE repair END
         FROM return_line JOIN return_case USING (rma))
     GROUP BY gtin HAVING sum(n) <> 0`,
  'what is reserved is what was promised and is neither taken, given back nor over': `SELECT reservation FROM reservation r
     JOIN reservation_line l USING (reservation)
     WHERE l.expires_at <> r.expires_at OR (state = 'live' AND taken + remaining <> quantity) OR (state <> 'live' AND remaining > 0)`,
  'goods are worth what came in less what went out': `SELECT gtin, pool FROM (
       SELECT gtin, pool, value AS n FROM stock_value
       UNION ALL SELECT gtin, 'shop', before - after FROM stock_revaluation
       UNION ALL SELECT gtin, CASE to_location WHEN 'transit' THEN 'transit' ELSE 'shop' END, settled_to - worth FROM stock_move
         WHERE to_location NOT IN ('supplier', 'customer', 'loss', 'count')
       UNION ALL SELECT gtin, CASE from_location WHEN 'transit' THEN 'transit' ELSE 'shop' END, settled_from + worth FROM stock_move
         WHERE from_location NOT IN ('supplier', 'customer', 'loss', 'count'))
     GROUP BY gtin, pool HAVING sum(n) <> 0`,
  'as many are valued as are owned': `SELECT gtin FROM (
       SELECT gtin, quantity AS n FROM stock_value WHERE pool = 'shop'
       UNION ALL SELECT gtin, -on_hand FROM stock_level WHERE location NOT IN ('supplier', 'customer', 'loss', 'count', 'transit'))
     GROUP BY gtin HAVING sum(n) <> 0`,
  'no place holds more of its lots than of the item': `SELECT gtin, location FROM lot_level JOIN stock_level s USING (gtin, location)
     GROUP BY gtin, location HAVING sum(lot_level.on_hand) > max(0, s.on_hand)`,
  'a lot is where its moves say': `SELECT gtin, lot, location FROM (
       SELECT gtin, lot, location, on_hand AS n FROM lot_level
       UNION ALL SELECT gtin, lot, to_location, -quantity FROM lot_move
         WHERE to_location NOT IN ('supplier', 'customer', 'loss', 'count', 'unknown')
       UNION ALL SELECT gtin, lot, from_location, quantity FROM lot_move
         WHERE from_location NOT IN ('supplier', 'customer', 'loss', 'count', 'unknown'))
     GROUP BY gtin, lot, location HAVING sum(n) <> 0`,
  'a live promise has something left': `SELECT reservation FROM reservation r WHERE state = 'live'
     AND NOT EXISTS (SELECT 1 FROM reservation_line l WHERE l.reservation = r.reservation AND remaining > 0)`,
  'nothing open stays behind in a shift that is over': `SELECT task FROM task WHERE state IN ('needs-action', 'in-process')
     AND shift <> (SELECT shift FROM shift WHERE ended_at IS NULL)`,
  'every shift that ended left one document': `SELECT shift FROM shift WHERE ended_at IS NOT NULL
     AND shift NOT IN (SELECT from_shift FROM hand_over)`,
  'every piece ordered waits, is promised, is gone or is cancelled': 'SELECT * FROM line_standing WHERE waiting < 0',
  'a parcel in the shop has its goods promised, piece by piece': `SELECT parcel, gtin, sum(n) AS n FROM (
       SELECT p.parcel, l.gtin, l.quantity AS n FROM parcel p JOIN parcel_line l USING (parcel) WHERE p.state IN ${IN_SHOP}
       UNION ALL SELECT p.parcel, l.gtin, -l.remaining FROM parcel p JOIN reservation r USING (reservation)
         JOIN reservation_line l USING (reservation) WHERE p.state IN ${IN_SHOP} AND r.state = 'live')
     GROUP BY parcel, gtin HAVING sum(n) <> 0`,
  'what is promised to an order is in a parcel': `SELECT reservation FROM reservation r WHERE kind = 'parcel' AND state = 'live'
     AND expires_at > (SELECT at FROM journal ORDER BY position DESC LIMIT 1)
     AND NOT EXISTS (SELECT 1 FROM parcel p WHERE p.reservation = r.reservation AND p.state IN ${IN_SHOP})`,
  'no parcel in the shop is empty': `SELECT parcel FROM parcel p WHERE state IN ${IN_SHOP}
     AND NOT EXISTS (SELECT 1 FROM parcel_line l WHERE l.parcel = p.parcel)`,
  'nobody brings back more than left': `SELECT l.order_id FROM line_standing l WHERE l.gone < (SELECT coalesce(sum(r.sellable + r.damaged
       + CASE c.outcome WHEN 'repaired' THEN 0 ELSE r.repair END), 0) FROM return_case c JOIN return_line r USING (rma)
     WHERE c.order_id = l.order_id AND r.line = l.line)`,
  'nobody is here twice': `SELECT staff FROM attendance WHERE went_at IS NULL AND went_how IS NULL GROUP BY staff HAVING count(*) > 1`,
  'nobody goes before they came': 'SELECT stint FROM attendance WHERE went_at < came_at',
  'one open order at a counter': `SELECT counter FROM customer_order WHERE state = 'open' GROUP BY counter HAVING count(*) > 1`,
  'one open task of a kind and subject': `SELECT subject FROM task WHERE state IN ('needs-action', 'in-process')
     GROUP BY subject, kind HAVING count(*) > 1`,
  'somebody looks at every shelf below nothing': `SELECT gtin FROM stock_level l WHERE location = 'shop-floor' AND on_hand < 0
     AND NOT EXISTS (SELECT 1 FROM task t WHERE t.gtin = l.gtin AND t.kind = 'check-shelf' AND t.state IN ('needs-action', 'in-process'))`,
  'nobody is sent to a shelf whose figure is possible': `SELECT task FROM task t JOIN stock_level l ON l.gtin = t.gtin AND l.location = t.to_location
     WHERE t.kind = 'check-shelf' AND t.state = 'needs-action' AND l.on_hand >= 0`,
  'no shelf above its level waits for goods': `SELECT task FROM task t JOIN stock_rule r ON r.gtin = t.gtin AND r.location = t.to_location
     LEFT JOIN stock_level l ON l.gtin = t.gtin AND l.location = t.to_location
     WHERE t.kind = 'restock' AND t.state = 'needs-action' AND coalesce(l.on_hand, 0) > r.level`,
  'no shelf is low without a task while the back room has goods': `SELECT r.gtin FROM stock_rule r
     LEFT JOIN stock_level l ON l.gtin = r.gtin AND l.location = r.location
     LEFT JOIN stock_level b ON b.gtin = r.gtin AND b.location = 'back-room'
     WHERE coalesce(l.on_hand, 0) <= r.level AND coalesce(b.on_hand, 0) > 0
       AND NOT EXISTS (SELECT 1 FROM restock_snooze z WHERE z.gtin = r.gtin AND z.location = r.location)
       AND NOT EXISTS (SELECT 1 FROM task t WHERE t.gtin = r.gtin AND t.kind = 'restock' AND t.state IN ('needs-action', 'in-process'))`,
  'every open task belongs to the shift that runs': `SELECT task FROM task WHERE state IN ('needs-action', 'in-process')
     AND shift <> coalesce((SELECT shift FROM shift WHERE ended_at IS NULL), '')`,
  'every task ever opened is there, once': `SELECT json_extract(data, '$.task') FROM journal WHERE type = 'tasks.opened'
     EXCEPT SELECT task FROM task`,
  'a task is closed with its evidence': `SELECT t.task FROM task t, json_each(t.evidence) w WHERE t.step = 'closed' AND w.value = 'text'
     AND NOT EXISTS (SELECT 1 FROM task_evidence e WHERE e.task = t.task AND e.kind = 'text')`,
  'who has a task in hand, has it on the board': `SELECT task FROM task WHERE state = 'in-process' AND claimed_by IS NOT NULL AND assignee IS NULL`,
  'only what is blocked or sent back says why': `SELECT task FROM task WHERE (blocked IS NOT NULL) <> (step IN ('blocked', 'rework'))`,
  'every step of a task is on its trail': `SELECT position FROM journal WHERE type LIKE 'tasks.%' AND json_extract(data, '$.task') IS NOT NULL
     EXCEPT SELECT position FROM task_step`,
  'a slip waits only for work that is open': `SELECT slip FROM slip p JOIN task t USING (task) WHERE p.state = 'queued'
     AND t.state NOT IN ('needs-action', 'in-process')`,
  'one slip of a task waits at a time': `SELECT task FROM slip WHERE state = 'queued' AND task IS NOT NULL GROUP BY task HAVING count(*) > 1`,
  'no two papers of a task carry the same copy number': `SELECT task FROM slip WHERE task IS NOT NULL
     AND state IN ('sending', 'done', 'unknown', 'lost') GROUP BY task, copy HAVING count(*) > 1`,
  'what documents counted is what the ledger moved for them': `SELECT code, gtin FROM (
       SELECT d.code, l.gtin, l.counted AS n FROM goods_line l JOIN goods_document d USING (document) WHERE d.state = 'closed'
       UNION ALL SELECT d.code, l.gtin, l.settled FROM goods_line l JOIN goods_document d USING (document)
       UNION ALL SELECT m.reference, m.gtin, -m.quantity FROM stock_move m JOIN goods_document d ON d.code = m.reference AND d.part = 1
         WHERE NOT (d.kind = 'transfer-in' AND m.reason = 'transit_loss'))
     GROUP BY code, gtin HAVING sum(n) <> 0`,
  'nothing is counted at a counter for a document that is over': `SELECT counter FROM goods_at_counter
     JOIN goods_document USING (document) WHERE state NOT IN ('expected', 'counting')`,
  'one proposal for an item waits at a time': `SELECT gtin FROM purchase_request WHERE state = 'pending' AND origin = 'proposal'
     GROUP BY gtin HAVING count(*) > 1`,
  'a count that is over keeps no counter counting': `SELECT counter FROM count_here h JOIN count_sheet s USING (sheet)
     WHERE s.state NOT IN ('counting', 'review')`,
  'what a count says differs is what it moved, once': `SELECT f.sheet, f.gtin FROM count_figure f
     LEFT JOIN stock_move m ON m.gtin = f.gtin AND m.reference = f.sheet AND m.reason IN ('count_gain', 'count_loss')
     GROUP BY f.sheet, f.gtin HAVING f.variance <> coalesce(sum(CASE m.reason WHEN 'count_gain' THEN m.quantity ELSE -m.quantity END), 0)
       OR count(m.position) > 1`,
  'only a count that was posted has figures': `SELECT f.sheet FROM count_figure f JOIN count_sheet s USING (sheet) WHERE s.state <> 'posted'`,
  'no counter waits for the item of a task that is over': `SELECT counter FROM counter c JOIN task t ON t.task = c.context_task
     WHERE t.state <> 'in-process'`,
};

/** What must be so after whatever was done to a shop. */
export function expectSound(shop: TestShop): void {
  for (const [rule, query] of Object.entries(contradictions)) expect(shop.sql.all(query), rule).toEqual([]);
  expectCopiesTold(shop);
  expectAllHandedOver(shop);
  expectOrdersAgree(shop);
  expect(checkRebuild(shop.sql, shop.book).drift).toEqual([]);
}

/** Read from the journal alone: what was open when a shift ended stands in its document, with the same owner. */
function expectAllHandedOver(shop: TestShop): void {
  const open = new Map<string, string | undefined>();
  for (const entry of readEntries(shop.sql, 1, Number.MAX_SAFE_INTEGER)) {
    for (const { data } of only([entry], 'tasks.opened')) open.set(data.task, data.assignee);
    for (const { data } of only([entry], 'tasks.assigned')) open.set(data.task, data.staff);
    for (const { data } of [...only([entry], 'tasks.claimed'), ...only([entry], 'tasks.resumed')])
      if (data.staff) open.set(data.task, data.staff);
    for (const { data } of only([entry], 'tasks.carried-over')) open.set(data.task, data.assignee);
    for (const { data } of [...only([entry], 'tasks.completed'), ...only([entry], 'tasks.withdrawn')])
      open.delete(data.task);
    for (const { data } of only([entry], 'hand-overs.written'))
      expect(data.tasks.map(({ task, owner }) => [task, owner]).sort()).toEqual([...open].sort());
  }
}

/**
 * Of every order: what was paid is kept, refunded or due; what is kept is what it is worth as it stands; and its state is
 * what its goods say.
 */
function expectOrdersAgree(shop: TestShop): void {
  const orders = shop.sql.all<{ order: string; state: string }>(
    `SELECT order_id AS "order", state FROM channel_order UNION ALL SELECT order_id, state FROM customer_order WHERE state = 'paid'`,
  );
  for (const { order, state } of orders) {
    const money = moneyOf(shop.sql, order);
    if (!money) throw new Error(`no money of ${order}`);
    expect(money.refundsMinor, `refunds of ${order}`).toBe(Math.max(0, money.paidMinor - money.valueMinor));
    expect(money.refundsMinor).toBe(money.dueMinor + money.refundedMinor);
    const { order: stand, ...goods } = advanceFacts(shop.sql, { order });
    if (stand) expect(state, `state of ${order}`).toBe(stateOf({ ...goods, passed: stand.passed, held: stand.held }));
  }
}

/**
 * Read from the journal alone: a slip is a copy, one higher than any paper of its task that may exist when it is wanted.
 * One that only changes its printer keeps its number.
 */
function expectCopiesTold(shop: TestShop): void {
  const slips = new Map<string, { task: string; copy: number }>();
  const begun = new Map<string, Map<string, number>>();
  const moved = new Set<string>();
  const entries = readEntries(shop.sql, 1, Number.MAX_SAFE_INTEGER);
  for (const entry of entries) {
    for (const { data } of only([entry], 'slips.cancelled'))
      if (data.reason === 'printer-changed') moved.add(data.slip);
    for (const { data } of only([entry], 'slips.queued')) {
      if (!data.task) continue;
      const kept = moved.has(data.insteadOf ?? '') ? slips.get(data.insteadOf ?? '')?.copy : undefined;
      const papers = [...(begun.get(data.task)?.values() ?? [])];
      expect(data.copy, `copy of ${data.slip}`).toBe(kept ?? Math.max(-1, ...papers) + 1);
      expect(data.content.copy).toBe(data.copy);
      slips.set(data.slip, { task: data.task, copy: data.copy });
    }
    for (const { data, type } of [...only([entry], 'slips.sending'), ...only([entry], 'slips.failed')]) {
      const slip = slips.get(data.slip);
      if (!slip) continue;
      const papers = begun.get(slip.task) ?? new Map<string, number>();
      begun.set(slip.task, papers);
      if (type === 'slips.sending') papers.set(data.slip, slip.copy);
      else papers.delete(data.slip);
    }
  }
}
