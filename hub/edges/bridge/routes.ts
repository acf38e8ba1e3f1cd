import { timingSafeEqual } from 'node:crypto';
import Type from 'typebox';
import { BridgeHello, BridgeWork, DeviceReport } from '../../../firmware-bridge/contract/device-report.ts';
import { JobProgress } from '../../../firmware-bridge/contract/print-job.ts';
import { DeviceView } from '../../contract/devices.ts';
import { slipDocument } from '../../core/slip-document.ts';
import { devicePlan, knownDevices } from '../../features/devices/tables.ts';
import { readShop } from '../../features/shop/tables.ts';
import { queuedSlips } from '../../features/slips/tables.ts';
import type { Http } from '../http/http.ts';
import { faultProblem, problem, sendProblem } from '../http/problem.ts';
import type { Presence } from './presence.ts';
import { readingRoutes } from './readings.ts';

const WAIT_MS = 20_000;

/** Entries after which a bridge must look at its work again. */
export function concernsBridge(type: string): boolean {
  return (
    type.startsWith('slips.') ||
    (type.startsWith('devices.') && type !== 'devices.reading-taken') ||
    type.startsWith('shop.')
  );
}

/** Whether the header carries the token; compared in constant time. Without a token set, no bridge is let in. */
export function bridgeGuard(token: string | undefined): (authorization: string | undefined) => boolean {
  const wanted = Buffer.from(`Bearer ${token ?? ''}`);
  return (authorization) => {
    const shown = Buffer.from(authorization ?? '');
    return token !== undefined && shown.length === wanted.length && timingSafeEqual(shown, wanted);
  };
}

/** The hub's side of the conversation with bridges. */
export function bridgeRoutes(http: Http, presence: Presence, token: string | undefined): void {
  const { app, sql } = http;
  const isBridge = bridgeGuard(token);
  readingRoutes(http, isBridge);
  app.get(
    '/api/v1/devices',
    { schema: { response: { 200: Type.Object({ devices: Type.Array(DeviceView) }) } } },
    async () => ({ devices: deviceViews(http, presence) }),
  );
  const look = (): Omit<BridgeWork, 'version'> => ({
    plan: devicePlan(sql),
    jobs: queuedSlips(sql).map(({ slip, printer, content }) => ({
      id: slip,
      printer,
      document: slipDocument(content),
    })),
  });
  app.register(async (only) => {
    only.addHook('onRequest', async (request, reply) => {
      if (!isBridge(request.headers.authorization))
        return sendProblem(
          reply,
          problem(401, 'bridge-token', 'This bridge shows no valid token: check its settings.'),
        );
      presence.seen();
    });
    workRoutes({ ...http, app: only as unknown as Http['app'] }, presence, look);
    jobRoutes({ ...http, app: only as unknown as Http['app'] });
  });
}

function workRoutes({ app, submit, newId }: Http, presence: Presence, look: () => Omit<BridgeWork, 'version'>): void {
  app.post<{ Body: BridgeHello }>(
    '/api/v1/bridge/hello',
    { schema: { body: BridgeHello, response: { 200: BridgeWork } } },
    async (request, reply) => {
      const { bridge, incarnation, jobsInHand } = request.body;
      const actor = { by: `bridge:${bridge}` };
      const body = { bridge, incarnation, inHand: jobsInHand };
      const outcome = await submit({ id: newId(), type: 'slips.reconcile', body, actor });
      if (outcome.status === 'fault') return sendProblem(reply, faultProblem(outcome));
      return presence.work(look);
    },
  );
  app.get<{ Querystring: { bridge?: string; after?: string } }>(
    '/api/v1/bridge/work',
    { schema: { response: { 200: BridgeWork } } },
    async ({ query }) => {
      await presence.news(Number(query.after ?? 0), WAIT_MS);
      return presence.work(look);
    },
  );
  const Devices = Type.Object({ bridge: Type.String(), devices: Type.Array(DeviceReport, { maxItems: 200 }) });
  app.post<{ Body: { bridge: string; devices: DeviceReport[] } }>(
    '/api/v1/bridge/devices',
    { schema: { body: Devices } },
    async (request, reply) => {
      const { bridge, devices } = request.body;
      presence.report(devices);
      for (const { identity, kind, transport, path, label } of devices) {
        const body = { identity, kind, transport, path, label };
        const outcome = await submit({ id: newId(), type: 'devices.offer', body, actor: { by: `bridge:${bridge}` } });
        if (outcome.status === 'fault') return sendProblem(reply, faultProblem(outcome));
      }
      return reply.code(204).send();
    },
  );
}

function jobRoutes({ app, submit, newId }: Http): void {
  const Progress = Type.Intersect([JobProgress, Type.Object({ bridge: Type.String(), incarnation: Type.String() })]);
  app.post<{ Params: { id: string }; Body: JobProgress & { bridge: string; incarnation: string } }>(
    '/api/v1/bridge/jobs/:id/progress',
    { schema: { body: Progress, response: { 200: Type.Object({ go: Type.Boolean() }) } } },
    async (request, reply) => {
      const { bridge, incarnation, ...progress } = request.body;
      const body = { slip: request.params.id, bridge, incarnation, progress };
      const outcome = await submit({ id: newId(), type: 'slips.progress', body, actor: { by: `bridge:${bridge}` } });
      if (outcome.status === 'fault') return sendProblem(reply, faultProblem(outcome));
      return { go: outcome.status === 'done' };
    },
  );
}

function deviceViews({ sql, now }: Http, presence: Presence): DeviceView[] {
  const slipPrinter = readShop(sql)?.slipPrinter;
  return knownDevices(sql).map(({ identity, kind, transport, path, name, accepted, counter, settings }) => {
    const report = presence.of(identity);
    const gunOnPage = transport === 'pretend' && kind === 'scanner';
    const state = gunOnPage ? 'open' : presence.connected ? (report?.state ?? 'absent') : 'bridge-away';
    return {
      identity,
      kind,
      transport,
      path: report?.path ?? path,
      name,
      accepted,
      state,
      since: report?.since ?? now(),
      slipPrinter: identity === slipPrinter,
      settings,
      ...(counter ? { counter } : {}),
      ...(report?.detail ? { detail: report.detail } : {}),
    };
  });
}
