import { type ReadonlySignal, signal } from '@preact/signals';

/** The three answers a clerk hears without looking: taken, not known, and held back or refused. */
export type Tone = 'accepted' | 'unknown' | 'refused';
interface Note {
  readonly hertz: number;
  readonly from: number;
  readonly seconds: number;
  readonly shape: OscillatorType;
}

/** They differ in number of notes, height and colour, so that they are told apart in a loud shop and by most ears. */
export const TONES: Readonly<Record<Tone, readonly Note[]>> = {
  accepted: [{ hertz: 1_760, from: 0, seconds: 0.08, shape: 'sine' }],
  unknown: [
    { hertz: 330, from: 0, seconds: 0.16, shape: 'square' },
    { hertz: 262, from: 0.2, seconds: 0.22, shape: 'square' },
  ],
  refused: [
    { hertz: 740, from: 0, seconds: 0.07, shape: 'sawtooth' },
    { hertz: 740, from: 0.11, seconds: 0.07, shape: 'sawtooth' },
    { hertz: 740, from: 0.22, seconds: 0.07, shape: 'sawtooth' },
  ],
};
const PAUSE = 0.06;
const LOUDNESS = 0.25;

export interface Sound {
  /** False until a person touched the page: browsers keep pages silent before that, and the clerk must know. */
  readonly isOn: ReadonlySignal<boolean>;
  /** To be called from a click or a key. */
  unlock(): void;
  play(tone: Tone): void;
}

/**
 * @param makeContext makes the audio context at the first use; undefined where the browser has none
 * @param shake vibrates a phone, in ms of on and off
 */
export function createSound(makeContext: () => AudioContext | undefined, shake: (pattern: number[]) => void): Sound {
  const isOn = signal(false);
  let context: AudioContext | undefined;
  let free = 0;

  return {
    isOn,
    unlock() {
      context ??= makeContext();
      const opened = context;
      if (opened === undefined) return;
      void opened.resume().then(() => {
        isOn.value = opened.state === 'running';
      });
    },
    play(tone) {
      shake(tone === 'accepted' ? [40] : [90, 60, 90]);
      if (context === undefined || context.state !== 'running') return;
      const start = Math.max(context.currentTime, free);
      for (const note of TONES[tone]) free = ring(context, note, start) + PAUSE;
    },
  };
}

/** Rings one note and says when it ends. The short ramps keep the loudspeaker from clicking. */
function ring(context: AudioContext, note: Note, start: number): number {
  const from = start + note.from;
  const until = from + note.seconds;
  const oscillator = context.createOscillator();
  const gain = context.createGain();
  oscillator.type = note.shape;
  oscillator.frequency.value = note.hertz;
  gain.gain.setValueAtTime(0.0001, from);
  gain.gain.exponentialRampToValueAtTime(LOUDNESS, from + 0.008);
  gain.gain.setValueAtTime(LOUDNESS, until - 0.01);
  gain.gain.exponentialRampToValueAtTime(0.0001, until);
  oscillator.connect(gain);
  gain.connect(context.destination);
  oscillator.start(from);
  oscillator.stop(until);
  return until;
}
