import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Edit } from './mutants.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const ROOMS = ['hub', 'cloud-relay', 'firmware-bridge', 'test/simulation'];

export interface Verdict {
  /** 0 when every seed passed, 1 when an invariant broke, anything else when the copy does not even run. */
  readonly code: number;
  readonly text: string;
  /** The first seed that broke, when one did. */
  readonly seed?: number;
}

/** The text of a file with one place replaced. @throws when the place is not there exactly once */
export function edited({ file, find, replace }: Edit, text = readFileSync(join(ROOT, file), 'utf8')): string {
  const parts = text.split(find);
  if (parts.length !== 2) throw new Error(`${file} holds the place to mutate ${parts.length - 1} times: ${find}`);
  return parts.join(replace);
}

/** Runs the simulation over a copy of the sources in which the edits are made; the product itself has no switches. */
export async function simulateWith(edits: readonly Edit[], flags: readonly string[]): Promise<Verdict> {
  const folder = mkdtempSync(join(tmpdir(), 'tillside-mutant-'));
  try {
    for (const room of ROOMS) cpSync(join(ROOT, room), join(folder, room), { recursive: true });
    for (const file of ['package.json', 'tsconfig.json']) cpSync(join(ROOT, file), join(folder, file));
    mkdirSync(join(folder, 'test'), { recursive: true });
    symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
    for (const edit of edits) {
      const file = join(folder, edit.file);
      writeFileSync(file, edited(edit, readFileSync(file, 'utf8')));
    }
    return await run(folder, flags);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function run(folder: string, flags: readonly string[]): Promise<Verdict> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'test/simulation/simulate.ts', ...flags], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  child.stdout.on('data', (part: Buffer) => {
    text += part.toString();
  });
  child.stderr.on('data', (part: Buffer) => {
    text += part.toString();
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      const seed = /SEED=(\d+)/.exec(text)?.[1];
      resolve({ code: code ?? -1, text, ...(seed === undefined ? {} : { seed: Number(seed) }) });
    });
  });
}
