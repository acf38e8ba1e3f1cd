import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/**
 * `npm run bench`: builds what a shop runs, then measures that. The sources through a loader would be slower than any
 * shop, and a figure of them would be nobody's.
 */
function main(): number {
  for (const step of steps()) {
    const done = spawnSync(process.execPath, step, { cwd: ROOT, stdio: ['ignore', 2, 'inherit'] });
    if (done.status === 0) continue;
    process.stderr.write(`Nothing was measured: \`node ${step.join(' ')}\` failed.\n`);
    return 1;
  }
  const args = ['--enable-source-maps', `${ROOT}/dist/test/bench/table.js`, ...process.argv.slice(2)];
  return spawnSync(process.execPath, args, { cwd: ROOT, stdio: 'inherit' }).status ?? 1;
}

function steps(): string[][] {
  const compile = ['node_modules/typescript/bin/tsc', '-b', 'test'];
  const bundle = ['launch/bundle.mjs'];
  const pages = ['node_modules/vite/bin/vite.js', 'build', 'dashboard', '--logLevel', 'error'];
  const hasPages = statSync(`${ROOT}/dist/dashboard/index.html`, { throwIfNoEntry: false }) !== undefined;
  return [compile, ...(existsSync(`${ROOT}/launch/bundle.mjs`) ? [bundle] : []), ...(hasPages ? [] : [pages])];
}

process.exitCode = main();
