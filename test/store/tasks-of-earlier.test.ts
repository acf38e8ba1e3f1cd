import { copyFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ruleBook } from '../../hub/core/rule-book.ts';
import { features } from '../../hub/features/index.ts';
import { migrate } from '../../hub/store/migrate.ts';
import { openMemory } from '../../hub/store/open.ts';
import { checkRebuild } from '../../hub/store/rebuild.ts';

const OURS = new URL('../../hub/store/migrations/', import.meta.url).pathname;

/** Restock and check-shelf tasks as a program before the registry of kinds wrote them: journal and row. */
const earlier = [
  { task: 'task-0001', number: 1, kind: 'restock', end: undefined, state: 'needs-action' },
  { task: 'task-0002', number: 2, kind: 'check-shelf', end: 'tasks.claimed', state: 'in-process' },
  { task: 'task-0003', number: 3, kind: 'restock', end: 'tasks.withdrawn', state: 'cancelled' },
] as const;

test('tasks of a store from before the registry of kinds are carried over as a rebuild makes them', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tillside-earlier-'));
  for (const name of readdirSync(OURS).filter((file) => file < '0015'))
    copyFileSync(join(OURS, name), join(folder, name));
  const store = openMemory();
  migrate(store, folder);
  rmSync(folder, { recursive: true });
  const write = (type: string, data: object) =>
    store.run(
      `INSERT INTO journal (type, data, at, business_date, actor, command) VALUES (?, ?, 1000, '2026-11-01', '{"by":"hub"}', 'c')`,
      type,
      JSON.stringify(data),
    );
  for (const { task, number, kind, end, state } of earlier) {
    const why = { onHand: 2, level: 4, backRoom: 9 };
    const gtin = `0690000000000${number}`;
    const about = { task, number, version: 1, kind, gtin, from: 'back-room', to: 'shop-floor', quantity: 5 };
    write('tasks.opened', { ...about, shift: '2026-11-01/early', dueAt: 3_601_000, why });
    if (end) write(end, { task, reason: 'x' });
    store.run(
      `INSERT INTO task (task, number, version, kind, state, gtin, from_location, to_location, quantity, on_hand, level,
         back_room, shift, opened_at, due_at, changed_at)
       VALUES (?, ?, 1, ?, ?, ?, 'back-room', 'shop-floor', 5, 2, 4, 9, '2026-11-01/early', 1000, 3601000, 1000)`,
      task,
      number,
      kind,
      state,
      gtin,
    );
  }
  migrate(store);
  expect(store.all('SELECT task, kind, subject, state FROM task ORDER BY number')).toEqual(
    earlier.map(({ task, number, kind, state }) => ({
      task,
      kind,
      subject: `0690000000000${number}@shop-floor`,
      state,
    })),
  );
  expect(checkRebuild(store, ruleBook(features)).drift).toEqual([]);
  store.close();
});
