import { chmodSync, closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Puts a whole file in place of another, or none at all: written beside it, forced to the disk, renamed, and the folder
 * forced as well, because without that a power cut may forget the rename. The mode counts from the first byte on, so a
 * secret is at no time readable by others.
 * @param mode permissions of the file; a secret is 0o600
 */
export function atomicWrite(file: string, content: string | Uint8Array, mode = 0o644): void {
  mkdirSync(dirname(file), { recursive: true });
  const draft = draftBeside(file);
  try {
    const handle = openSync(draft, 'wx', mode);
    try {
      writeFileSync(handle, content);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    chmodSync(draft, mode);
    renameSync(draft, file);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
  syncFolder(dirname(file));
}

/** Where a file is written before it takes its name; one per process, so that two never write into one draft. */
export function draftBeside(file: string): string {
  return `${file}.${process.pid}.draft`;
}

/** A finished draft takes its name, durably. The draft's own bytes are forced to the disk first. */
export function adopt(draft: string, file: string): void {
  const handle = openSync(draft, 'r+');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(draft, file);
  syncFolder(dirname(file));
}

/** Forces names in a folder to the disk. */
export function syncFolder(folder: string): void {
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
