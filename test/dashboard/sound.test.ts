import { describe, expect, test } from 'vitest';
import { createSound, TONES, type Tone } from '../../dashboard/sound.ts';

interface Rung {
  type: string;
  hertz: number;
  from: number;
  until: number;
}

/** An audio context that writes down which oscillators were rung, and when. */
function recorder(state: 'running' | 'suspended' = 'running') {
  const rung: Rung[] = [];
  const context = {
    currentTime: 0,
    state,
    destination: {},
    resume: async () => undefined,
    createGain: () => ({
      gain: { setValueAtTime: () => undefined, exponentialRampToValueAtTime: () => undefined },
      connect: () => undefined,
    }),
    createOscillator: () => {
      const note: Rung = { type: 'sine', hertz: 0, from: 0, until: 0 };
      rung.push(note);
      return {
        set type(type: string) {
          note.type = type;
        },
        frequency: {
          set value(hertz: number) {
            note.hertz = hertz;
          },
        },
        connect: () => undefined,
        start: (at: number) => {
          note.from = at;
        },
        stop: (at: number) => {
          note.until = at;
        },
      };
    },
  };
  return { rung, context: context as unknown as AudioContext };
}
const tones = Object.keys(TONES) as Tone[];

describe('the three tones', () => {
  test('are rung by oscillators that differ in number, height and shape', () => {
    const heard = tones.map((tone) => {
      const { rung, context } = recorder();
      const sound = createSound(
        () => context,
        () => undefined,
      );
      sound.unlock();
      sound.play(tone);
      return rung;
    });
    expect(heard.map((notes) => notes.length)).toEqual([1, 2, 3]);
    expect(new Set(heard.map((notes) => notes[0]?.type)).size).toBe(3);
    expect(new Set(heard.map((notes) => notes[0]?.hertz)).size).toBe(3);
    const [accepted, unknown] = heard;
    expect(accepted?.[0]?.hertz).toBeGreaterThan(2 * (unknown?.[0]?.hertz ?? 0));
  });

  test('never ring into each other when scans come fast', () => {
    const { rung, context } = recorder();
    const sound = createSound(
      () => context,
      () => undefined,
    );
    sound.unlock();
    for (const tone of ['unknown', 'accepted', 'refused'] as const) sound.play(tone);
    const ordered = [...rung].sort((a, b) => a.from - b.from);
    expect(ordered).toEqual(rung);
    for (let i = 1; i < rung.length; i++) expect(rung[i]?.from).toBeGreaterThanOrEqual(rung[i - 1]?.until ?? 0);
  });

  test('the page says that it is silent until somebody touched it, and phones shake even so', async () => {
    const { rung, context } = recorder();
    const shaken: number[][] = [];
    const sound = createSound(
      () => context,
      (pattern) => shaken.push(pattern),
    );
    expect(sound.isOn.value).toBe(false);
    sound.play('unknown');
    expect(rung).toEqual([]);
    expect(shaken).toHaveLength(1);
    sound.unlock();
    await Promise.resolve();
    await Promise.resolve();
    expect(sound.isOn.value).toBe(true);
  });
});
