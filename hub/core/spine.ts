import type { Command, Outcome, Refusal, Wish } from '../contract/command.ts';
import type { Entry, Event } from '../contract/journal.ts';
import { type Decision, isRefusal, type Moment, refuse } from './feature.ts';
import { fingerprint } from './fingerprint.ts';
import type { RuleBook } from './rule-book.ts';
import type { Sql, Store } from './sql.ts';

/** How far events may call for further events before it is taken for a circle. */
const DEPTH_MAX = 8;

/**
 * The heart of the hub: decides commands one after another in ONE durable transaction and answers them only when it is
 * on disk. When anything fails, nothing of the group was done: every command is then tried alone, so that one bad
 * command costs its neighbours time and nothing else.
 * @returns one outcome per command, in their order
 */
export function commitGroup(store: Store, book: RuleBook, commands: readonly Command[]): Outcome[] {
  const together = transact(store, book, commands);
  if (!(together instanceof Failure)) return together;
  if (commands.length === 1) return [together.outcome];
  return commands.map((command) => {
    const alone = transact(store, book, [command]);
    return alone instanceof Failure ? alone.outcome : (alone[0] as Outcome);
  });
}

class Failure {
  readonly outcome: Outcome;
  constructor(error: unknown) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    const detail = error instanceof Error ? error.message : String(error);
    if (code === 'SQLITE_FULL') this.outcome = { status: 'fault', code: 'disk-full', detail };
    else if (code.startsWith('SQLITE_IOERR') || code.startsWith('SQLITE_READONLY'))
      this.outcome = { status: 'fault', code: 'disk-failed', detail };
    else this.outcome = { status: 'fault', code: 'bug', detail };
  }
}

function transact(store: Store, book: RuleBook, commands: readonly Command[]): Outcome[] | Failure {
  try {
    store.begin();
    const head = readHead(store);
    const outcomes = commands.map((command) => perform(store, book, head, command));
    store.commit();
    return outcomes;
  } catch (error) {
    store.rollback();
    return new Failure(error);
  }
}

interface Head {
  position: number;
  businessDate: string;
}

function readHead(sql: Sql): Head {
  const row = sql.get<Head>(
    'SELECT position, business_date AS businessDate FROM journal ORDER BY position DESC LIMIT 1',
  );
  return row ? { ...row } : { position: 0, businessDate: '' };
}

function perform(sql: Sql, book: RuleBook, head: Head, command: Command): Outcome {
  const print = fingerprint(`${command.type} ${JSON.stringify(command.body)}`);
  const earlier = repeated(sql, command, print);
  if (earlier) return earlier;
  const rule = book.commands.get(command.type);
  if (!rule) return answer(sql, command, print, refuse('unknown-command', `There is no command ${command.type}.`));
  const misfit = rule.misfit(command.body);
  if (misfit !== undefined) return answer(sql, command, print, refuse('invalid-body', misfit));
  const moment = momentOf(command, head);
  const run: Run = { sql, book, head, command, moment, actor: JSON.stringify(command.actor), entries: [] };
  const decision = rule.decide(sql, command.body, moment);
  if (isRefusal(decision)) return answer(sql, command, print, decision);
  const first = head.position + 1;
  follow(run, decision, 0);
  sql.run(
    'INSERT INTO reply (command, print, at, first, last) VALUES (?, ?, ?, ?, ?)',
    command.id,
    print,
    command.at,
    first,
    head.position,
  );
  return { status: 'done', entries: run.entries, repeated: false };
}

/** Days written `YYYY-MM-DD` compare as texts. */
function laterDay(a: string, b: string): string {
  if (a > b) return a;
  return b;
}

/** A clock set back never re-dates trade: the business date only ever grows. */
function momentOf(command: Command, head: Head): Moment {
  let ids = 0;
  return {
    now: command.at,
    businessDate: laterDay(command.businessDate, head.businessDate),
    actor: command.actor,
    newId: () => {
      ids += 1;
      return `${command.id}.${ids}`;
    },
  };
}

interface Run {
  readonly sql: Sql;
  readonly book: RuleBook;
  readonly head: Head;
  readonly command: Command;
  readonly moment: Moment;
  readonly actor: string;
  readonly entries: Entry[];
}

/** Writes the events down, then lets every feature react to them. A refused reaction is written down too. */
function follow(run: Run, events: readonly Event[], depth: number): void {
  for (const event of events) write(run, event);
  for (const event of events) {
    for (const reaction of run.book.reactions.get(event.type) ?? []) {
      for (const wanted of reaction.react(event)) {
        if (depth >= DEPTH_MAX)
          throw new Error(`reactions to ${run.command.type} go round in a circle at ${wanted.type}`);
        const decision = decideWish(run, wanted);
        follow(run, isRefusal(decision) ? [refusedReaction(wanted, decision)] : decision, depth + 1);
      }
    }
  }
}

function decideWish(run: Run, wanted: Wish): Decision {
  const rule = run.book.commands.get(wanted.type);
  if (!rule) throw new Error(`a reaction wishes ${wanted.type}, which no feature answers to`);
  return rule.decide(run.sql, wanted.body, run.moment);
}

function refusedReaction(wanted: Wish, refusal: Refusal): Event {
  return { type: 'spine.reaction-refused', data: { type: wanted.type, body: wanted.body, ...refusal } };
}

function write(run: Run, event: Event): void {
  run.head.position += 1;
  run.head.businessDate = run.moment.businessDate;
  const entry: Entry = {
    position: run.head.position,
    type: event.type,
    data: event.data,
    at: run.moment.now,
    businessDate: run.moment.businessDate,
    actor: run.command.actor,
    command: run.command.id,
  };
  run.sql.run(
    'INSERT INTO journal (position, type, data, at, business_date, actor, command) VALUES (?, ?, ?, ?, ?, ?, ?)',
    entry.position,
    entry.type,
    JSON.stringify(entry.data),
    entry.at,
    entry.businessDate,
    run.actor,
    entry.command,
  );
  for (const rule of run.book.applies.get(event.type) ?? []) rule.handle(run.sql, entry);
  run.entries.push(entry);
}

function answer(sql: Sql, command: Command, print: number, refusal: Refusal): Outcome {
  sql.run(
    'INSERT INTO reply (command, print, at, refusal) VALUES (?, ?, ?, ?)',
    command.id,
    print,
    command.at,
    JSON.stringify(refusal),
  );
  return { status: 'refused', refusal, repeated: false };
}

interface ReplyRow {
  print: number;
  first: number | null;
  last: number | null;
  refusal: string | null;
}

/** The answer given to this id before, if any: the same again, and nothing is done. */
function repeated(sql: Sql, command: Command, print: number): Outcome | undefined {
  const row = sql.get<ReplyRow>('SELECT print, first, last, refusal FROM reply WHERE command = ?', command.id);
  if (!row) return undefined;
  if (row.print !== print)
    return {
      status: 'refused',
      refusal: refuse('command-id-reused', 'This id was used for another command; make a new id for each wish.'),
      repeated: true,
    };
  if (row.refusal) return { status: 'refused', refusal: JSON.parse(row.refusal) as Refusal, repeated: true };
  return { status: 'done', entries: readEntries(sql, row.first ?? 0, row.last ?? -1), repeated: true };
}

interface JournalRow {
  position: number;
  type: string;
  data: string;
  at: number;
  businessDate: string;
  actor: string;
  command: string;
}

/** Entries `first` to `last`, both included, in order. */
export function readEntries(sql: Sql, first: number, last: number): Entry[] {
  return sql
    .all<JournalRow>(
      `SELECT position, type, data, at, business_date AS businessDate, actor, command
         FROM journal WHERE position BETWEEN ? AND ? ORDER BY position`,
      first,
      last,
    )
    .map((row) => ({ ...row, data: JSON.parse(row.data) as unknown, actor: JSON.parse(row.actor) as Entry['actor'] }));
}

/** Builds every projection anew from the journal into an empty store of the same schema. */
export function replay(from: Sql, into: Store, book: RuleBook): number {
  const page = 1000;
  let position = 0;
  for (;;) {
    const entries = readEntries(from, position + 1, position + page);
    if (entries.length === 0) return position;
    into.begin();
    for (const entry of entries) for (const rule of book.applies.get(entry.type) ?? []) rule.handle(into, entry);
    into.commit();
    position = entries.at(-1)?.position ?? position;
  }
}
