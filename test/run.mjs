#!/usr/bin/env node
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkNode, installPackages, ROOT, setUp } from '../launch/set-up.mjs';

/**
 * What `npm test` runs, also on a fresh clone: packages, types, lint, build, then every test. The last line counts:
 * tests as vitest reports them, and each step before them that failed as one failure.
 */
async function main() {
  const say = (text) => process.stdout.write(`${text}\n`);
  checkNode();
  await installPackages(say);
  const node = (script, ...args) => run(process.execPath, [join(ROOT, 'node_modules', script), ...args]);
  const steps = [
    ['types', () => node('typescript/bin/tsc', '-b')],
    ['format and lint', () => node('@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '.')],
    ['build', () => setUp(say).then(() => 0)],
  ];
  let failedSteps = 0;
  for (const [name, work] of steps) {
    say(`\n> ${name}`);
    const code = await work().catch((error) => {
      say(error.message);
      return 1;
    });
    if (code === 0) continue;
    failedSteps += 1;
    say(`${name} failed`);
  }
  const before = untracked();
  const tests = await runTests(process.argv.slice(2));
  // Tests leave a clone as they found it; where several people work in one folder only CI can tell.
  const left = process.env.TILLSIDE_REQUIRE === '1' && untracked() !== before;
  if (left) say(`the tests left files in the clone:\n${untracked()}`);
  const failed = tests.failed + failedSteps + (left ? 1 : 0);
  const code = failed > 0 || tests.code !== 0 || tests.passed === 0 ? 1 : 0;
  const skipped = tests.skipped > 0 ? `, ${tests.skipped} skipped` : '';
  // Never "0 failed" beside a failing exit: a run that broke in another way is one failure more.
  say(`\n${tests.passed} passed, ${code === 1 && failed === 0 ? 1 : failed} failed${skipped}`);
  process.exitCode = code;
}

/** @returns what vitest's own report says; a file that could not be loaded at all is one failure */
async function runTests(args) {
  const folder = mkdtempSync(join(tmpdir(), 'tillside-test-'));
  const report = join(folder, 'report.json');
  try {
    const vitest = join(ROOT, 'node_modules/vitest/vitest.mjs');
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
    const code = await run(process.execPath, [vitest, 'run', ...reporters, ...args]);
    return { code, ...counted(readReport(report)) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function untracked() {
  const git = spawnSync('git', ['status', '--porcelain'], { cwd: ROOT, encoding: 'utf8' });
  return git.status === 0 ? git.stdout : '';
}

function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

function counted(report) {
  if (!report) return { passed: 0, failed: 1, skipped: 0 };
  const unloaded = report.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0);
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + unloaded.length,
    skipped: report.numPendingTests + (report.numTodoTests ?? 0),
  };
}

function run(command, args) {
  return new Promise((done) => {
    const child = spawn(command, args, { cwd: ROOT, stdio: 'inherit' });
    child.on('error', () => done(127));
    child.on('close', (code) => done(code ?? 1));
  });
}

await main();
