import type { FastifyInstance, FastifyReply } from 'fastify';
import type { PrintDocument } from '../../../firmware-bridge/contract/print-job.ts';
import type { Outcome } from '../../contract/command.ts';
import type { Actor } from '../../contract/journal.ts';
import type { Sql } from '../../core/sql.ts';
import { faultProblem, refusalProblem, sendProblem } from './problem.ts';

/** What somebody sends in: the hub adds time and business date, once. */
export interface Asked {
  readonly id: string;
  readonly type: string;
  readonly body: unknown;
  readonly actor: Actor;
}

/** A slip as the screen shows it, in SVG. */
export type Picture = (document: PrintDocument, columns: number) => Promise<string>;

/** What a feature's routes may use of the hub. */
export interface Http {
  readonly app: FastifyInstance;
  /** Reading only; what it sees is committed. */
  readonly sql: Sql;
  readonly now: () => number;
  readonly today: () => string;
  readonly newId: () => string;
  readonly submit: (asked: Asked) => Promise<Outcome>;
  readonly picture: Picture;
  readonly head: () => number;
}

/** Answers with what became of a command: its entries, or the problem. */
export function sendOutcome(reply: FastifyReply, outcome: Outcome): FastifyReply {
  if (outcome.status === 'refused') return sendProblem(reply, refusalProblem(outcome.refusal));
  if (outcome.status === 'fault') return sendProblem(reply, faultProblem(outcome));
  const position = outcome.entries.at(-1)?.position ?? 0;
  return reply.send({ position, repeated: outcome.repeated, entries: outcome.entries });
}
