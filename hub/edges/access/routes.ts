import type { FastifyReply, FastifyRequest } from 'fastify';
import Type from 'typebox';
import { type AccessView, accessBodies, AccessView as View } from '../../contract/access.ts';
import type { Http } from '../http/http.ts';
import { problem, sendProblem } from '../http/problem.ts';
import type { Approvals } from './approvals.ts';
import { activePerson, pinOf, sessionFacts } from './book.ts';
import { dropCookie, SESSION_COOKIE, setCookie } from './cookies.ts';
import type { Door } from './door.ts';
import { askingOf } from './gate.ts';
import type { Pins } from './pins.ts';
import type { AccessPort } from './port.ts';
import type { Sessions, SignedIn } from './sessions.ts';
import { nothing, STRANGER, THIS_PC, type Who } from './who.ts';

/** Those who stand at the door. */
export interface Porters {
  readonly port: AccessPort;
  readonly door: Door;
  readonly pins: Pins;
  readonly sessions: Sessions;
  readonly approvals: Approvals;
}

export const whoOf = (request: FastifyRequest): Who =>
  request.who ?? { place: STRANGER, isBridge: false, permissions: nothing };
const base = '/api/v1/access';

/** Where one stands, signing in and out, and one's own PIN. */
export function accessRoutes({ app, sql }: Pick<Http, 'app' | 'sql'>, porters: Porters): void {
  const { door, sessions } = porters;
  const view = (who: Who, counter?: string): AccessView => viewOf(porters, who, counter);
  app.get<{ Querystring: { counter?: string } }>(
    base,
    {
      config: { permission: 'public' },
      schema: { querystring: Type.Object({ counter: Type.Optional(Type.String()) }), response: { 200: View } },
    },
    async (request) => view(whoOf(request), request.query.counter),
  );
  const letIn = (request: FastifyRequest, reply: FastifyReply, answer: SignedIn): FastifyReply => {
    if ('problem' in answer) return sendProblem(reply, answer.problem);
    const cookie = `${request.headers.cookie?.replace(/tillside_session=[^;]*;?/, '') ?? ''}; ${SESSION_COOKIE}=${answer.token}`;
    const asking = askingOf(request);
    const now = door.who({ ...asking, headers: { ...asking.headers, cookie } });
    return reply.header('set-cookie', setCookie(SESSION_COOKIE, answer.token)).send(view(now));
  };
  app.post<{ Body: { number: number; pin: string; counter?: string } }>(
    `${base}/sign-in`,
    {
      config: { permission: 'screen' },
      bodyLimit: 4096,
      schema: { body: accessBodies.signIn, response: { 200: View } },
    },
    async (request, reply) => letIn(request, reply, await sessions.byPin(whoOf(request), request.body)),
  );
  app.post<{ Body: { counter: string } }>(
    `${base}/badge`,
    {
      config: { permission: 'screen' },
      bodyLimit: 4096,
      schema: { body: accessBodies.badge, response: { 200: View } },
    },
    async (request, reply) => letIn(request, reply, await sessions.byBadge(whoOf(request), request.body.counter)),
  );
  app.post(`${base}/sign-out`, { config: { permission: 'public' }, bodyLimit: 4096 }, async (request, reply) => {
    const { session, person, place } = whoOf(request);
    if (session && person) await sessions.end(session, place, person.staff, person.staff);
    return reply.header('set-cookie', dropCookie(SESSION_COOKIE)).code(204).send();
  });
  app.post(`${base}/stay`, { config: { permission: 'screen' }, bodyLimit: 4096 }, async (_request, reply) =>
    reply.code(204).send(),
  );
  pinRoute({ app, sql }, porters);
}

/** What the hub says to a screen about itself. A stranger learns that it is one. */
function viewOf({ door, sessions }: Porters, who: Who, counter?: string): AccessView {
  const place = who.place === THIS_PC || who.place === STRANGER ? who.place : 'screen';
  const badged = counter === undefined || place === 'stranger' ? undefined : sessions.justBadged(counter);
  const { screen, person } = who;
  return {
    place,
    signIn: place === 'screen' || (place === 'this-pc' && !door.isOpen),
    ...(screen
      ? { screen: { screen: screen.screen, name: screen.name, ...(screen.counter ? { counter: screen.counter } : {}) } }
      : {}),
    ...(person ? { person } : {}),
    permissions: [...who.permissions],
    ...(badged ? { badge: { staff: badged.staff, nameZh: badged.nameZh, nameEn: badged.nameEn } } : {}),
  };
}

interface SetPin {
  staff: string;
  pin: string;
  current?: string;
  id?: string;
  approval?: import('../../contract/access.ts').Approval;
}

/**
 * One's own PIN with the old one; somebody’s first by whoever looks after people; and to replace somebody else’s takes a
 * second person, because a PIN that was replaced opens what its owner may open.
 */
function pinRoute({ app, sql }: Pick<Http, 'app' | 'sql'>, { pins, approvals }: Porters): void {
  app.post<{ Body: SetPin }>(
    `${base}/pin`,
    { config: { permission: 'look' }, bodyLimit: 4096, schema: { body: accessBodies.setPin } },
    async (request, reply) => {
      const { staff, pin, current, id = '', approval } = request.body;
      const who = whoOf(request);
      const me = who.person?.staff;
      const person = activePerson(sql, staff);
      const has = pinOf(sql, staff) !== undefined;
      if (!person) return sendProblem(reply, problem(404, 'staff-missing', 'There is no such person here.', { staff }));
      if (isWeak(pin))
        return sendProblem(reply, problem(409, 'pin-weak', 'Choose a PIN that is not so easy to guess.'));
      if (me === staff && has) {
        const no = await pins.prove({ place: who.place, staff, pin: current ?? '', refused: { what: 'refused' } });
        if (no) return sendProblem(reply, no);
      } else if (!who.permissions.has('people')) {
        return sendProblem(
          reply,
          problem(403, 'not-allowed', 'Only the manager sets somebody’s PIN.', { permission: 'people' }),
        );
      } else if (has && me !== undefined) {
        if (!approval)
          return sendProblem(
            reply,
            problem(403, 'approval-needed', 'To replace a PIN takes a second person.', {
              permission: 'people.approve',
            }),
          );
        const no = await approvals.check(who, me, 'people.approve', 'access.set-pin', id, approval);
        if (no) return sendProblem(reply, no);
      }
      await pins.set(staff, pin, who.place, me, approval?.by);
      return reply.code(204).send();
    },
  );
}

/** All the same, or up or down a row: what everybody tries first. */
function isWeak(pin: string): boolean {
  const steps = [...pin].slice(1).map((digit, i) => Number(digit) - Number(pin[i]));
  return steps.every((step) => step === steps[0] && Math.abs(step) <= 1);
}

/** Every session there is that still lives. */
export const livingSessions = ({ port, door }: Porters) => sessionFacts(port.sql).filter((fact) => door.lives(fact));
