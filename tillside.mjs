#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { checkNode, ROOT, SetUpFailed, setUp } from './launch/set-up.mjs';

/** `start` and `demo` are the launcher's; everything else is the hub's command line, built first if it is not. */
async function main() {
  checkNode();
  const [command, ...rest] = process.argv.slice(2);
  if (command === 'start' || command === 'demo') {
    process.argv.splice(2, process.argv.length, ...(command === 'start' ? ['--no-demo'] : []), ...rest);
    await import('./start.mjs');
    return;
  }
  await setUp((line) => process.stderr.write(`${line}\n`));
  const { runCli } = await import('./dist/run/hub/cli.js');
  const { machine } = await import('./dist/hub/edges/clock.js');
  const { version } = JSON.parse(readFileSync(`${ROOT}/package.json`, 'utf8'));
  const out = (text) => process.stdout.write(text);
  const err = (text) => process.stderr.write(text);
  const args = command === undefined ? ['--help'] : [command, ...rest];
  process.exitCode = await runCli(args, { out, err, now: machine.now, newId: machine.newId, version });
}

main().catch((error) => {
  process.stderr.write(`${error instanceof SetUpFailed ? error.message : (error.stack ?? error)}\n`);
  process.exit(1);
});
