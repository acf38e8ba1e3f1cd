import type { TSchema } from 'typebox';
import { Compile, type Validator } from 'typebox/schema';
import type { Command, Refusal, Wish } from '../contract/command.ts';
import type { BodyOf, CommandType, Events, EventType } from '../contract/commands.ts';
import { commandBodies } from '../contract/commands.ts';
import type { Actor, Entry, Event } from '../contract/journal.ts';
import type { Permission } from '../contract/permissions.ts';
import type { Sql } from './sql.ts';

/** The one instant at which a command is decided: the same on every retry and in every group. */
export interface Moment {
  readonly now: number;
  readonly businessDate: string;
  readonly actor: Actor;
  /** Ids derived from the command's own, so that a retry makes the same ones. */
  newId(): string;
}

/** What a rule answers: what happens (perhaps nothing), or why it may not. */
export type Decision = readonly Event[] | Refusal;

export interface CommandRule {
  readonly type: CommandType;
  /** What is wrong with a body, in words; undefined when it is as the contract says. */
  misfit(body: unknown): string | undefined;
  decide(sql: Sql, body: unknown, moment: Moment): Decision;
}
export interface EventRule<R> {
  readonly type: EventType;
  handle(sql: Sql, entry: Entry): R;
}
export interface Reaction {
  readonly type: EventType;
  react(event: Event): readonly Wish[];
}

/** A command that may take a second person. */
export interface Risk {
  readonly type: CommandType;
  /** What the second person must be allowed. */
  readonly approver: Permission;
  /** Why it takes one, as values for the sentence; undefined when it does not. */
  weigh(sql: Sql, body: unknown): Readonly<Record<string, string | number>> | undefined;
}

/** A feature at a glance: what it may be asked, what it writes down, what it does when others' events happen. */
export interface Feature {
  readonly name: string;
  /** Its projections: written by no other feature, thrown away and built again from the journal at will. */
  readonly tables: readonly string[];
  readonly commands: readonly CommandRule[];
  readonly applies: readonly EventRule<void>[];
  readonly reactions: readonly Reaction[];
  /** Commands that a person may only wish with a second one behind them. */
  readonly risks?: readonly Risk[];
  /** Commands whose time has come, with ids that are the same however often they are asked for. */
  due?(sql: Sql, now: number): readonly Pick<Command, 'id' | 'type' | 'body'>[];
  /** When the next of them will be due, where that is known: it is then asked for to the millisecond. */
  nextDue?(sql: Sql): number | undefined;
}

/** A command, what its rule may know, and the rule. */
export function command<T extends CommandType, F>(
  type: T,
  facts: (sql: Sql, body: BodyOf<T>, moment: Moment) => F,
  decide: (facts: F, body: BodyOf<T>, moment: Moment) => Decision,
): CommandRule {
  return {
    type,
    misfit: misfitOf(type, commandBodies[type]),
    decide: (sql, body, moment) => decide(facts(sql, body as BodyOf<T>, moment), body as BodyOf<T>, moment),
  };
}

/** Compiled when first asked: fifty times faster than reading the schema anew, and a start waits for none of them. */
function misfitOf(type: CommandType, schema: TSchema): CommandRule['misfit'] {
  let validator: Validator | undefined;
  return (body) => {
    validator ??= Compile(schema);
    if (validator.Check(body)) return undefined;
    const fault = validator.Errors(body)[1][0];
    const where = fault ? `${fault.instancePath || 'the body'} ${fault.message}` : 'the body does not fit';
    return `${type}: ${where}.`;
  };
}

/**
 * Says when a command takes a second person. It is asked at the door, before the command is taken in, and only of what a
 * signed-in person sends: what reactions and timers wish has its cause in the journal already.
 */
export function risky<T extends CommandType>(
  type: T,
  approver: Permission,
  weigh: (sql: Sql, body: BodyOf<T>) => Readonly<Record<string, string | number>> | undefined,
): Risk {
  return { type, approver, weigh: (sql, body) => weigh(sql, body as BodyOf<T>) };
}

/** How an event changes the feature's own tables. It must follow from the entry and those tables alone. */
export function apply<T extends EventType>(
  type: T,
  write: (sql: Sql, data: Events[T], entry: Entry) => void,
): EventRule<void> {
  return { type, handle: (sql, entry) => write(sql, entry.data as Events[T], entry) };
}

/** What a feature wishes when an event happened, its own or another's. */
export function when<T extends EventType>(type: T, react: (data: Events[T]) => readonly Wish[]): Reaction {
  return { type, react: (event) => react(event.data as Events[T]) };
}

export function happened<T extends EventType>(type: T, data: Events[T]): Event<T, Events[T]> {
  return { type, data };
}

export function wish<T extends CommandType>(type: T, body: BodyOf<T>): Wish<BodyOf<T>> {
  return { type, body };
}

/** A rule's no: a code for programs, one sentence that says what to do, and the values the sentence speaks of. */
export function refuse(code: string, detail: string, params?: Record<string, string | number>): Refusal {
  return params ? { code, detail, params } : { code, detail };
}

export function isRefusal(decision: Decision): decision is Refusal {
  return 'code' in decision;
}
