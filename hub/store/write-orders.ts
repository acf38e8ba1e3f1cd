import type { Command, Outcome } from '../contract/command.ts';
import type { RuleBook } from '../core/rule-book.ts';
import { commitGroup } from '../core/spine.ts';
import { type AccessWrite, keepAccess } from './access-book.ts';
import { mintEpoch } from './journal.ts';
import type { Connection } from './open.ts';
import type { WriterAnswer, WriterOrder } from './writer-messages.ts';

/**
 * What the one writer does with an order. It answers when what was ordered is on disk.
 * @throws what the storage says of a note or a new epoch; of a group it is in the outcomes
 */
export async function obey(store: Connection, book: RuleBook, order: WriterOrder): Promise<WriterAnswer> {
  switch (order.kind) {
    case 'group':
      return { kind: 'group', outcomes: commitGroup(store, book, order.commands) };
    case 'access':
      return { kind: 'group', outcomes: keepWith(store, book, order) };
    case 'note':
      store.run(
        'INSERT INTO bookkeeping (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
        order.name,
        order.value,
      );
      return { kind: 'done' };
    case 'roll':
      mintEpoch(store, order.epoch, order.at);
      return { kind: 'done' };
    case 'close':
      store.raw.pragma('wal_checkpoint(TRUNCATE)');
      store.close();
      return { kind: 'done' };
  }
}

/** The book of who may come in changes together with what the journal says of it, in one transaction, or neither does. */
function keepWith(
  store: Connection,
  book: RuleBook,
  { writes, command }: { readonly writes: readonly AccessWrite[]; readonly command?: Command },
): Outcome[] {
  const keep = (): void => {
    for (const write of writes) keepAccess(store, write);
    store.commit();
  };
  if (command) return commitGroup({ ...store, commit: keep }, book, [command]);
  try {
    store.begin();
    keep();
    return [];
  } catch (error) {
    store.rollback();
    throw error;
  }
}
