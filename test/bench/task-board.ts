import { join } from 'node:path';
import { commitGroup } from '../../hub/core/spine.ts';
import { BOARD_MAX, boardTasks } from '../../hub/features/tasks/view-tables.ts';
import { type Connection, openWriter } from '../../hub/store/open.ts';
import { asked, book, demoStore, expectDone, inFolder, OPENED_AT, TODAY } from './demo-store.ts';
import { type Effort, type Figure, median, ms, percentile, type Row, times } from './figure.ts';
import { chance } from './scan-stream.ts';

const sizes: Record<Effort, { tasks: number; open: number; rounds: number; looks: number }> = {
  full: { tasks: 100_000, open: 2_000, rounds: 9, looks: 40 },
  smoke: { tasks: 400, open: 40, rounds: 1, looks: 2 },
};
const AIM = 3;

/** What a board waits for: the first tasks in the order of work, as they stand and after one of them changed. */
export const taskBoard: Figure = {
  name: 'task-board',
  about: 'The board among 100,000 open and closed tasks, and its order after one change, against bare statements',
  measure: (effort) => inFolder((folder) => compare(folder, effort)),
};

/** So many tasks, most of them closed, each about an article of the shop; written at once, as years of trade leave them. */
const years = `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?),
    items AS (SELECT gtin, row_number() OVER (ORDER BY gtin) AS place FROM item)
  INSERT INTO task (task, number, version, kind, subject, step, role, evidence, approval, gtin, from_location, to_location,
    quantity, on_hand, level, back_room, shift, assignee, work_minutes, value_minor, rank_at, opened_at, due_at, changed_at)
  SELECT 'bench-task-' || i, 1000 + i, 1, 'display', 'spot-' || i, CASE WHEN i % ? = 0 THEN 'dispatched' ELSE 'closed' END,
    'clerk', '[]', 0, gtin, 'back-room', 'shop-floor', 1 + i % 20, 2, 4, 30, ? || '/early', 's' || (4 + i % 3), 10, i % 9000,
    ? + (i * 7919) % 36000000, ?, ? + (i * 7919) % 36000000, ?
  FROM n JOIN items ON items.place = 1 + i % (SELECT count(*) FROM items)`;

async function compare(folder: string, effort: Effort): Promise<Row[]> {
  const { tasks, open, rounds, looks } = sizes[effort];
  const file = join(folder, 'shop.sqlite');
  await demoStore(file);
  const store = openWriter(file);
  const at = OPENED_AT;
  store.run(years, tasks, Math.round(tasks / open), TODAY, at, at, at, at);
  store.raw.exec('ANALYZE');
  const board = { own: [] as number[], bare: [] as number[] };
  const change = { own: [] as number[], bare: [] as number[] };
  const next = chance(11);
  for (let round = 0; round <= rounds; round += 1) {
    const keep = (all: number[], took: number) => void ((round > 0 || rounds === 1) && all.push(took));
    for (let look = 0; look < looks; look += 1) {
      const isOwnFirst = (round + look) % 2 === 0;
      const pair = looksOf(store);
      for (const own of [isOwnFirst, !isOwnFirst])
        keep(own ? board.own : board.bare, timed(own ? pair.own : pair.bare));
      const each = changesOf(store, `${round}:${look}`, Math.floor(next() * 3_600_000), tasks, open);
      for (const own of [isOwnFirst, !isOwnFirst])
        keep(own ? change.own : change.bare, timed(own ? each.own : each.bare));
    }
  }
  store.close();
  return [
    rowOf(`the first ${BOARD_MAX} of ${tasks} tasks : bare statement`, board, AIM),
    rowOf('the board again after one task changed, on disk : bare statements', change, AIM),
  ];
}

const bareLook = `SELECT t.*, i.name_zh, i.name_en, i.unit, i.shelf, i.back_bay, s.name_zh AS person FROM task t
  LEFT JOIN item i USING (gtin) LEFT JOIN staff s ON s.staff = t.assignee
  WHERE t.state IN ('needs-action', 'in-process') ORDER BY t.rank_at, t.number LIMIT ${BOARD_MAX}`;

interface Pair {
  readonly own: () => void;
  readonly bare: () => void;
}

function looksOf(store: Connection): Pair {
  return {
    own: () => void boardTasks(store, ['s4', 's5', 's6'], OPENED_AT),
    bare: () => void store.all(bareLook),
  };
}

/** One task's time changes, durably, and the board is read again. */
function changesOf(store: Connection, id: string, by: number, tasks: number, open: number): Pair {
  const gap = Math.round(tasks / open);
  const task = `bench-task-${gap * (1 + (by % (open - 1)))}`;
  const dueAt = OPENED_AT + by;
  const rules = book();
  const { own, bare } = looksOf(store);
  return {
    own: () => {
      const body = { task, staff: 's2', reason: 'earlier', dueAt };
      const wanted = asked(`bench-change-${id}`, 'tasks.correct', body);
      const [outcome] = commitGroup(store, rules, [{ ...wanted, at: OPENED_AT, businessDate: TODAY }]);
      if (outcome) expectDone(outcome);
      own();
    },
    bare: () => {
      store.begin();
      store.run('UPDATE task SET due_at = ?, rank_at = ? WHERE task = ?', dueAt, dueAt, task);
      store.commit();
      bare();
    },
  };
}

function timed(work: () => void): number {
  const from = process.hrtime.bigint();
  work();
  return Number(process.hrtime.bigint() - from) / 1e6;
}

function rowOf(figure: string, { own, bare }: { own: readonly number[]; bare: readonly number[] }, aim: number): Row {
  const numbers = {
    ...{ ratio: median(own) / median(bare), aim, p50: median(own), p99: percentile(own, 0.99) },
    ...{ bareP50: median(bare), bareP99: percentile(bare, 0.99) },
  };
  const met = numbers.ratio <= aim;
  return {
    figure,
    value: `${times(numbers.ratio)} (p50 ${ms(numbers.p50)}, p99 ${ms(numbers.p99)} : p50 ${ms(numbers.bareP50)}, p99 ${ms(numbers.bareP99)})`,
    wanted: `aim <= ${aim}x`,
    met,
    ...(met
      ? {}
      : {
          reason:
            'The board also says what each shelf holds now, which evidence is there, how the slip stands and what will be late; the change is also journalled, kept on the trail and printed anew.',
        }),
    numbers,
  };
}
