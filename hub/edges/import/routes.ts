import Type from 'typebox';
import type { Actor } from '../../contract/journal.ts';
import { Problem } from '../../contract/problem.ts';
import { readShop } from '../../features/shop/tables.ts';
import type { Http } from '../http/http.ts';
import { faultProblem, problem, refusalProblem, sendProblem } from '../http/problem.ts';
import { type Catalogue, CatalogueRefused, readCatalogueFile } from './catalogue.ts';
import { decimalsOf, type Plan, planOf } from './plan.ts';

/** A sheet of a hundred thousand goods is about this large. */
const FILE_MAX = 20 * 1024 * 1024;
/** One command takes so many at once, all of them or none. */
const BATCH = 500;
const FAULTS_SHOWN = 200;

const Flag = Type.Optional(Type.String({ pattern: '^[01]$' }));
const Query = Type.Object({ dry: Flag, partial: Flag }, { additionalProperties: false });
const Report = Type.Object({
  imported: Type.Boolean({ description: 'false: nothing was changed' }),
  rows: Type.Integer(),
  added: Type.Integer(),
  changed: Type.Integer(),
  same: Type.Integer(),
  levels: Type.Integer(),
  encoding: Type.String(),
  unknownHeadings: Type.Array(Type.String()),
  faultCount: Type.Integer(),
  faults: Type.Array(
    Type.Object({ line: Type.Integer(), column: Type.String(), zh: Type.String(), en: Type.String() }),
  ),
});

/**
 * POST /catalogue/import: the bytes of a CSV or .xlsx file. As long as one row is faulty nothing is taken, unless
 * `partial=1` says to take the right ones; `dry=1` only says what would happen.
 */
export function importRoutes(http: Http): void {
  void http.app.register(async (app) => {
    app.removeAllContentTypeParsers();
    app.addContentTypeParser(
      '*',
      { parseAs: 'buffer', bodyLimit: FILE_MAX },
      async (_request: unknown, body: unknown) => body,
    );
    app.post<{ Querystring: { dry?: string; partial?: string }; Body: unknown }>(
      '/api/v1/catalogue/import',
      {
        bodyLimit: FILE_MAX,
        config: { permission: 'catalogue' },
        schema: { querystring: Query, response: { 200: Report, 409: Problem, 422: Problem } },
      },
      async ({ query, body }, reply) => {
        if (!Buffer.isBuffer(body) || body.length === 0)
          return sendProblem(reply, problem(422, 'file-empty', 'Send the bytes of a CSV or .xlsx file.'));
        const read = await catalogueOf(http, body);
        if (read instanceof CatalogueRefused)
          return sendProblem(reply, problem(422, 'file-unreadable', read.message, { why: read.message }));
        const plan = planOf(http.sql, read.rows);
        const isTaken = query.dry !== '1' && (read.faults.length === 0 || query.partial === '1');
        const stopped = isTaken ? await send(http, plan) : undefined;
        return stopped ? sendProblem(reply, stopped) : reply.send(reportOf(read, plan, isTaken));
      },
    );
  });
}

async function catalogueOf({ sql }: Http, bytes: Uint8Array): Promise<Catalogue | CatalogueRefused> {
  try {
    return await readCatalogueFile(bytes, decimalsOf(readShop(sql)?.currency ?? 'CNY'));
  } catch (error) {
    if (error instanceof CatalogueRefused) return error;
    throw error;
  }
}

function reportOf(read: Catalogue, plan: Plan, imported: boolean) {
  const { added, changed, same } = plan;
  const { encoding, faults } = read;
  return {
    ...{ imported, rows: read.rows.length, added, changed, same, levels: plan.levels.length, encoding },
    unknownHeadings: [...read.unknownHeadings],
    faultCount: faults.length,
    faults: faults.slice(0, FAULTS_SHOWN),
  };
}

const ACTOR: Actor = { by: 'screen:catalogue' };

/** Sends what changes, batch by batch. Where one is refused, the answer says how far it came: nothing ends half-way unsaid. */
async function send({ submit, newId }: Http, plan: Plan): Promise<Problem | undefined> {
  const batches = [
    ...batched(plan.items).map((items) => ({ type: 'catalog.set-items', body: { items } })),
    ...batched(plan.levels).map((rules) => ({ type: 'replenishment.set-levels', body: { rules } })),
  ];
  for (const [i, batch] of batches.entries()) {
    const outcome = await submit({ ...batch, id: newId(), actor: ACTOR });
    if (outcome.status === 'done') continue;
    const why = outcome.status === 'refused' ? refusalProblem(outcome.refusal) : faultProblem(outcome);
    if (i === 0) return why;
    return { ...why, code: 'import-stopped', params: { done: i * BATCH, why: why.detail ?? why.title } };
  }
  return undefined;
}

function batched<T>(list: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(list.length / BATCH) }, (_, i) => list.slice(i * BATCH, (i + 1) * BATCH));
}
