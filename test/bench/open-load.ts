import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Command } from '../../hub/contract/command.ts';
import { Writer } from '../../hub/store/writer.ts';
import { expectDone, OPENED_AT } from './demo-store.ts';

export interface Load {
  /** From the instant a command was due to its answer, in ms: a load that falls behind is not flattered. */
  readonly latencies: number[];
  /** How late this thread's own timer was, 99 of 100 times less than this, in ms; the timer's own 1 ms included. */
  readonly loopP99: number;
  readonly perSecond: number;
}

/**
 * Offers commands to the real writer (its own thread, its own file) at a fixed rate, whether it keeps up or not.
 * @param file a prepared store that nobody else has open
 */
export async function openLoad(file: string, commands: readonly Command[], rate: number): Promise<Load> {
  const writer = await Writer.open({ file, epoch: `load-${rate}`, at: OPENED_AT }, (error) => {
    throw error;
  });
  const loop = monitorEventLoopDelay({ resolution: 1 });
  const latencies: number[] = [];
  const answers: Promise<void>[] = [];
  loop.enable();
  const from = performance.now();
  for (let i = 0; i < commands.length; ) {
    const due = Math.min(commands.length, Math.ceil(((performance.now() - from) / 1000) * rate));
    for (; i < due; i += 1) answers.push(offer(writer, commands[i] as Command, from + (i / rate) * 1000, latencies));
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  await Promise.all(answers);
  const took = performance.now() - from;
  loop.disable();
  await writer.close();
  return { latencies, loopP99: loop.percentile(99) / 1e6, perSecond: (commands.length / took) * 1000 };
}

async function offer(writer: Writer, command: Command, due: number, latencies: number[]): Promise<void> {
  expectDone(await writer.submit(command));
  latencies.push(performance.now() - due);
}
