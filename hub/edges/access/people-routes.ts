import Type from 'typebox';
import { AccessBook, accessBodies } from '../../contract/access.ts';
import { latestNotes } from '../../features/access/tables.ts';
import type { Http } from '../http/http.ts';
import { problem, sendProblem } from '../http/problem.ts';
import { asLock, attempts, pairingBy, pinsSet, screens, viewOfSession } from './book.ts';
import { SCREEN_COOKIE, setCookie } from './cookies.ts';
import { livingSessions, type Porters, whoOf } from './routes.ts';
import { hashOf, newPairingCode, newToken, pairingCodeOf } from './secrets.ts';
import { STRANGER } from './who.ts';

const base = '/api/v1/access';
const PAIRING_MS = 10 * 60_000;
const NOTES = 100;
const people = { config: { permission: 'people' }, bodyLimit: 4096 } as const;

/** For who looks after people: who is signed in, who is locked out, which screens may come in. */
export function peopleRoutes({ app }: Pick<Http, 'app'>, porters: Porters): void {
  const { port, door, pins } = porters;
  const { sql, now, keep } = port;
  app.get(`${base}/book`, { ...people, schema: { response: { 200: AccessBook } } }, async () => ({
    pins: pinsSet(sql),
    sessions: livingSessions(porters).map((fact) => viewOfSession(fact, door.seenAt(fact))),
    screens: screens(sql),
    locks: attempts(sql)
      .filter((row) => pins.locks.left(row.place, row.staff) > 0)
      .map(asLock),
    notes: latestNotes(sql, NOTES),
  }));
  app.post<{ Body: { staff: string } }>(
    `${base}/unlock`,
    { ...people, schema: { body: accessBodies.staff } },
    async (request, reply) => {
      const { staff } = request.body;
      const { place, person } = whoOf(request);
      const by = person ? { by: person.staff } : {};
      await keep([{ drop: 'attempts-of', key: staff }], { what: 'unlocked', staff, place, ...by });
      pins.locks.forget(staff);
      return reply.code(204).send();
    },
  );
  app.post<{ Body: { session: string } }>(
    `${base}/end-session`,
    { ...people, schema: { body: accessBodies.session } },
    async (request, reply) => {
      const fact = livingSessions(porters).find((one) => one.session === request.body.session);
      if (!fact) return sendProblem(reply, problem(404, 'session-missing', 'This session is over already.'));
      const { person } = whoOf(request);
      const by = person ? { by: person.staff } : {};
      const note = { what: 'sessions-ended', staff: fact.staff, place: fact.place, ...by } as const;
      await keep([{ drop: 'session', key: fact.session }], note);
      return reply.code(204).send();
    },
  );
  app.post<{ Body: { screen: string } }>(
    `${base}/revoke-screen`,
    { ...people, schema: { body: accessBodies.screen } },
    async (request, reply) => {
      const { screen } = request.body;
      const known = screens(sql).find((one) => one.screen === screen && one.revokedAt === undefined);
      if (!known) return sendProblem(reply, problem(404, 'screen-missing', 'There is no such screen.'));
      const { person } = whoOf(request);
      const by = person ? { by: person.staff } : {};
      await keep(
        [
          { revoke: screen, at: now() },
          { drop: 'sessions-at', key: screen },
        ],
        { what: 'screen-revoked', place: screen, about: known.name, ...by },
      );
      return reply.code(204).send();
    },
  );
}

/** A screen on another machine comes in by a code that the hub's own screen shows, once, within minutes. */
export function pairingRoutes({ app }: Pick<Http, 'app'>, { port, pins }: Porters): void {
  const { sql, now, newId, keep } = port;
  const Code = Type.Object({ code: Type.String(), until: Type.Integer() });
  app.post<{ Body: { name: string; counter?: string } }>(
    `${base}/pairing`,
    { ...people, schema: { body: accessBodies.pairing, response: { 200: Code } } },
    async (request) => {
      const { name, counter } = request.body;
      const code = newPairingCode();
      const until = now() + PAIRING_MS;
      const madeBy = whoOf(request).person?.staff ?? 'this-pc';
      await keep([{ put: 'pairing', row: { code: hashOf(code), name, counter: counter ?? null, madeBy, until } }]);
      return { code: `${code.slice(0, 4)}-${code.slice(4)}`, until };
    },
  );
  let last: Promise<unknown> = Promise.resolve();
  /** One after the other, so that a code typed on two machines at once lets in one. */
  const register = (code: string): Promise<{ token: string; screen: string; name: string } | number> => {
    const answer = last.then(async () => {
      const left = pins.locks.left(STRANGER, '');
      if (left > 0) return left;
      const row = pairingBy(sql, hashOf(pairingCodeOf(code)));
      if (!row || row.until < now()) {
        const reserved = pins.locks.reserve(STRANGER, '');
        await keep(reserved.writes);
        pins.locks.begin(reserved);
        return 0;
      }
      const [token, screen, at] = [newToken(), newId(), now()];
      const { name, counter, madeBy } = row;
      const made = { screen, token: hashOf(token), name, counter, registeredAt: at, registeredBy: madeBy, seenAt: at };
      await keep(
        [
          { drop: 'pairing', key: row.code },
          { put: 'screen', row: made },
        ],
        { what: 'screen-registered', place: screen, about: name, ...(madeBy === 'this-pc' ? {} : { by: madeBy }) },
      );
      return { token, screen, name };
    });
    last = answer.catch(() => undefined);
    return answer;
  };
  app.post<{ Body: { code: string } }>(
    `${base}/pair`,
    { config: { permission: 'public' }, bodyLimit: 4096, schema: { body: accessBodies.pair } },
    async (request, reply) => {
      const made = await register(request.body.code);
      if (made === 0)
        return sendProblem(reply, problem(401, 'pairing-wrong', 'This code is wrong, used or too old: get a new one.'));
      if (typeof made === 'number') {
        const params = { seconds: Math.ceil(made / 1000), until: now() + made };
        return sendProblem(reply, problem(429, 'locked-out', 'Too many wrong codes: wait.', params));
      }
      return reply.header('set-cookie', setCookie(SCREEN_COOKIE, made.token)).code(200).send({ screen: made.screen });
    },
  );
}
