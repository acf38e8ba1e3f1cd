import { describe, expect, test } from 'vitest';
import { askStatus, FENCE, readAnswers } from '../../firmware-bridge/printing/answers.ts';
import { toEscpos } from '../../firmware-bridge/printing/escpos.ts';
import {
  type Effect,
  type Evidence,
  type Input,
  startJob,
  step,
  TICK,
} from '../../firmware-bridge/printing/protocol.ts';
import { VirtualPrinter } from '../rigs/virtual-printer.ts';
import type { Fault } from '../rigs/virtual-printer-parts.ts';

const SLIP = toEscpos(
  {
    title: 's',
    blocks: [
      { kind: 'text', text: '补货任务', size: 2 },
      { kind: 'text', text: '农夫山泉 x 24' },
      { kind: 'code128', data: 'T0001000000000042' },
    ],
  },
  { encoding: 'gb18030', columns: 48 },
);
const DELAY = 5;

type Run = {
  printer: VirtualPrinter;
  end: Extract<Effect, { kind: 'end' }> | undefined;
  conditions: string[];
  asks: number;
  grantedAtBytes: number;
  minutes: number;
};
type RunSettings = {
  printer?: VirtualPrinter;
  evidence?: Evidence;
  /** Virtual ms after which someone mends the printer. */
  mendAfter?: number;
  grantAfter?: number;
  pullAfter?: number;
  /** Answers arrive as single bytes, this many ms apart. */
  gap?: number;
  /** At this moment the printer works on, through so many fences. */
  workAt?: { at: number; fences: number };
  limit?: number;
};

/** Drives the machine against the virtual printer with a clock of its own: an hour of waiting takes milliseconds. */
function run(fault: Fault | undefined, settings: RunSettings = {}): Run {
  const { printer = new VirtualPrinter(), evidence = 'fence', mendAfter, grantAfter = 20, gap = 0 } = settings;
  printer.fault = fault ? { ...fault, at: printer.received + fault.at } : undefined;
  const agenda: { at: number; input: Input }[] = [{ at: 0, input: { kind: 'opened' } }];
  const result: Run = { printer, end: undefined, conditions: [], asks: 0, grantedAtBytes: -1, minutes: 0 };
  let state = startJob(SLIP, evidence, 0, 'a7~');
  let now = 0;
  let isOpen = true;
  let hasWorked = false;
  const later = (delay: number, input: Input): void => {
    agenda.push({ at: now + delay, input });
    agenda.sort((a, b) => a.at - b.at);
  };
  const answer = (bytes: Uint8Array): void => {
    if (gap === 0 && bytes.length > 0) later(DELAY, { kind: 'bytes', bytes });
    if (gap > 0)
      for (const [i, byte] of bytes.entries()) later(DELAY + i * gap, { kind: 'bytes', bytes: Uint8Array.of(byte) });
  };
  const perform = (effect: Effect): void => {
    if (effect.kind === 'end') result.end = effect;
    else if (effect.kind === 'condition') result.conditions.push(effect.condition);
    else if (effect.kind === 'ask') {
      result.asks++;
      result.grantedAtBytes = printer.received;
      later(grantAfter, { kind: 'go' });
    } else if (isOpen) {
      const answers = printer.receive(effect.bytes);
      if (printer.dead) {
        isOpen = false;
        later(1, { kind: 'closed' });
      } else {
        answer(answers);
        later(1, { kind: 'written' });
      }
    }
  };
  const limit = settings.limit ?? 3_600_000;
  for (let tick = TICK; now < limit && !result.end; ) {
    const next = agenda[0];
    const input: Input = next && next.at <= tick ? next.input : { kind: 'tick' };
    if (input.kind === 'tick') {
      now = tick;
      tick += TICK;
    } else {
      now = next?.at ?? now;
      agenda.shift();
    }
    if (mendAfter !== undefined && now >= mendAfter && printer.condition !== 'ok') answer(printer.mend());
    const { workAt } = settings;
    if (workAt && now >= workAt.at && !hasWorked) {
      hasWorked = true;
      answer(printer.workThrough(workAt.fences));
    }
    if (settings.pullAfter !== undefined && now >= settings.pullAfter && isOpen) {
      isOpen = false;
      later(0, { kind: 'closed' });
    }
    const taken = step(state, input, now);
    state = taken.state;
    for (const effect of taken.effects) perform(effect);
  }
  result.minutes = now / 60_000;
  return result;
}

/** The one law: what the ledger says must be true of the paper. */
function agree({ printer, end }: Run, whole: number): void {
  const complete = printer.cuts >= whole && printer.unknown.length === 0;
  if (end?.step === 'done') expect(complete).toBe(true);
  if (end?.step === 'failed' || end === undefined) expect(printer.isBlank).toBe(true);
}

const TOTAL = ((): number => {
  const { printer } = run(undefined);
  return printer.received;
})();

describe('printing one slip, in virtual time (BRF-02)', () => {
  test('all well: asked once, done with the fence as evidence, nothing unknown on paper', () => {
    const { printer, end, asks, grantedAtBytes } = run(undefined);
    expect(end).toEqual({ kind: 'end', step: 'done', evidence: 'fence' });
    expect([asks, printer.cuts, printer.unknown]).toEqual([1, 1, []]);
    expect(grantedAtBytes).toBeLessThan(TOTAL - SLIP.length);
    expect(printer.automaticStatus).toBe(0);
  });

  test('before the hub has it on disk, no byte of the slip leaves', () => {
    const { printer, end } = run(undefined, { grantAfter: 10 ** 9, limit: 600_000 });
    expect(end).toBeUndefined();
    expect(printer.isBlank).toBe(true);
  });

  test.each(['cut', 'paper-out', 'cover-open', 'mute', 'garbage'] as const)(
    '%s at every byte: ledger and paper agree, and every job with a granted start ends',
    (kind) => {
      const ends = new Map<string, number>();
      for (let at = 0; at <= TOTAL; at++) {
        const result = run({ kind, at });
        agree(result, 1);
        const key = result.end?.step ?? 'waiting';
        ends.set(key, (ends.get(key) ?? 0) + 1);
        if (result.grantedAtBytes >= 0 && result.end === undefined) expect(result.printer.isBlank).toBe(true);
      }
      expect(ends.size).toBeGreaterThan(kind === 'garbage' ? 0 : 1);
      if (kind === 'garbage') expect([...ends.keys()]).toEqual(['done']);
    },
  );

  test.each(['paper-out', 'cover-open'] as const)(
    '%s at every byte, mended after a minute: it goes on and is done',
    (kind) => {
      for (let at = 0; at <= TOTAL; at++) {
        const result = run({ kind, at }, { mendAfter: 60_000 });
        agree(result, 1);
        expect([at, result.end?.step, result.printer.cuts]).toEqual([at, 'done', 1]);
      }
    },
  );

  test('a cut cable is never "failed" once a byte of the slip left, and never "done"', () => {
    for (let at = TOTAL - SLIP.length - FENCE.length + 1; at < TOTAL - FENCE.length; at++) {
      expect(run({ kind: 'cut', at }).end).toEqual({ kind: 'end', step: 'unknown', reason: 'disconnected' });
    }
  });

  test('slow answers, a slow hub, a cable pulled at any moment', () => {
    expect(run(undefined, { gap: 300 }).end?.step).toBe('done');
    expect(run(undefined, { grantAfter: 30_000 }).end?.step).toBe('done');
    for (let pullAfter = 0; pullAfter < 600; pullAfter += 3) agree(run(undefined, { pullAfter }), 1);
  });

  test('paper out while the hub was writing: asked again before the first byte', () => {
    const printer = new VirtualPrinter();
    const result = run({ kind: 'paper-out', at: TOTAL - SLIP.length - FENCE.length }, { printer, grantAfter: 10_000 });
    agree(result, 1);
    expect(result.conditions).toContain('paper-out');
  });

  test('the late answer to an older job does not confirm this one', () => {
    const printer = new VirtualPrinter();
    printer.condition = 'paper-out';
    printer.receive(Uint8Array.from([...SLIP, ...FENCE, ...SLIP, ...FENCE]));
    const result = run(undefined, { printer, mendAfter: 30_000 });
    expect(result.end?.step).toBe('done');
    expect(printer.cuts).toBe(3);
  });

  test.each([
    [1, 0],
    [2, 150],
  ])('a slow printer answers for an older job (%i fences, %i ms apart) and then dies: not "done"', (fences, gap) => {
    const printer = new VirtualPrinter();
    printer.condition = 'busy';
    printer.receive(Uint8Array.from([...SLIP, ...FENCE]));
    const result = run(undefined, { printer, workAt: { at: 3_000, fences }, gap, pullAfter: 12_000, limit: 60_000 });
    expect(printer.cuts).toBe(1);
    expect(result.end?.step).not.toBe('done');
  });

  test('a printer left inside a half command is freed and the slip is whole', () => {
    const printer = new VirtualPrinter();
    printer.receive(Uint8Array.from([0x1d, 0x6b, 73, 200, 0x7b, 0x42]));
    const result = run(undefined, { printer });
    expect(result.end?.step).toBe('done');
    expect(printer.cuts).toBe(1);
    expect(result.minutes).toBeLessThan(0.25);
  });

  test('without a back channel: done means the system took every byte, and says so', () => {
    expect(run({ kind: 'mute', at: 0 }, { evidence: 'none' }).end).toEqual({
      kind: 'end',
      step: 'done',
      evidence: 'written',
    });
    for (let at = 0; at < SLIP.length; at++) {
      const cut = run({ kind: 'cut', at }, { evidence: 'none' });
      agree(cut, 1);
      expect(cut.end?.step).toBe('unknown');
    }
  });
});

describe('a printer that says names back (echo)', () => {
  const total = run(undefined, { evidence: 'echo' }).printer.received;

  test('all well: the echo of this very job is the evidence, and no silence was needed before it', () => {
    const { printer, end, asks } = run(undefined, { evidence: 'echo', gap: 40 });
    expect(end).toEqual({ kind: 'end', step: 'done', evidence: 'echo' });
    expect([asks, printer.cuts, printer.unknown]).toEqual([1, 1, []]);
  });

  test.each(['cut', 'paper-out', 'mute', 'garbage'] as const)('%s at every byte: ledger and paper agree', (kind) => {
    const ends = new Set<string>();
    for (let at = 0; at <= total; at++) {
      const result = run({ kind, at }, { evidence: 'echo' });
      agree(result, 1);
      ends.add(result.end?.step ?? 'waiting');
    }
    if (kind === 'garbage') expect([...ends]).toEqual(['done']);
    else expect(ends.size).toBeGreaterThan(1);
  });

  test('neither a fence nor the echo of another job confirms this one', () => {
    const atEnd = run(undefined, { evidence: 'echo', limit: 10 ** 6 });
    expect(atEnd.end?.step).toBe('done');
    let state = startJob(SLIP, 'echo', 0, 'b21');
    const write = (input: Input, now: number): Effect[] => {
      const taken = step(state, input, now);
      state = taken.state;
      return taken.effects;
    };
    const say = (text: string): Input => ({ kind: 'bytes', bytes: new Uint8Array(Buffer.from(text, 'latin1')) });
    write({ kind: 'opened' }, 0);
    for (const now of [1, 2, 3]) write(say('\x12'), now);
    write(say('7"Sa7~\0\0'), 4);
    expect(state.phase).toBe('sync');
    write(say('7"S'), 5);
    write(say('b21\0'), 6);
    expect(state.phase).toBe('ready');
    write({ kind: 'go' }, 7);
    for (let now = 8; state.phase === 'sending'; now++) write({ kind: 'written' }, now);
    write(say('\0\x0f7"Ea7~\0'), 50);
    expect(state.phase).toBe('fence');
    expect(write(say('7"Eb21\0'), 60)).toEqual([{ kind: 'end', step: 'done', evidence: 'echo' }]);
  });
});

describe('answers of printers', () => {
  test('noise, flow control and status are never taken for a fence', () => {
    for (let byte = 0; byte < 256; byte++) {
      const { answers } = readAnswers(new Uint8Array(), Uint8Array.of(byte));
      const isFence = answers.some((answer) => answer.kind === 'fence');
      expect(isFence).toBe([0x00, 0x03, 0x0c, 0x0f].includes(byte));
    }
  });

  test('automatic status comes as four bytes however it is split', () => {
    const frame = Uint8Array.from([0x30, 0x00, 0x0c, 0x0f]);
    for (let cut = 0; cut < 4; cut++) {
      const first = readAnswers(new Uint8Array(), frame.subarray(0, cut));
      const second = readAnswers(first.carry, frame.subarray(cut));
      expect([...first.answers, ...second.answers]).toEqual([{ kind: 'automatic', condition: 'cover-open' }]);
    }
    expect(askStatus(4)).toEqual(Uint8Array.from([16, 4, 4]));
  });
});
