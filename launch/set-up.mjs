import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The folder this program lives in. */
export const ROOT = new URL('..', import.meta.url).pathname.replace(/\/$/, '');

/** A set-up that cannot go on; its message is one sentence that says what to do. */
export class SetUpFailed extends Error {}

const LEAST = [20, 19];

/** @throws {SetUpFailed} when this Node is too old */
export function checkNode(version = process.versions.node) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > LEAST[0] || (major === LEAST[0] && minor >= LEAST[1])) return;
  throw new SetUpFailed(
    `需要 Node.js ${LEAST.join('.')} 或更新版本，这里是 ${version}。Tillside needs Node.js ${LEAST.join('.')} or newer; this is ${version}: install it from https://nodejs.org or your system's packages.`,
  );
}

/**
 * Brings the folder to where the programs can run: packages as the lock file says, and a build as new as its sources.
 * When nothing changed it costs one walk over the sources and starts no other program.
 * @param say told before anything that takes long
 * @throws {SetUpFailed}
 */
export async function setUp(say) {
  checkNode();
  await installPackages(say);
  await build(say);
}

/** Packages are in order when the lock file is the one they were installed from. */
export async function installPackages(say) {
  const stamp = join(ROOT, 'node_modules/.tillside-lock');
  const lock = readFileSync(join(ROOT, 'package-lock.json'), 'utf8');
  if (readOr(stamp, '') === lock) return;
  if (!packagesAreNewer()) {
    say('正在安装依赖（仅首次）… Installing packages (first start only) …');
    const clean = await run('npm', ['ci', ...NPM]);
    const done = clean.code === 0 ? clean : await run('npm', ['install', ...NPM]);
    if (done.code !== 0 && !(await databaseLoads())) throw new SetUpFailed(whyNoPackages(done.tail));
  }
  if (!(await databaseLoads())) throw new SetUpFailed(NO_DATABASE);
  writeFileSync(stamp, lock);
}

/** What builds is needed too, whatever NODE_ENV says. */
const NPM = ['--include=dev', '--no-audit', '--no-fund'];

const NO_DATABASE =
  '数据库模块 better-sqlite3 无法编译或加载，请先安装编译工具。The database better-sqlite3 could not be built or loaded: run `sudo apt-get install -y python3 make g++`, then `npm rebuild better-sqlite3`, and start again (libusb-1.0-0 is only needed for HID scanners; without it just they are off).';

function whyNoPackages(tail) {
  if (/gyp|node-pre-gyp|prebuild|make: |g\+\+|python/i.test(tail)) return NO_DATABASE;
  return `依赖安装失败，请检查网络后重试。The packages could not be installed; check the network connection and start again. npm said: ${lastLine(tail)}`;
}

/** Somebody ran npm by hand: npm's own record is then newer than the lock file. */
function packagesAreNewer() {
  const record = statSync(join(ROOT, 'node_modules/.package-lock.json'), { throwIfNoEntry: false });
  return record !== undefined && record.mtimeMs >= statSync(join(ROOT, 'package-lock.json')).mtimeMs;
}

async function databaseLoads() {
  const open = "new (require('better-sqlite3'))(':memory:').close()";
  return (await run(process.execPath, ['-e', open])).code === 0;
}

const ROOMS = ['firmware-bridge', 'hub', 'cloud-relay', 'dashboard'];
const ALSO = ['tsconfig.json', 'package-lock.json', 'launch/bundle.mjs'];

/** Builds rooms and pages when a source is newer than the last build, both at once. */
async function build(say) {
  const stamp = join(ROOT, 'dist/.build/stamp');
  const now = sourcesNow();
  if (readOr(stamp, '') === now) return;
  say('正在编译… Building …');
  mkdirSync(join(ROOT, 'dist/.build'), { recursive: true });
  const rooms = ROOMS.filter((room) => room !== 'dashboard');
  await Promise.all([
    made(run(process.execPath, [binary('typescript', 'tsc'), '-b', ...rooms])).then(() =>
      made(run(process.execPath, [join(ROOT, 'launch/bundle.mjs')])),
    ),
    made(run(process.execPath, [binary('vite', 'vite'), 'build', 'dashboard', '--logLevel', 'warn'])),
  ]);
  writeFileSync(stamp, now);
}

/** @throws {SetUpFailed} with the last words of a step that failed */
async function made(step) {
  const { code, tail } = await step;
  if (code !== 0)
    throw new SetUpFailed(`编译失败。The build failed; get a clean copy of the sources and start again.\n${tail}`);
}

function binary(name, command) {
  const folder = join(ROOT, 'node_modules', name);
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return join(folder, typeof bin === 'string' ? bin : bin[command]);
}

/** How many source files there are and how new the newest is: a change, a new file or a moved folder shows. */
export function sourcesNow() {
  let [count, newest] = [0, 0];
  const look = (path) => {
    count += 1;
    newest = Math.max(newest, statSync(path).mtimeMs);
  };
  const walk = (folder) => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) walk(path);
      else look(path);
    }
  };
  for (const room of ROOMS) walk(join(ROOT, room));
  for (const file of ALSO) look(join(ROOT, file));
  return `${count} files, newest ${newest}, in ${ROOT}\n`;
}

/** Runs a program to its end; its last words are kept for a sentence about a failure. */
export function run(command, args, options = {}) {
  return new Promise((done) => {
    const child = spawn(command, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'], ...options });
    let tail = '';
    const keep = (piece) => {
      tail = (tail + piece).slice(-4000);
    };
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
    child.on('error', (error) => done({ code: 127, tail: String(error) }));
    child.on('close', (code) => done({ code: code ?? 1, tail }));
  });
}

function readOr(file, otherwise) {
  return existsSync(file) ? readFileSync(file, 'utf8') : otherwise;
}
function lastLine(text) {
  return (
    text
      .trim()
      .split('\n')
      .findLast((line) => line.trim() !== '') ?? ''
  );
}
