import { createHash, createHmac, randomBytes, randomInt, scrypt, timingSafeEqual } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { atomicWrite } from '../../store/atomic-write.ts';

/** What a browser shows again and again: 256 bits of chance. Only its hash is kept, so a copied store opens no door. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}
export function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}

/** Without 0, 1, I, L, O and U: nothing that is misread from a screen across the room, and no words. */
const LETTERS = '23456789ABCDEFGHJKMNPQRSTVWXYZ';
/** A code a person types: eight of thirty signs, some 39 bits, for minutes and once. */
export function newPairingCode(): string {
  return Array.from({ length: 8 }, () => LETTERS[randomInt(LETTERS.length)]).join('');
}
/** As it was typed: lower case, with gaps. */
export function pairingCodeOf(typed: string): string {
  return typed.toUpperCase().replace(/[^0-9A-Z]/g, '');
}

/** scrypt with N = 2^15, r = 8: about a tenth of a second and 32 MiB a try. */
export const PIN_COST = 2 ** 15;

/**
 * A PIN has ten thousand values: whoever has the hashes tries them all in minutes, however slow the hash. So the PIN is
 * first mixed with a key that lies in a file of its own beside the store and in no backup of it.
 */
export function pinHash(key: Buffer, pin: string, salt: string, cost: number): Promise<string> {
  const mixed = createHmac('sha256', key).update(pin).digest();
  return new Promise((resolve, reject) => {
    scrypt(mixed, salt, 32, { N: cost, r: 8, p: 1, maxmem: 64 * 1024 * 1024 }, (error, hash) =>
      error ? reject(error) : resolve(hash.toString('base64url')),
    );
  });
}
export const newSalt = (): string => randomBytes(16).toString('base64url');

/** Compared in constant time. */
export function isSame(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}

/** The key of the PINs, made at the first start. Without it nobody's PIN fits: they are set anew. */
export function pinKey(file: string): Buffer {
  if (existsSync(file)) {
    const key = Buffer.from(readFileSync(file, 'utf8').trim(), 'base64url');
    if (key.length >= 32) return key;
  }
  const key = randomBytes(32);
  atomicWrite(file, key.toString('base64url'), 0o600);
  return key;
}
