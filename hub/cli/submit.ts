import { randomBytes } from 'node:crypto';
import type { Outcome } from '../contract/command.ts';
import { ruleBook } from '../core/rule-book.ts';
import { commitGroup } from '../core/spine.ts';
import { machine } from '../edges/clock.ts';
import { takeLock } from '../edges/lock.ts';
import { features } from '../features/index.ts';
import { readShop } from '../features/shop/tables.ts';
import { mintEpoch } from '../store/journal.ts';
import { migrate } from '../store/migrate.ts';
import { type Connection, openWriter } from '../store/open.ts';
import { type DataFolder, type RunningHub, runningHub } from './data-folder.ts';
import { both, CannotDo, type Io } from './io.ts';

/** Sends one command and waits until it is on disk. @throws {CannotDo} when it is refused or fails */
export type Submit = (type: string, body: object) => Promise<void>;

const ACTOR = { by: 'screen:command-line' };

/** Commands go through the hub that runs; where none does, this process takes the hub's lock and is the writer. */
export async function withSubmit(folder: DataFolder, io: Io, work: (submit: Submit) => Promise<void>): Promise<void> {
  const hub = runningHub(folder);
  if (hub) return work((type, body) => post(hub, io.newId(), type, body));
  await asOnlyWriter(folder, io, async (store) => {
    const book = ruleBook(features);
    const zone = readShop(store)?.timeZone ?? 'Asia/Shanghai';
    const dayOf = machine.dayIn(zone);
    await work(async (type, body) => {
      const at = io.now();
      const command = { id: io.newId(), type, body, actor: ACTOR, at, businessDate: dayOf(at) };
      const [outcome] = commitGroup(store, book, [command]);
      if (outcome) check(type, outcome);
    });
  });
}

/** Opens the store as a hub would, under the same lock. @throws when a hub runs */
export async function asOnlyWriter(
  folder: DataFolder,
  io: Io,
  work: (store: Connection) => Promise<void> | void,
): Promise<void> {
  const unlock = takeLock(folder.hub, process.pid);
  try {
    const store = openWriter(folder.store);
    try {
      migrate(store);
      mintEpoch(store, randomBytes(8).toString('hex'), io.now());
      await work(store);
    } finally {
      store.close();
    }
  } finally {
    unlock();
  }
}

function check(type: string, outcome: Outcome): void {
  if (outcome.status === 'refused') throw new CannotDo(outcome.refusal.detail);
  if (outcome.status === 'fault') throw new CannotDo(`${type}: ${outcome.detail}`);
}

async function post(hub: RunningHub, id: string, type: string, body: object): Promise<void> {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${hub.key ?? ''}` };
  const request = { method: 'POST', headers };
  for (let attempt = 1; ; attempt += 1) {
    try {
      const answer = await fetch(`${hub.url}/api/v1/commands/${type}`, {
        ...request,
        body: JSON.stringify({ id, actor: ACTOR, body }),
      });
      if (answer.ok) return;
      const problem = (await answer.json()) as { title?: string; detail?: string };
      throw new CannotDo(problem.detail ?? problem.title ?? `the hub answered ${answer.status}`);
    } catch (error) {
      // The same id again: if the first try did arrive, it is not done twice.
      if (error instanceof CannotDo || attempt === 3) throw asSentence(error, hub);
      await new Promise((done) => setTimeout(done, 300 * attempt));
    }
  }
}

function asSentence(error: unknown, hub: RunningHub): CannotDo {
  if (error instanceof CannotDo) return error;
  return new CannotDo(
    both(
      `店铺程序 ${hub.url} 没有应答。`,
      `The hub at ${hub.url} does not answer: look at it with \`tillside doctor\`.`,
    ),
  );
}
