import type { BridgeHello, BridgeWork, DeviceReport } from '../../../firmware-bridge/contract/device-report.ts';
import type { JobProgress } from '../../../firmware-bridge/contract/print-job.ts';
import type { Reading, Verdict } from '../../../firmware-bridge/contract/reading.ts';
import type { Outcome } from '../../contract/command.ts';
import type { Events } from '../../contract/commands.ts';
import type { Entry } from '../../contract/journal.ts';
import { slipDocument } from '../../core/slip-document.ts';
import { devicePlan } from '../../features/devices/tables.ts';
import { queuedSlips } from '../../features/slips/tables.ts';
import type { Http } from '../http/http.ts';
import type { Presence } from './presence.ts';

const WAIT_MS = 20_000;

/** Nothing was done, and the bridge shall say it again later. */
export type Fault = Extract<Outcome, { status: 'fault' }>;
export type Spoken = { readonly bridge: string; readonly incarnation: string };

/**
 * What bridges are told and asked, without the way it travels: over HTTP, or by a call within one process. Every
 * answer speaks of what is on disk, and the work is read from the tables anew each time, so that no slip hangs on a
 * message somebody may have missed.
 */
export interface BridgeDesk {
  take(readings: readonly Reading[]): Promise<Verdict[] | Fault>;
  hello(hello: BridgeHello): Promise<BridgeWork | Fault>;
  work(after: number): Promise<BridgeWork>;
  report(bridge: string, devices: readonly DeviceReport[]): Promise<Fault | undefined>;
  progress(job: string, spoken: Spoken, progress: JobProgress): Promise<{ go: boolean } | Fault>;
}

export function isFault(answer: object | undefined): answer is Fault {
  return answer !== undefined && 'status' in answer && answer.status === 'fault';
}

/** Entries after which a bridge must look at its work again. */
export function concernsBridge(type: string): boolean {
  return (
    type.startsWith('slips.') ||
    (type.startsWith('devices.') && !type.startsWith('devices.reading-')) ||
    type.startsWith('shop.')
  );
}

export function bridgeDesk(hub: Pick<Http, 'sql' | 'submit' | 'newId'>, presence: Presence): BridgeDesk {
  const { sql, submit, newId } = hub;
  const look = (): Omit<BridgeWork, 'version'> => ({
    plan: devicePlan(sql),
    jobs: queuedSlips(sql).map(({ slip, printer, content }) => ({
      id: slip,
      printer,
      document: slipDocument(content),
    })),
  });
  return {
    take: async (readings) => {
      const outcomes = await Promise.all(readings.map((reading) => take(hub, reading)));
      return outcomes.find(isFault) ?? outcomes.map((outcome, i) => verdictOf(readings[i]?.id ?? '', outcome));
    },
    hello: async ({ bridge, incarnation, jobsInHand }) => {
      const body = { bridge, incarnation, inHand: jobsInHand };
      const outcome = await submit({ id: newId(), type: 'slips.reconcile', body, actor: { by: `bridge:${bridge}` } });
      return isFault(outcome) ? outcome : presence.work(look);
    },
    work: async (after) => {
      await presence.news(after, WAIT_MS);
      return presence.work(look);
    },
    report: async (bridge, devices) => {
      presence.report(devices);
      for (const { identity, kind, transport, path, label } of devices) {
        const body = { identity, kind, transport, path, label };
        const outcome = await submit({ id: newId(), type: 'devices.offer', body, actor: { by: `bridge:${bridge}` } });
        if (isFault(outcome)) return outcome;
      }
      return undefined;
    },
    progress: async (job, { bridge, incarnation }, progress) => {
      const body = { slip: job, bridge, incarnation, progress };
      const outcome = await submit({ id: newId(), type: 'slips.progress', body, actor: { by: `bridge:${bridge}` } });
      return isFault(outcome) ? outcome : { go: outcome.status === 'done' };
    },
  };
}

/** A reading that trips over a mistake of ours is still not lost: its bytes go to the inbox. */
async function take({ sql, submit }: Pick<Http, 'sql' | 'submit'>, reading: Reading): Promise<Outcome> {
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
  if (outcome.entries.some((e) => e.type === 'devices.reading-held')) return { id, verdict: 'held' };
  const unknown = outcome.entries.some((e) => e.type === 'catalog.unknown-noted');
  return unknown ? { id, verdict: 'unknown' } : { id, verdict: 'accepted' };
}
