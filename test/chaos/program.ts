import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

/** A program under chaos: killed without notice, stopped for a while, and started again on the same data. */
export class Program {
  readonly name: string;
  readonly #args: () => string[];
  readonly #env: () => Record<string, string>;
  readonly #onLine: (line: Record<string, unknown>) => void;
  #child: ChildProcess | undefined;
  #stderr = '';

  constructor(
    name: string,
    args: () => string[],
    env: () => Record<string, string> = () => ({}),
    onLine: (line: Record<string, unknown>) => void = () => {},
  ) {
    this.name = name;
    this.#args = args;
    this.#env = env;
    this.#onLine = onLine;
  }

  /** Resolves with what the program says when it is ready. */
  async start(): Promise<Record<string, unknown>> {
    const env = { PATH: process.env.PATH ?? '', ...this.#env() };
    const child = spawn(process.execPath, this.#args(), { env, stdio: ['pipe', 'pipe', 'pipe'] });
    this.#child = child;
    this.#stderr = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      this.#stderr = (this.#stderr + chunk.toString()).slice(-2000);
    });
    child.stdin?.on('error', () => {});
    let rest = '';
    return new Promise((ready, fail) => {
      child.stdout?.on('data', (chunk: Buffer) => {
        const lines = (rest + chunk.toString()).split('\n');
        rest = lines.pop() ?? '';
        for (const line of lines) {
          const word = readLine(line);
          this.#onLine(word);
          if (word.ready === true) ready(word);
        }
      });
      child.once('exit', (code) => fail(new Error(`${this.name} ended (${code}): ${this.#stderr}`)));
    });
  }

  get pid(): number {
    return this.#child?.pid ?? 0;
  }
  tell(word: string): void {
    this.#child?.stdin?.write(`${word}\n`);
  }
  signal(signal: NodeJS.Signals): void {
    this.#child?.kill(signal);
  }
  async kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    const child = this.#child;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill(signal);
    await gone;
  }
}

function readLine(line: string): Record<string, unknown> {
  try {
    return JSON.parse(line) as Record<string, unknown>;
  } catch {
    return {};
  }
}
