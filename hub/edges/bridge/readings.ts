import Type from 'typebox';
import { Reading, Verdict } from '../../../firmware-bridge/contract/reading.ts';
import type { Outcome } from '../../contract/command.ts';
import type { Events } from '../../contract/commands.ts';
import type { Entry } from '../../contract/journal.ts';
import type { Http } from '../http/http.ts';
import { faultProblem, problem, sendProblem } from '../http/problem.ts';

const Batch = Type.Object(
  { readings: Type.Array(Reading, { minItems: 1, maxItems: 500 }) },
  { additionalProperties: false },
);

/** POST /readings: from bridges, phones and pages alike, the same body. Answered when everything is on disk. */
export function readingRoutes(http: Http, isBridge: (authorization: string | undefined) => boolean): void {
  http.app.post<{ Body: { readings: Reading[] } }>(
    '/api/v1/readings',
    {
      bodyLimit: 8 * 1024 * 1024,
      schema: { body: Batch, response: { 200: Type.Object({ verdicts: Type.Array(Verdict) }) } },
    },
    async (request, reply) => {
      const { readings } = request.body;
      const open = readings.every((r) => r.device.startsWith('screen:') || r.device.startsWith('pretend:'));
      if (!open && !isBridge(request.headers.authorization))
        return sendProblem(reply, problem(401, 'bridge-token', 'Only a bridge with its token may speak for a device.'));
      const outcomes = await Promise.all(readings.map((reading) => take(http, reading)));
      const fault = outcomes.find((o) => o.status === 'fault');
      if (fault?.status === 'fault') return sendProblem(reply, faultProblem(fault));
      return { verdicts: outcomes.map((outcome, i) => verdictOf(readings[i]?.id ?? '', outcome)) };
    },
  );
}

/** A reading that trips over a mistake of ours is still not lost: its bytes go to the inbox. */
async function take({ sql, submit }: Http, reading: Reading): Promise<Outcome> {
  const counter = reading.device.startsWith('screen:')
    ? reading.device.slice('screen:'.length)
    : sql.get<{ counter: string | null }>('SELECT counter FROM device WHERE identity = ?', reading.device)?.counter;
  const actor = { by: `device:${reading.device}`.slice(0, 200), ...(counter ? { counter } : {}) };
  const outcome = await submit({ id: reading.id, type: 'devices.take-reading', body: reading, actor });
  if (outcome.status !== 'fault' || outcome.code !== 'bug') return outcome;
  const body = { reading: reading.id, counter: counter ?? '', text: reading.text, raw: reading.raw, reason: 'fault' };
  return submit({ id: `${reading.id}:inbox`, type: 'catalog.note-unknown', body, actor });
}

function verdictOf(id: string, outcome: Outcome): Verdict {
  if (outcome.status !== 'done')
    return { id, verdict: 'refused', title: outcome.status === 'refused' ? outcome.refusal.detail : outcome.detail };
  const refused = outcome.entries.find(
    (e): e is Entry<string, Events['spine.reaction-refused']> => e.type === 'spine.reaction-refused',
  );
  if (refused) return { id, verdict: 'refused', title: refused.data.detail };
  const unknown = outcome.entries.some((e) => e.type === 'catalog.unknown-noted');
  return unknown ? { id, verdict: 'unknown' } : { id, verdict: 'accepted' };
}
