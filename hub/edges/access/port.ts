import type { AccessNote } from '../../contract/access.ts';
import type { Outcome } from '../../contract/command.ts';
import type { Sql } from '../../core/sql.ts';
import type { AccessWrite } from '../../store/access-book.ts';
import type { Asked } from '../http/http.ts';

/** What those at the door may use of the hub. */
export interface AccessPort {
  readonly sql: Sql;
  readonly now: () => number;
  /** A clock that only goes on, in ms. */
  readonly ticks: () => number;
  readonly newId: () => string;
  readonly submit: (asked: Asked) => Promise<Outcome>;
  /**
   * Changes the book of who may come in and journals the note, both or neither; answers when it is on disk.
   * @param by who did it, as the journal names actors
   */
  readonly keep: (writes: readonly AccessWrite[], note?: AccessNote, by?: string) => Promise<void>;
  /** Mixed into every PIN before it is hashed. */
  readonly pinKey: Buffer;
  /** How dear one look at a PIN is: N of scrypt. */
  readonly pinCost: number;
}
