import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BoardView } from '../../hub/contract/board.ts';
import type { ItemView } from '../../hub/contract/catalog.ts';
import type { CounterView } from '../../hub/contract/counters.ts';
import type { HandOverPage } from '../../hub/contract/hand-overs.ts';
import type { StaffView } from '../../hub/contract/staff.ts';
import { actionCode } from '../../hub/core/barcode/actions.ts';
import { type Paper, papersOf } from '../rigs/papers-of.ts';
import { ShopProcesses, until } from '../rigs/processes.ts';
import { openPty, type PtyCable } from '../rigs/pty.ts';
import { needs } from '../rigs/require.ts';
import { serialPrinter, type WiredPrinter } from '../rigs/virtual-printer-wires.ts';

const PRINTER = 'serial:printer';
type Counter = 'counter-1' | 'counter-2';

describe.skipIf(!needs('socat'))(
  'a shift by paper alone: two guns and a printer, no network, no phone, nobody signs in',
  () => {
    const shop = new ShopProcesses();
    let guns: Readonly<Record<Counter, PtyCable>>;
    let printer: WiredPrinter;
    let staff: readonly StaffView[];
    let items: readonly ItemView[];
    let seen = 0;

    const look = (): Promise<BoardView> => shop.get<BoardView>('/board');
    const view = (counter: Counter): Promise<CounterView> => shop.get<CounterView>(`/counters/${counter}`);
    const person = (id: string): StaffView => staff.find((one) => one.staff === id) as StaffView;
    /** Fires the gun of a counter and waits until the counter has taken it. @returns what the counter shows */
    const scan = async (text: string, counter: Counter = 'counter-1'): Promise<CounterView> => {
      const before = (await view(counter)).lastScan?.position ?? 0;
      await guns[counter].send(`${text}\r\n`);
      return until(
        () => view(counter),
        (v) => (v.lastScan?.position ?? 0) > before,
        `${counter} takes ${text}`,
      );
    };
    /** The next papers, once so many of them are out. */
    const papers = async (count: number): Promise<readonly Paper[]> => {
      seen += count;
      await until(
        () => printer.printer.cuts,
        (cuts) => cuts >= seen,
        `${seen} papers are out`,
      );
      return papersOf(printer.printer).slice(seen - count, seen);
    };
    /** The same code twice from one gun is one reading, unless it is as far apart as hands are. */
    const handsRest = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 600));
    const slipCode = async (paper: Paper | undefined): Promise<string> =>
      (await paper?.codes())?.find((code) => code.startsWith('T')) ?? '';
    const openTasks = async (): Promise<BoardView['tasks']> => (await look()).tasks;

    beforeAll(async () => {
      const [one, two, paper] = await Promise.all([openPty(), openPty(), serialPrinter(), shop.start()]);
      guns = { 'counter-1': one, 'counter-2': two };
      printer = paper;
      await shop.killRelay();
      const serial = { transport: 'serial', settings: {} } as const;
      const take = (identity: string, path: string) =>
        shop.do('devices.accept', { ...serial, identity, kind: 'scanner', path, name: identity });
      await take('serial:gun-1', one.device);
      await take('serial:gun-2', two.device);
      await shop.do('devices.accept', {
        ...{ identity: PRINTER, kind: 'printer', transport: 'serial', path: paper.path, name: 'Printer' },
        settings: { baudRate: 115_200 },
      });
      await shop.do('shop.choose-slip-printer', { printer: PRINTER });
      staff = (await shop.get<{ staff: StaffView[] }>('/staff')).staff;
      const { items: all } = await shop.get<{ items: ItemView[] }>('/items?limit=500');
      items = all.filter((i) => i.unit === 'each' && i.restockLevel !== undefined && i.backRoom > 5).slice(0, 13);
      for (const { gtin, restockLevel = 0 } of items)
        await shop.do('inventory.correct', { gtin, location: 'shop-floor', counted: restockLevel + 1 });
      for (const counter of ['counter-1', 'counter-2'] as const) {
        await until(
          async () => (await shop.get<{ devices: { identity: string; state: string }[] }>('/devices')).devices,
          (devices) => devices.filter((d) => d.identity.startsWith('serial:') && d.state === 'open').length === 3,
          'both guns and the printer are open',
        );
        await guns[counter].send(`${(await view(counter)).bindCode}\r\n`);
        await until(
          () => view(counter),
          (v) => v.guns.some((g) => g.identity.startsWith('serial:')),
          `${counter} has its gun`,
        );
      }
    }, 60_000);

    afterAll(async () => {
      await shop.close();
      await Promise.all([...Object.values(guns ?? {}).map((gun) => gun.close()), printer?.close()]);
    });

    test('EMP-02: people come by the second code of their badge card, at whatever counter', async () => {
      expect((await scan(person('s4').clockCode)).lastScan).toMatchObject({ kind: 'clock' });
      await scan(person('s5').clockCode, 'counter-2');
      const { rows } = await shop.get<{ rows: { staff: string; state: string }[] }>('/attendance');
      expect(
        rows
          .filter((row) => row.state === 'here')
          .map((row) => row.staff)
          .sort(),
      ).toEqual(['s4', 's5']);
    });

    test('TASK-14: a sale brings a slip, a badge and the slip take the task, two counters never both have it', async () => {
      const item = items[0] as ItemView;
      await scan(item.gtin.slice(1));
      const [slip] = await papers(1);
      const code = await slipCode(slip);
      expect(code).toBe((await openTasks())[0]?.code);
      await scan(person('s4').badgeCode);
      await scan(person('s5').badgeCode, 'counter-2');
      expect((await scan(code)).lastScan?.kind).toBe('slip');
      expect((await scan(code, 'counter-2')).lastScan?.code).toMatch(/^slip-in-hands/);
      expect((await openTasks())[0]).toMatchObject({ state: 'in-process', assignee: 's4' });
      await scan(item.gtin.slice(1));
      await scan(code);
      expect(await openTasks()).toEqual([]);
      await handsRest();
      expect((await scan(code, 'counter-2')).lastScan?.code).toBe('task-done');
    });

    test('what cannot be done is said by slip and reason; everybody sees why, and it is not lost', async () => {
      await scan((items[1] as ItemView).gtin.slice(1));
      const [slip] = await papers(1);
      await scan(await slipCode(slip));
      await scan(actionCode('no-stock', 1));
      expect((await openTasks())[0]).toMatchObject({ step: 'blocked', blocked: '后仓没货 None in back room' });
    });

    test('TASK-07: a shift change with twelve open tasks by gun: the document names them all, both leaders stand for it', async () => {
      for (const item of items.slice(2, 13)) await scan(item.gtin.slice(1), 'counter-2');
      await papers(11);
      const before = await openTasks();
      expect(before).toHaveLength(12);
      await scan(person('s2').badgeCode);
      await scan(actionCode('hand-over', 1));
      const [document] = await papers(1);
      for (const task of before) expect(document?.text).toContain(`#${task.number} `);
      expect(document?.text).toContain('交接班 HAND-OVER');
      expect(document?.text).toContain('后仓没货');
      await scan(person('s3').badgeCode, 'counter-2');
      const sign = (await document?.codes())?.find((code) => code.startsWith('H')) ?? '';
      expect((await scan(sign, 'counter-2')).lastScan).toMatchObject({ kind: 'paper' });
      const { handOvers } = await shop.get<HandOverPage>('/hand-overs');
      expect(handOvers[0]).toMatchObject({ out: { staff: 's2' }, in: { staff: 's3', how: 'scan' }, late: false });
      expect(handOvers[0]?.link.pending).toBeGreaterThan(50);
      expect(new Set(handOvers[0]?.tasks.map((t) => t.task))).toEqual(new Set(before.map((t) => t.task)));
      expect((await openTasks()).map((t) => t.task)).toEqual(before.map((t) => t.task));
    });

    test('the coming leader prints every pile by gun: a cover with the reasons to scan, then that person’s slips by aisle', async () => {
      const tasks = await openTasks();
      const people = new Set(tasks.map((t) => t.assignee));
      await scan(actionCode('print-slips', 1), 'counter-2');
      const pile = await papers(people.size + tasks.length);
      expect(pile.filter(({ text }) => text.includes('Slips to follow'))).toHaveLength(people.size);
      const codes = (await Promise.all(pile.map(slipCode))).filter((code) => code !== '');
      expect([...codes].sort()).toEqual(tasks.map((t) => t.code).sort());
      for (const cover of pile.filter(({ text }) => text.includes('Slips to follow')))
        expect(await cover.codes()).toEqual(
          expect.arrayContaining([actionCode('no-stock', 1), actionCode('damaged', 1)]),
        );
      expect(pile.filter(({ text }) => text.includes('副本 COPY 1'))).toHaveLength(tasks.length);
    });

    test('a lost slip: its copy says COPY and does the work, and the first one found again is told that it is done', async () => {
      const task = (await openTasks()).find((t) => t.step === 'dispatched');
      const slips = papersOf(printer.printer).filter(({ text }) => text.includes(`单号 No. ${task?.number} `));
      expect(slips.map(({ text }) => text.includes('COPY'))).toEqual([false, true]);
      const [first, copy] = await Promise.all(slips.map(slipCode));
      await scan(copy ?? '');
      await scan(task?.gtin?.slice(1) ?? '');
      await scan(copy ?? '');
      await handsRest();
      expect((await scan(first ?? '')).lastScan?.code).toBe('task-done');
    });

    test('a slip of yesterday’s version is told to be thrown away; the new paper is out already and counts', async () => {
      const task = (await openTasks()).find((t) => t.step === 'dispatched');
      await shop.do('tasks.correct', {
        task: task?.task ?? '',
        staff: 's3',
        reason: 'more of it',
        content: '放满三层',
      });
      const [fresh] = await papers(1);
      expect((await scan(task?.code ?? '')).lastScan?.code).toBe('slip-outdated');
      expect(fresh?.text).toContain('v2');
      expect((await scan(await slipCode(fresh))).lastScan).toMatchObject({ kind: 'slip' });
      expect((await openTasks()).find((t) => t.task === task?.task)?.state).toBe('in-process');
    });
  },
);
