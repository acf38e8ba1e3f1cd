import { createHash, randomBytes } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { IdentityView, IssuedCredential, NewCredential, Reasoned } from '../../contract/identities.ts';
import type { RouteParts } from '../../feature.ts';
import { StorePath } from '../../http/schemas.ts';
import { allow, deny, identityOf, keepCredential } from './tables.ts';

export function identityRoutes(app: FastifyInstance, { db, now, cut }: RouteParts): void {
  app.get<{ Params: StorePath }>(
    '/stores/:store/identity',
    { schema: { params: StorePath, response: { 200: IdentityView } } },
    ({ params }) => identityOf(db, params.store),
  );
  app.post<{ Params: StorePath; Body: NewCredential }>(
    '/stores/:store/credentials',
    { schema: { params: StorePath, body: NewCredential, response: { 200: IssuedCredential } } },
    async ({ params: { store }, body: { by } }) => {
      const token = randomBytes(32).toString('base64url');
      const digest = createHash('sha256').update(token).digest('hex');
      const valid = await db.transaction((tx) => keepCredential(tx, store, { digest, by, at: now() }));
      // Whoever is connected by a token that has just ended must show another one.
      cut(store);
      return { store, token, valid };
    },
  );
  app.post<{ Params: StorePath; Body: Reasoned }>(
    '/stores/:store/deny',
    { schema: { params: StorePath, body: Reasoned, response: { 200: IdentityView } } },
    async ({ params: { store }, body }) => {
      await db.transaction((tx) => deny(tx, store, body, now()));
      cut(store);
      return identityOf(db, store);
    },
  );
  app.post<{ Params: StorePath; Body: Reasoned }>(
    '/stores/:store/allow',
    { schema: { params: StorePath, body: Reasoned, response: { 200: IdentityView } } },
    async ({ params: { store } }) => {
      await db.transaction((tx) => allow(tx, store));
      return identityOf(db, store);
    },
  );
}
