import Type from 'typebox';
import { Reading, Verdict } from '../../../firmware-bridge/contract/reading.ts';
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
      if (!open && !isBridge(request.headers.authorization))
        return sendProblem(reply, problem(401, 'bridge-token', 'Only a bridge with its token may speak for a device.'));
      const verdicts = await desk.take(readings);
      return isFault(verdicts) ? sendProblem(reply, faultProblem(verdicts)) : { verdicts };
    },
  );
}
