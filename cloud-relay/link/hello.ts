import type { Again, Hello, Welcome } from '../../hub/contract/uplink.ts';
import { register } from '../features/stores/rules.ts';
import { noteAbout, noteHeard, noteLife, storeFacts, writeCursors } from '../features/stores/tables.ts';
import type { Transaction } from '../store/database.ts';
import { incarnationOf, mintIncarnation } from '../store/hq.ts';
import { countAside } from '../store/quarantine.ts';
import { window } from './message.ts';

export interface Greeted {
  readonly answer: Welcome | Again;
  /** What an operator should hear of. */
  readonly notes: readonly { message: string; facts: Record<string, unknown> }[];
}

/** Registers a store's session and tells it where HQ stands, in one transaction. */
export async function takeHello(
  tx: Transaction,
  store: string,
  hello: Hello,
  now: number,
  newId: () => string,
  isProven = false,
): Promise<Greeted> {
  await noteHeard(tx, store, now);
  const facts = (await storeFacts(tx, store)) ?? { epoch: null, line: 1, cursors: [] };
  let inc = (await incarnationOf(tx)) ?? (await mintIncarnation(tx, newId()));
  // A page of older lives belongs to a session HQ knows; after a restore in between it starts from the beginning.
  if (hello.upTo !== undefined && facts.epoch !== hello.ep) {
    return { answer: { v: 1, t: 'again', sid: hello.sid, inc }, notes: [] };
  }
  const found = register(facts, hello, inc, isProven);
  const notes: { message: string; facts: Record<string, unknown> }[] = [];
  if (found.hqRestored) {
    inc = await mintIncarnation(tx, newId());
    notes.push({ message: 'HQ was restored from a backup: stores send again what is missing', facts: { store, inc } });
  }
  if (found.lost > 0) {
    notes.push({ message: 'a store lost entries HQ holds: it was restored', facts: { store, lost: found.lost } });
  }
  if (found.write.length > 0) {
    await writeCursors(tx, store, found.write);
    const { line } = found;
    await noteLife(tx, store, { epoch: hello.ep, line, offset: now - hello.clock, software: hello.software });
  }
  await noteAbout(tx, store, hello, false);
  const quarantined = await countAside(tx, store);
  const { marks, want } = found;
  const answer: Welcome = { v: 1, t: 'welcome', sid: hello.sid, inc, marks, win: window, now, quarantined };
  return { answer: want === undefined ? answer : { ...answer, want }, notes };
}
