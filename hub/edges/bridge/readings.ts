import Type from 'typebox';
import { Reading, Verdict } from '../../../firmware-bridge/contract/reading.ts';
import type { Problem } from '../../contract/problem.ts';
import type { Who } from '../access/who.ts';
import type { Http } from '../http/http.ts';
import { faultProblem, problem, sendProblem } from '../http/problem.ts';
import { type BridgeDesk, isFault } from './desk.ts';

const Batch = Type.Object(
  { readings: Type.Array(Reading, { minItems: 1, maxItems: 500 }) },
  { additionalProperties: false },
);

/** POST /readings: from bridges, phones and pages alike, the same body. Answered when everything is on disk. */
export function readingRoutes(
  { app }: Pick<Http, 'app'>,
  desk: BridgeDesk,
  isBridge: (authorization: string | undefined) => boolean,
): void {
  app.post<{ Body: { readings: Reading[] } }>(
    '/api/v1/readings',
    {
      config: { permission: 'screen' },
      bodyLimit: 8 * 1024 * 1024,
      schema: { body: Batch, response: { 200: Type.Object({ verdicts: Type.Array(Verdict) }) } },
    },
    async (request, reply) => {
      const { readings } = request.body;
      const open = readings.every((r) => r.device.startsWith('screen:') || r.device.startsWith('pretend:'));
      const refused = request.who && speaksForOthers(request.who, readings);
      if (refused) return sendProblem(reply, refused);
      if (!open && !isBridge(request.headers.authorization))
        return sendProblem(reply, problem(401, 'bridge-token', 'Only a bridge with its token may speak for a device.'));
      const verdicts = await desk.take(readings);
      return isFault(verdicts) ? sendProblem(reply, faultProblem(verdicts)) : { verdicts };
    },
  );
}

/** A screen of one counter scans for that counter; and pretend guns are for this PC and for who sets the shop up. */
function speaksForOthers({ screen, permissions, isBridge }: Who, readings: readonly Reading[]): Problem | undefined {
  if (isBridge || !screen) return undefined;
  const own = screen.counter === undefined ? 'screen:' : `screen:${screen.counter}`;
  const isOwn = ({ device }: Reading): boolean =>
    screen.counter === undefined ? device.startsWith(own) : device === own;
  if (readings.every(isOwn) || permissions.has('configure')) return undefined;
  return problem(403, 'screen-of-another-counter', 'This screen may only scan for its own counter.');
}
