/** Where a command writes, and what the machine says; handed in, so that a test can read it. */
export interface Io {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Wall clock, ms since 1970. */
  readonly now: () => number;
  readonly newId: () => string;
  readonly version: string;
}

/** A command could not do what was asked; the message is one sentence that says why and what to do. */
export class CannotDo extends Error {}

/** Chinese first, English beside it: everybody in a shop reads one of the two. */
export const both = (zh: string, en: string): string => `${zh} ${en}`;

export const line = (io: Io, text: string): void => io.out(`${text}\n`);
export const json = (io: Io, value: unknown): void => io.out(`${JSON.stringify(value, null, 2)}\n`);

/** Thousands apart, as people read numbers. */
export const grouped = (value: number): string => value.toLocaleString('en-US');
export const megabytes = (bytes: number): string => `${(bytes / 1024 / 1024).toFixed(1)} MB`;
