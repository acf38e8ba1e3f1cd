import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Logger } from 'pino';
import type { HubConfig } from './config.ts';
import { machine } from './edges/clock.ts';
import type { Picture } from './edges/http/http.ts';
import { Writer } from './store/writer.ts';

export interface Hub {
  readonly url: string;
  /** What a program shows that may read this machine's own files of the shop. */
  readonly key: string;
  close(): Promise<void>;
}

/**
 * Starts the hub. The writer's thread opens the store while this thread loads all that serves: they need one another
 * only when both are there, and a shop that waits in the morning waits for the longer of the two instead of for both.
 */
export async function startHub(
  data: string,
  config: HubConfig,
  version: string,
  log: Logger,
  onDeath: (error: unknown) => void,
): Promise<Hub> {
  const folder = join(data, 'hub');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'tillside.db');
  const startedAt = machine.now();
  const [writer, { serve }] = await Promise.all([
    Writer.open({ file, epoch: randomBytes(8).toString('hex'), at: startedAt }, onDeath),
    import('./serving.ts'),
  ]);
  return serve({ folder, file, startedAt, config, version, log, writer, picture });
}

/** Loaded when the first slip is looked at: most starts never draw one. */
const picture: Picture = async (document, columns) => {
  const { renderSvg } = await import('../firmware-bridge/printing/svg.ts');
  return renderSvg(document, columns);
};
