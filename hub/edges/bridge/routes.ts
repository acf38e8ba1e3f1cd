import { timingSafeEqual } from 'node:crypto';
import Type from 'typebox';
import { BridgeHello, BridgeWork, DeviceReport } from '../../../firmware-bridge/contract/device-report.ts';
import { JobProgress } from '../../../firmware-bridge/contract/print-job.ts';
import { DeviceView } from '../../contract/devices.ts';
import { knownDevices } from '../../features/devices/tables.ts';
import { readShop } from '../../features/shop/tables.ts';
import type { Http } from '../http/http.ts';
import { faultProblem, problem, sendProblem } from '../http/problem.ts';
import { type BridgeDesk, bridgeDesk, isFault } from './desk.ts';
import type { Presence } from './presence.ts';
import { readingRoutes } from './readings.ts';

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
  const { app } = http;
  const isBridge = bridgeGuard(token);
  const desk = bridgeDesk(http, presence);
  readingRoutes(http, desk, isBridge);
  app.get(
    '/api/v1/devices',
    { config: { permission: 'look' }, schema: { response: { 200: Type.Object({ devices: Type.Array(DeviceView) }) } } },
    async () => ({ devices: deviceViews(http, presence) }),
  );
  app.register(async (only) => {
    only.addHook('onRequest', async (request, reply) => {
      if (!isBridge(request.headers.authorization))
        return sendProblem(
          reply,
          problem(401, 'bridge-token', 'This bridge shows no valid token: check its settings.'),
        );
      presence.seen();
    });
    workRoutes(only as unknown as Http['app'], desk);
  });
}

function workRoutes(app: Http['app'], desk: BridgeDesk): void {
  app.post<{ Body: BridgeHello }>(
    '/api/v1/bridge/hello',
    { config: { permission: 'bridge' }, schema: { body: BridgeHello, response: { 200: BridgeWork } } },
    async (request, reply) => {
      const work = await desk.hello(request.body);
      return isFault(work) ? sendProblem(reply, faultProblem(work)) : work;
    },
  );
  app.get<{ Querystring: { bridge?: string; after?: string } }>(
    '/api/v1/bridge/work',
    { config: { permission: 'bridge' }, schema: { response: { 200: BridgeWork } } },
    ({ query }) => desk.work(Number(query.after ?? 0)),
  );
  const Devices = Type.Object({ bridge: Type.String(), devices: Type.Array(DeviceReport, { maxItems: 200 }) });
  app.post<{ Body: { bridge: string; devices: DeviceReport[] } }>(
    '/api/v1/bridge/devices',
    { config: { permission: 'bridge' }, schema: { body: Devices } },
    async (request, reply) => {
      const fault = await desk.report(request.body.bridge, request.body.devices);
      return fault ? sendProblem(reply, faultProblem(fault)) : reply.code(204).send();
    },
  );
  const Progress = Type.Intersect([JobProgress, Type.Object({ bridge: Type.String(), incarnation: Type.String() })]);
  app.post<{ Params: { id: string }; Body: JobProgress & { bridge: string; incarnation: string } }>(
    '/api/v1/bridge/jobs/:id/progress',
    {
      config: { permission: 'bridge' },
      schema: { body: Progress, response: { 200: Type.Object({ go: Type.Boolean() }) } },
    },
    async (request, reply) => {
      const { bridge, incarnation, ...progress } = request.body;
      const answer = await desk.progress(request.params.id, { bridge, incarnation }, progress);
      return isFault(answer) ? sendProblem(reply, faultProblem(answer)) : answer;
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
