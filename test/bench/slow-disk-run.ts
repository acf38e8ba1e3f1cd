import { join } from 'node:path';
import { commitGroup } from '../../hub/core/spine.ts';
import { openReader, openWriter } from '../../hub/store/open.ts';
import { book, copyStore, expectDone, sellable } from './demo-store.ts';
import { openLoad } from './open-load.ts';
import { type Goods, scanStream } from './scan-stream.ts';

interface Task {
  readonly folder: string;
  readonly prepared: string;
  readonly rounds: number;
  readonly scans: number;
  readonly alone: number;
  readonly rate: number;
}

/** The part of the slow disk's figure that runs with the slow disk preloaded: prints the rates of all rounds. */
async function run(task: Task): Promise<void> {
  const reader = openReader(task.prepared);
  const goods = sellable(reader);
  reader.close();
  const file = join(task.folder, 'slow.db');
  const group: number[] = [];
  const single: number[] = [];
  for (let round = 0; round < task.rounds; round += 1) {
    single.push(oneByOne(copyStore(task.prepared, file), goods, task.alone));
    const commands = scanStream(goods, task.scans, '018fab', round + 1);
    const load = await openLoad(copyStore(task.prepared, file), commands, task.rate);
    group.push((load.perSecond * task.scans) / commands.length);
  }
  process.stdout.write(JSON.stringify({ group, single }));
}

/** Scans per second when every command has a commit of its own; payments take their share of the time, as above. */
function oneByOne(file: string, goods: readonly Goods[], scans: number): number {
  const store = openWriter(file);
  const rules = book();
  const from = performance.now();
  for (const command of scanStream(goods, scans, '018fcd'))
    for (const outcome of commitGroup(store, rules, [command])) expectDone(outcome);
  const perSecond = (scans / (performance.now() - from)) * 1000;
  store.close();
  return perSecond;
}

await run(JSON.parse(process.argv[2] ?? '{}') as Task);
