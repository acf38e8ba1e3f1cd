import { statfsSync, statSync } from 'node:fs';

/** What the disk of the store still takes, and what its data takes of it, in bytes. */
export function spaceOf(folder: string, file: string): { freeBytes: number; usedBytes: number } {
  const { bavail, bsize } = statfsSync(folder);
  const sizes = [file, `${file}-wal`].map((path) => statSync(path, { throwIfNoEntry: false })?.size ?? 0);
  return { freeBytes: bavail * bsize, usedBytes: sizes.reduce((sum, size) => sum + size, 0) };
}
