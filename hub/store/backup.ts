import { createHash, type Hash } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { adopt, draftBeside } from './atomic-write.ts';
import type { CopyAnswer, CopyFacts } from './backup-thread.ts';
import { migrate, StoreRefused } from './migrate.ts';
import { openWriter } from './open.ts';
import { startThread } from './thread.ts';

/** What a backup says about itself, in its second line, readable with `head -2`. */
export interface BackupManifest extends CopyFacts {
  readonly program: string;
  readonly madeAt: string;
  readonly bytes: number;
  /** The shop's `tillside.toml`, so that a clean machine starts with the same settings. */
  readonly settings?: string;
}

/** The first line: format, version, and the SHA-256 of every byte after it. Its length never changes. */
const firstLine = (sha256: string): string => `tillside-backup 1 ${sha256}\n`;
const FIRST = firstLine('0'.repeat(64)).length;
const MANIFEST_MAX = 1_000_000;

/**
 * Writes the store, as it stands at one instant, into one file: while trade goes on, whole or not at all.
 * Layout: a line with the checksum, a line of JSON, then the SQLite file through gzip.
 * @param target replaced if it exists, and only when the new one is complete and on disk
 * @throws when the store cannot be copied or the target cannot be written
 */
export async function backUp(
  store: string,
  target: string,
  about: { program: string; madeAt: string; settings?: string },
): Promise<BackupManifest> {
  mkdirSync(dirname(target), { recursive: true });
  const draft = draftBeside(target);
  const copy = `${draft}.sqlite`;
  clear(draft, copy);
  try {
    const facts = await copyStore(store, copy);
    const manifest: BackupManifest = { ...about, ...facts, bytes: statSync(copy).size };
    await pack(copy, draft, manifest);
    adopt(draft, target);
    return manifest;
  } finally {
    clear(draft, copy);
  }
}

/**
 * Brings a backup back as a store file: checked whole before anything is touched, opened once by this program, and put
 * in place in one step. A store that stood there is kept beside it under another name.
 * @param stamp goes into the name of a store that was put aside
 * @throws {StoreRefused} when the file is damaged, incomplete, no backup, or made by a newer program
 */
export async function restore(file: string, store: string, stamp: string): Promise<BackupManifest> {
  const { manifest, start } = await inspect(file);
  mkdirSync(dirname(store), { recursive: true });
  const draft = draftBeside(store);
  clearStore(draft);
  try {
    await pipeline(createReadStream(file, { start }), createGunzip(), createWriteStream(draft, { mode: 0o600 }));
    if (statSync(draft).size !== manifest.bytes) throw new StoreRefused(damaged(file, 'its length is wrong'));
    prove(draft, file);
    putAside(store, stamp);
    adopt(draft, store);
    return manifest;
  } finally {
    clearStore(draft);
  }
}

/** Reads the whole file against its checksum and gives what it says about itself. */
export async function inspect(file: string): Promise<{ manifest: BackupManifest; start: number }> {
  const handle = await open(file, 'r').catch(() => {
    throw new StoreRefused(`There is no file ${file} that can be read.`);
  });
  try {
    const promised = await readFirstLine(handle, file);
    const hash = createHash('sha256');
    for await (const piece of handle.createReadStream({ start: FIRST, autoClose: false })) hash.update(piece as Buffer);
    if (hash.digest('hex') !== promised) throw new StoreRefused(damaged(file, 'its checksum does not fit'));
    return await readManifest(handle, file);
  } finally {
    await handle.close();
  }
}

const damaged = (file: string, why: string): string =>
  `The backup ${file} is damaged or incomplete (${why}); nothing was changed. Use another copy of it.`;

async function readFirstLine(handle: FileHandle, file: string): Promise<string> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(FIRST), 0, FIRST, 0);
  const line = buffer.subarray(0, bytesRead).toString('latin1');
  const format = /^tillside-backup (\d+) /.exec(line);
  if (!format) throw new StoreRefused(`The file ${file} is not a Tillside backup; nothing was changed.`);
  if (format[1] !== '1')
    throw new StoreRefused(
      `The backup ${file} was made by a newer Tillside; restore it with that version or a later one.`,
    );
  const sum = /^tillside-backup 1 ([0-9a-f]{64})\n$/.exec(line)?.[1];
  if (!sum) throw new StoreRefused(damaged(file, 'its first line is broken'));
  return sum;
}

async function readManifest(handle: FileHandle, file: string): Promise<{ manifest: BackupManifest; start: number }> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(MANIFEST_MAX), 0, MANIFEST_MAX, FIRST);
  const end = buffer.subarray(0, bytesRead).indexOf(0x0a);
  if (end < 0) throw new StoreRefused(damaged(file, 'its description is missing'));
  const manifest = JSON.parse(buffer.subarray(0, end).toString('utf8')) as BackupManifest;
  return { manifest, start: FIRST + end + 1 };
}

async function copyStore(from: string, to: string): Promise<CopyFacts> {
  const thread = startThread('backup-thread', import.meta.url, { from, to });
  const answer = await new Promise<CopyAnswer>((resolve, reject) => {
    thread.once('message', resolve);
    thread.once('error', reject);
  });
  await thread.terminate();
  if ('fault' in answer) throw new Error(`The shop's data could not be copied: ${answer.fault}.`);
  return answer.facts;
}

async function pack(copy: string, draft: string, manifest: BackupManifest): Promise<void> {
  const hash = createHash('sha256');
  const description = Buffer.from(`${JSON.stringify(manifest)}\n`);
  const handle = await open(draft, 'wx', 0o600);
  try {
    await handle.write(firstLine('0'.repeat(64)), 0);
    await handle.write(description, 0, description.length, FIRST);
    hash.update(description);
    const out = createWriteStream(draft, { flags: 'r+', start: FIRST + description.length });
    await pipeline(createReadStream(copy), createGzip(), (source) => hashed(source, hash), out);
    await handle.write(firstLine(hash.digest('hex')), 0);
  } finally {
    await handle.close();
  }
}

async function* hashed(source: AsyncIterable<Buffer>, hash: Hash): AsyncGenerator<Buffer> {
  for await (const piece of source) {
    hash.update(piece);
    yield piece;
  }
}

/** Opens it as a hub would: a backup of a newer program, or one whose insides are broken, is refused here. */
function prove(draft: string, file: string): void {
  const store = openWriter(draft);
  try {
    const check = String(store.raw.pragma('quick_check(1)', { simple: true }));
    if (check !== 'ok') throw new StoreRefused(damaged(file, check));
    migrate(store);
    store.raw.pragma('wal_checkpoint(TRUNCATE)');
  } finally {
    store.close();
  }
}

function putAside(store: string, stamp: string): void {
  for (const part of ['', '-wal', '-shm'])
    if (existsSync(store + part)) renameSync(store + part, `${store}.replaced-${stamp}${part}`);
}

function clear(...files: string[]): void {
  for (const file of files) rmSync(file, { force: true });
}
function clearStore(file: string): void {
  clear(file, `${file}-wal`, `${file}-shm`, `${file}-journal`);
}
