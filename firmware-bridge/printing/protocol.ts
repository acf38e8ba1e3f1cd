import type { JobProgress } from '../contract/print-job.ts';
import { type Answer, askEcho, askStatus, type Condition, condition, FENCE, QUIET, readAnswers } from './answers.ts';

/** How the protocol waits, all in ms of whatever clock drives it. */
export const PATIENCE = {
  answer: 1_500,
  pauseBetweenProbes: 1_000,
  quiet: 400,
  staleReady: 3_000,
  unreachable: 60_000,
  stalledWrite: 60_000,
  silentFence: 20_000,
  totalFence: 120_000,
  pausedFence: 600_000,
} as const;

const CHUNK = 512;
/** Frees a printer that still waits for the rest of a command of a job that was cut off. */
const UNSTICK = new Uint8Array(1024);

export type Input =
  | { kind: 'opened' }
  | { kind: 'bytes'; bytes: Uint8Array }
  | { kind: 'written' }
  | { kind: 'go' }
  | { kind: 'tick' }
  | { kind: 'closed' };

export type Effect =
  | { kind: 'write'; bytes: Uint8Array }
  /** Everything is ready for the first byte: get `sending` onto the hub's disk, then answer with `go`. */
  | { kind: 'ask' }
  | { kind: 'condition'; condition: Condition | 'silent' }
  | { kind: 'end'; step: 'done' | 'failed' | 'unknown'; evidence?: string; reason?: string };

/**
 * closed: no port. probe: asking whether it can print. paused: it said no, ask again later. sync: waiting until all that
 * was sent before this job is worked off. ready: may start. sending: bytes of the slip are leaving. fence: all is sent.
 */
export type Phase = 'closed' | 'probe' | 'paused' | 'sync' | 'ready' | 'sending' | 'fence' | 'ended';

export type Evidence = 'echo' | 'fence' | 'none';

export type JobState = {
  phase: Phase;
  slip: Uint8Array;
  evidence: Evidence;
  /** Three characters that name this job to a printer that can echo. */
  tag: string;
  sent: number;
  granted: boolean;
  asked: boolean;
  since: number;
  /** Last time the printer was heard or reached; what silence is measured from. */
  heard: number;
  waitsFor: 0 | 1 | 2 | 4;
  askedAt: number;
  tries: number;
  last: Condition | 'silent' | undefined;
  carry: Uint8Array;
};
type Step = { state: JobState; effects: Effect[] };

/**
 * A job before anything happened. `evidence: 'none'` is for printers without a back channel: nothing is asked of them.
 * @param tag three printable characters, different for every job, for printers that echo
 */
export function startJob(slip: Uint8Array, evidence: Evidence, now: number, tag = '000'): JobState {
  return {
    phase: 'closed',
    slip,
    evidence,
    tag,
    sent: 0,
    granted: false,
    asked: false,
    since: now,
    heard: now,
    waitsFor: 0,
    askedAt: now,
    tries: 0,
    last: undefined,
    carry: new Uint8Array(),
  };
}

/**
 * One step of printing one slip. Pure: time comes in, bytes to write come out. Its promise: `done` only after the
 * printer answered the fence sent behind the last byte (or, without a back channel, after the system took every byte);
 * `failed` only if no byte of the slip was handed to the port; everything else that ends is `unknown`.
 */
export function step(before: JobState, input: Input, now: number): Step {
  if (before.phase === 'ended') return { state: before, effects: [] };
  switch (input.kind) {
    case 'opened':
      return before.phase === 'closed' ? reached(before, now) : { state: before, effects: [] };
    case 'closed':
      return closed(before, now);
    case 'go':
      return granted({ ...before, granted: true }, now);
    case 'written':
      return before.phase === 'sending' ? sendMore(before, now) : { state: before, effects: [] };
    case 'bytes':
      return heard(before, input.bytes, now);
    case 'tick':
      return tick(before, now);
  }
}

const begun = (state: JobState): boolean => state.sent > 0;

function end(state: JobState, result: Omit<Extract<Effect, { kind: 'end' }>, 'kind'>): Step {
  return { state: { ...state, phase: 'ended' }, effects: [{ kind: 'end', ...result }] };
}

/** The one place that chooses between `failed` and `unknown`. */
const broke = (state: JobState, reason: string): Step =>
  end(state, { step: begun(state) ? 'unknown' : 'failed', reason });

function closed(state: JobState, now: number): Step {
  if (begun(state)) return broke(state, 'disconnected');
  return { state: { ...state, phase: 'closed', since: now, heard: now }, effects: [] };
}

function reached(state: JobState, now: number): Step {
  const fresh: JobState = { ...state, carry: new Uint8Array(), heard: now, tries: 0 };
  return state.evidence === 'none' ? becomeReady(fresh, now) : ask({ ...fresh, phase: 'probe', since: now }, 1, now);
}

function ask(state: JobState, n: 1 | 2 | 4, now: number, before?: Uint8Array): Step {
  const bytes = before ? Uint8Array.from([...before, ...askStatus(n)]) : askStatus(n);
  return { state: { ...state, waitsFor: n, askedAt: now }, effects: [{ kind: 'write', bytes }] };
}

function becomeReady(state: JobState, now: number): Step {
  const ready: JobState = { ...state, phase: 'ready', since: now };
  if (ready.granted) return sendMore({ ...ready, phase: 'sending' }, now);
  return { state: { ...ready, asked: true }, effects: ready.asked ? [] : [{ kind: 'ask' }] };
}

/** The hub has it on disk. If that took long, or the port was lost meanwhile, the printer is asked again first. */
function granted(state: JobState, now: number): Step {
  if (state.phase !== 'ready') return { state, effects: [] };
  if (state.evidence !== 'none' && now - state.since > PATIENCE.staleReady) return reached(state, now);
  return sendMore({ ...state, phase: 'sending' }, now);
}

/** The next piece; `sent` grows before the port sees it, because from then on nobody can know what was accepted. */
function sendMore(state: JobState, now: number): Step {
  if (state.sent < state.slip.length) {
    const bytes = state.slip.subarray(state.sent, state.sent + CHUNK);
    const next = { ...state, sent: state.sent + bytes.length, since: now, heard: now };
    return { state: next, effects: [{ kind: 'write', bytes }] };
  }
  if (state.evidence === 'none') return end(state, { step: 'done', evidence: 'written' });
  const waiting: JobState = { ...state, phase: 'fence', since: now, heard: now, askedAt: now, waitsFor: 0 };
  return { state: waiting, effects: [{ kind: 'write', bytes: marker(state, 'E') }] };
}

/** What is sent behind everything else, and answered when that is worked off: `S` before the slip, `E` after it. */
function marker(state: JobState, letter: 'S' | 'E'): Uint8Array {
  return state.evidence === 'echo' ? askEcho(`${letter}${state.tag}`) : FENCE;
}

function heard(before: JobState, bytes: Uint8Array, now: number): Step {
  const { answers, carry } = readAnswers(before.carry, bytes);
  let state: JobState = { ...before, carry };
  const effects: Effect[] = [];
  for (const answer of answers) {
    if (state.phase === 'ended') break;
    const next = answered({ ...state, heard: now }, answer, now);
    state = next.state;
    effects.push(...next.effects);
  }
  return { state, effects };
}

function answered(state: JobState, answer: Answer, now: number): Step {
  if (answer.kind === 'echo') return echoed(state, answer.name, now);
  if (answer.kind === 'fence') {
    if (state.evidence === 'echo') return { state, effects: [] };
    if (state.phase === 'sync') return { state: { ...state, phase: 'sync', tries: -1, since: now }, effects: [] };
    if (state.phase !== 'fence') return { state, effects: [] };
    if (answer.paperOut) return end(state, { step: 'unknown', reason: 'paper-out' });
    return end(state, { step: 'done', evidence: 'fence' });
  }
  const asked = state.waitsFor;
  if (answer.kind === 'status' && asked === 0) return { state, effects: [] };
  const found = answer.kind === 'automatic' ? answer.condition : condition(asked || 1, answer.byte);
  const isLast = asked === 4 || state.phase === 'fence';
  const told = tell({ ...state, waitsFor: answer.kind === 'status' ? 0 : asked }, found, isLast);
  if (state.phase !== 'probe' || answer.kind === 'automatic') return told;
  if (found !== 'ok') return { state: { ...told.state, phase: 'paused', since: now }, effects: told.effects };
  const next = asked === 4 ? sync(told.state, now) : ask(told.state, asked === 1 ? 2 : 4, now);
  return { state: next.state, effects: [...told.effects, ...next.effects] };
}

/** An echo names its job: an older one's is nobody's, and no silence is needed to let such answers pass. */
function echoed(state: JobState, name: string, now: number): Step {
  if (state.phase === 'sync' && name === `S${state.tag}`) return becomeReady(state, now);
  if (state.phase === 'fence' && name === `E${state.tag}`) return end(state, { step: 'done', evidence: 'echo' });
  return { state, effects: [] };
}

/** Tells a change of the printer's condition; "ok" only once the last of the three questions was answered well. */
function tell(state: JobState, found: Condition | 'silent', isLast: boolean): Step {
  if (found === state.last || (found === 'ok' && !isLast)) return { state, effects: [] };
  return { state: { ...state, last: found }, effects: [{ kind: 'condition', condition: found }] };
}

/**
 * A fence before the slip: its answer proves that everything sent earlier is worked off, so that the answer to an older
 * job's fence cannot pass for ours. After it a short silence swallows answers that are still on their way.
 */
function sync(state: JobState, now: number): Step {
  const bytes = Uint8Array.from([...QUIET, ...marker(state, 'S')]);
  return { state: { ...state, phase: 'sync', since: now, tries: 0 }, effects: [{ kind: 'write', bytes }] };
}

function tick(state: JobState, now: number): Step {
  const waited = now - state.since;
  const silent = now - state.heard;
  if (!begun(state) && state.granted && silent >= PATIENCE.unreachable) {
    return broke(state, state.phase === 'closed' ? 'disconnected' : 'no-answer');
  }
  switch (state.phase) {
    case 'probe':
      return now - state.askedAt >= PATIENCE.answer ? probeAgain(state, now) : { state, effects: [] };
    case 'paused':
      return waited >= PATIENCE.pauseBetweenProbes
        ? ask({ ...state, phase: 'probe', since: now }, 1, now)
        : { state, effects: [] };
    case 'sync':
      if (state.tries === -1 && waited >= PATIENCE.quiet) return becomeReady(state, now);
      return state.tries === 0 && waited >= PATIENCE.silentFence
        ? probeAgain({ ...state, tries: 1 }, now)
        : { state, effects: [] };
    case 'sending':
      return waited >= PATIENCE.stalledWrite ? broke(state, 'stalled') : { state, effects: [] };
    case 'fence':
      return watchFence(state, now);
    default:
      return { state, effects: [] };
  }
}

/** No answer to a question: ask from the start, every second time with filler in front for a printer that is stuck. */
function probeAgain(state: JobState, now: number): Step {
  const told = tell(state, 'silent', false);
  const tries = Math.max(0, state.tries) + 1;
  const next = ask({ ...told.state, phase: 'probe', tries }, 1, now, tries % 2 === 0 ? UNSTICK : undefined);
  return { state: next.state, effects: [...told.effects, ...next.effects] };
}

/** While the end is awaited the printer is asked for its condition; out of paper is a pause, silence is an end. */
function watchFence(state: JobState, now: number): Step {
  const waited = now - state.since;
  const isPaused = state.last === 'paper-out' || state.last === 'cover-open';
  if (now - state.heard >= PATIENCE.silentFence) return broke(state, 'no-answer');
  if (waited >= (isPaused ? PATIENCE.pausedFence : PATIENCE.totalFence))
    return broke(state, isPaused ? (state.last ?? 'paused') : 'no-end');
  if (now - state.askedAt < PATIENCE.answer) return { state, effects: [] };
  return ask(state, 2, now);
}

/** When to call with `tick` next; the machine never sleeps longer than this. */
export const TICK = 100;

/** An end in the words of the contract. */
export function toProgress(effect: Extract<Effect, { kind: 'end' }>, at: number): JobProgress {
  const { step: how, evidence, reason } = effect;
  return {
    step: how,
    at,
    ...(evidence === undefined ? {} : { evidence }),
    ...(reason === undefined ? {} : { reason }),
  };
}
