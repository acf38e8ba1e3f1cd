import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import type { LinkEntry } from '../../../hub/contract/uplink.ts';
import { StoreName } from '../../../hub/contract/uplink.ts';
import { Reasoned } from '../../contract/identities.ts';
import { AsideView, EditedEntry } from '../../contract/repairs.ts';
import type { RouteParts } from '../../feature.ts';
import { ProblemError } from '../../http/problem.ts';
import { StorePath } from '../../http/schemas.ts';
import type { Sql } from '../../store/database.ts';
import { StorageFault } from '../../store/database.ts';
import { refusalOf } from './rules.ts';
import { asideOf, oneAside, settleAside } from './tables.ts';

const EntryPath = Type.Object({
  store: StoreName,
  epoch: Type.String({ minLength: 1, maxLength: 80 }),
  seq: Type.String({ pattern: '^[0-9]{1,15}$' }),
});
type EntryPath = Type.Static<typeof EntryPath>;
const placeOf = ({ store, epoch, seq }: EntryPath) => ({ store, epoch, seq: Number(seq) });

export function repairRoutes(app: FastifyInstance, { db, now, keepAgain, changed }: RouteParts): void {
  app.get<{ Params: StorePath }>(
    '/stores/:store/quarantine',
    { schema: { params: StorePath, response: { 200: Type.Object({ rows: Type.Array(AsideView) }) } } },
    async ({ params }) => ({ rows: await asideOf(db, params.store) }),
  );
  app.post<{ Params: EntryPath; Body: Reasoned }>(
    '/stores/:store/quarantine/:epoch/:seq/skip',
    { schema: { params: EntryPath, body: Reasoned, response: { 200: AsideView } } },
    async ({ params, body }) => {
      const at = placeOf(params);
      const view = await db.transaction(async (tx) => {
        await waiting(tx, at);
        await settleAside(tx, at, { state: 'skipped', ...body, now: now() });
        return oneAside(tx, at.store, at.epoch, at.seq);
      });
      changed(at.store);
      return view;
    },
  );
  app.post<{ Params: EntryPath; Body: EditedEntry }>(
    '/stores/:store/quarantine/:epoch/:seq/resend',
    { schema: { params: EntryPath, body: EditedEntry, response: { 200: AsideView } } },
    async ({ params, body: { by, reason, entry } }) => {
      const at = placeOf(params);
      const view = await db.transaction(async (tx) => {
        const found = await waiting(tx, at);
        const how = { state: 'resent' as const, by, reason, edited: JSON.stringify(entry ?? null), now: now() };
        await settleAside(tx, at, how);
        const { epoch, seq, position } = found;
        await keepAgain(tx, at.store, { epoch, seq, position, entry: entry as LinkEntry }).catch(refuse);
        return oneAside(tx, at.store, at.epoch, at.seq);
      });
      changed(at.store);
      return view;
    },
  );
}

async function waiting(tx: Sql, at: { store: string; epoch: string; seq: number }): Promise<AsideView> {
  const found = await oneAside(tx, at.store, at.epoch, at.seq);
  const refusal = refusalOf(found);
  if (refusal !== undefined) throw new ProblemError(refusal.status, refusal.code, refusal.detail);
  return found as AsideView;
}

/** Still poison: nothing of it was done, and whoever edited it is told why. */
function refuse(error: unknown): never {
  if (error instanceof StorageFault) throw error;
  throw new ProblemError(422, 'entry-poisoned', String(error instanceof Error ? error.message : error).slice(0, 300));
}
