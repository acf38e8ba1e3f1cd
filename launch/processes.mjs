import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './set-up.mjs';

/** A restarted program waits this long, doubling up to the last; one that ran well for a minute begins anew. */
const [BACKOFF_FIRST, BACKOFF_LAST, RAN_WELL] = [250, 15_000, 60_000];
const KILL_AFTER = 5000;
const LOG_MAX = 10 * 1024 * 1024;

/**
 * Keeps one program running: starts it, waits until its log says `ready`, starts it again when it crashes, ends it by
 * its process id. Its log goes straight into a file, so that the launcher carries none of its traffic.
 * A program that is not `optional` and ends before it was ever ready has failed to start: `ready` says why.
 */
export function keepRunning(spec) {
  const log = join(spec.data, 'logs', `${spec.name}.log`);
  mkdirSync(join(spec.data, 'logs'), { recursive: true });
  const program = {
    spec,
    log,
    child: undefined,
    stopping: false,
    delay: BACKOFF_FIRST,
    timer: undefined,
    wasReady: false,
  };
  const ready = new Promise((resolve, reject) => Object.assign(program, { resolve, reject }));
  ready.catch(() => {});
  start(program);
  return {
    ready,
    pid: () => program.child?.pid,
    stop: () => stop(program),
    /** Ends it and starts it anew, with what its environment says now. */
    again: () => void program.child?.kill('SIGTERM'),
  };
}

function start(program) {
  const { spec, log } = program;
  const from = makeRoom(log);
  const out = openSync(log, 'a');
  const args = [join(ROOT, spec.script), '--data', spec.data];
  const env = { ...process.env, ...spec.env() };
  // A group of its own: Ctrl-C in a terminal then reaches the launcher alone, which ends everything in order.
  const child = spawn(process.execPath, args, { cwd: spec.data, detached: true, stdio: ['ignore', out, out], env });
  closeSync(out);
  const startedAt = Date.now();
  program.child = child;
  const stopTail = tail(log, from, (facts) => {
    program.wasReady = true;
    program.resolve(facts);
    spec.onReady?.(facts);
  });
  const ended = (how) => {
    stopTail();
    if (program.child !== child) return;
    program.child = undefined;
    if (!program.stopping) comeBack(program, how, lastWords(log, from), Date.now() - startedAt);
  };
  child.on('error', (error) => ended(String(error)));
  child.on('exit', (code, signal) => ended(signal ?? `code ${code}`));
  spec.onStart?.();
}

function comeBack(program, how, words, ranFor) {
  const { spec } = program;
  if (!program.wasReady && !spec.optional) return program.reject(new Error(words || `${spec.name} ended (${how})`));
  if (ranFor > RAN_WELL) program.delay = BACKOFF_FIRST;
  if (how !== 'code 0') spec.onCrash(`${spec.name} (${how})${words ? `: ${words}` : ''}`, program.delay);
  program.timer = setTimeout(() => start(program), program.delay);
  program.delay = Math.min(program.delay * 2, BACKOFF_LAST);
}

/** Asks politely, then firmly; by process id only. */
async function stop(program) {
  program.stopping = true;
  clearTimeout(program.timer);
  const { child } = program;
  if (!child?.pid) return;
  await new Promise((done) => {
    const firm = setTimeout(() => child.kill('SIGKILL'), KILL_AFTER);
    child.once('exit', () => {
      clearTimeout(firm);
      done();
    });
    child.kill('SIGTERM');
  });
}

/** A log that grew large is put aside at a start; one older generation is kept. @returns where the new lines begin */
function makeRoom(log) {
  const size = statSync(log, { throwIfNoEntry: false })?.size ?? 0;
  if (size < LOG_MAX) return size;
  renameSync(log, `${log}.1`);
  return 0;
}

/** Looks at what a log gained until its `ready` line comes. @returns what ends the looking */
function tail(log, from, onReady) {
  let [at, rest] = [from, ''];
  const timer = setInterval(() => {
    const lines = (rest + readFrom(log, at)).split('\n');
    at = statSync(log, { throwIfNoEntry: false })?.size ?? at;
    rest = lines.pop() ?? '';
    const facts = lines.map(parsed).find((line) => line?.msg === 'ready');
    if (!facts) return;
    clearInterval(timer);
    onReady(facts);
  }, 5);
  return () => clearInterval(timer);
}

function readFrom(file, at) {
  const handle = openSync(file, 'r');
  try {
    const buffer = Buffer.alloc(64 * 1024);
    return buffer.toString('utf8', 0, readSync(handle, buffer, 0, buffer.length, at));
  } finally {
    closeSync(handle);
  }
}

function parsed(line) {
  if (!line.startsWith('{')) return undefined;
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** What a program said last that is for people: plain lines, and messages of fatal entries. */
function lastWords(log, from) {
  return readFrom(log, from)
    .split('\n')
    .map((line) => (line.startsWith('{') ? fatalWords(parsed(line)) : line))
    .filter((line) => line.trim() !== '')
    .slice(-6)
    .join('\n');
}
function fatalWords(entry) {
  if (!entry || entry.level < 60) return '';
  return [entry.msg, entry.err?.message].filter(Boolean).join(': ');
}
