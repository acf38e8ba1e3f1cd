import { type ReadonlySignal, signal } from '@preact/signals';
import type { Reading, Verdict } from '../../firmware-bridge/contract/reading.ts';
import type { Surroundings } from '../surroundings.ts';
import { type Answer, ask } from './answer.ts';
import { backoff } from './backoff.ts';
import { uuidv7 } from './uuid.ts';

export interface Readings {
  /** What was scanned here and the hub has not answered yet, oldest first. It survives a reload of the page. */
  readonly waiting: ReadonlySignal<readonly Reading[]>;
  /** True while the hub does not answer: the scans are kept, not taken. */
  readonly isHeld: ReadonlySignal<boolean>;
  /** Takes what a gun said, as `screen:COUNTER` or a pretend gun. */
  take(device: string, scanned: string): void;
}
export interface ReadingEars {
  /** Told only after the hub has it on disk. */
  onVerdict(verdict: Verdict): void;
  /** Told once when a scan had to be kept back because nobody answers. */
  onHeld(): void;
}

const MEMORY = 'readings';
const MAX_TEXT = 8_192;
const BATCH = 20;

/** Keeps scans in order and on this browser's disk until the hub answers; each goes out under the id it was born with. */
export function createReadings(around: Surroundings, ears: ReadingEars): Readings {
  const waiting = signal<readonly Reading[]>(recalled(around.recall(MEMORY)));
  const isHeld = signal(false);
  let isSending = false;

  const keep = (list: readonly Reading[]) => {
    waiting.value = list;
    around.remember(MEMORY, JSON.stringify(list));
  };

  /** What the hub could not write down (a full disk) is kept like what it did not hear; only its word ends a scan. */
  const isKept = (answer: Answer<unknown>) => !answer.ok && (!answer.reached || answer.problem.status >= 500);
  const hold = async (failures: number) => {
    if (!isHeld.value) ears.onHeld();
    isHeld.value = true;
    await new Promise<void>((go) => around.later(backoff(failures), go));
  };
  const settle = (batch: readonly Reading[], verdicts: readonly Verdict[]) => {
    const answered = new Set(batch.map((r) => r.id));
    keep(waiting.value.filter((r) => !answered.has(r.id)));
    for (const { id } of batch) ears.onVerdict(verdicts.find((v) => v.id === id) ?? { id, verdict: 'refused' });
  };

  async function deliver(): Promise<void> {
    if (isSending) return;
    isSending = true;
    let most = BATCH;
    for (let failures = 0; waiting.value.length > 0; ) {
      const batch = waiting.value.slice(0, most);
      const answer = await ask<{ verdicts: Verdict[] }>(around, '/api/v1/readings', { readings: batch });
      if (isKept(answer)) {
        failures += 1;
        await hold(failures);
      } else if (!answer.ok && batch.length > 1) {
        // One of them is not what the hub takes: each is sent alone, so that only that one is turned away.
        most = 1;
      } else {
        failures = 0;
        isHeld.value = false;
        settle(batch, answer.ok ? answer.value.verdicts : []);
      }
    }
    isSending = false;
  }

  if (waiting.value.length > 0) void deliver();
  return {
    waiting,
    isHeld,
    take(device, scanned) {
      keep([...waiting.value, makeReading(around, device, scanned)]);
      void deliver();
    },
  };
}

/** A Reading as the bridge makes them: the bytes as they came, the text without its AIM prefix. */
export function makeReading(around: Surroundings, device: string, scanned: string): Reading {
  const aim = /^\][A-Za-z][0-9A-Za-z]/.exec(scanned)?.[0];
  const text = aim === undefined ? scanned : scanned.slice(aim.length);
  return {
    id: uuidv7(around.now(), around.random(10)),
    device,
    at: around.now(),
    raw: base64(new TextEncoder().encode(scanned)).slice(0, 16_384),
    text: text.slice(0, MAX_TEXT),
    ...(aim === undefined ? {} : { aim }),
    ...(text.length > MAX_TEXT ? { fault: 'too-long' as const } : {}),
  };
}

function base64(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (b) => String.fromCharCode(b)).join(''));
}

function recalled(memory: string | undefined): Reading[] {
  try {
    const list: unknown = JSON.parse(memory ?? '[]');
    return Array.isArray(list) ? (list as Reading[]) : [];
  } catch {
    return [];
  }
}
