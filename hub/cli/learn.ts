import { categoryWeeksNow } from '../edges/category-weeks.ts';
import { machine } from '../edges/clock.ts';
import { DAY_ENDS_LATER_MS } from '../edges/learning.ts';
import { nextBatch } from '../edges/learning-slice.ts';
import { readShop } from '../features/shop/tables.ts';
import { type DataFolder, lookAt, runningHub } from './data-folder.ts';
import { both, grouped, type Io, json, line } from './io.ts';
import { withSubmit } from './submit.ts';

const BATCH = 100;

/** Learns all levels anew. A hub that runs is asked and does it beside its work; where none does, this process does. */
export async function learnCommand(io: Io, folder: DataFolder, asJson: boolean): Promise<void> {
  lookAt(folder, () => undefined);
  const isLeft = runningHub(folder) !== undefined;
  let [items, told] = [0, ''];
  await withSubmit(folder, io, async (submit) => {
    await submit('replenishment.learn', {});
    if (isLeft) return;
    told = lookAt(folder, (sql) =>
      machine.dayIn(readShop(sql)?.timeZone ?? 'Asia/Shanghai')(io.now() - DAY_ENDS_LATER_MS),
    );
    const weeks = lookAt(folder, (sql) => categoryWeeksNow(sql, told));
    const next = () => lookAt(folder, (sql) => nextBatch(sql, told, BATCH, weeks));
    for (let batch = next(); batch !== undefined; batch = next()) {
      await submit(batch.type, batch.body);
      items += batch.body.plans.length;
    }
  });
  if (asJson) json(io, isLeft ? { asked: true } : { until: told, changed: items });
  else if (isLeft) line(io, both('已请店铺程序重新学习。', 'The hub was asked and is learning.'));
  else
    line(
      io,
      both(`已学习至 ${told}，${grouped(items)} 项有变化。`, `Learned through ${told}; ${grouped(items)} changed.`),
    );
}
