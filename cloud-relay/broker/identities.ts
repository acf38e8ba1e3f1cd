import { createHash, timingSafeEqual } from 'node:crypto';

/** Which stores may connect: each by the SHA-256 of its token, or any by the token of a demo's own enrolment. */
export interface Identities {
  readonly stores: readonly { readonly store: string; readonly tokenSha256: string }[];
  readonly autoEnrolToken?: string;
}

/** Whether this token belongs to this store. Compares digests, so that neither length nor content shows in the time. */
export function isIdentity(identities: Identities, store: string, token: Uint8Array): boolean {
  const given = digest(token);
  const listed = identities.stores.filter((one) => one.store === store);
  const matches = listed.map(({ tokenSha256 }) => same(given, Buffer.from(tokenSha256, 'hex')));
  if (listed.length > 0) return matches.includes(true);
  const { autoEnrolToken } = identities;
  return autoEnrolToken !== undefined && same(given, digest(Buffer.from(autoEnrolToken)));
}

const digest = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest();
const same = (left: Buffer, right: Buffer): boolean => left.length === right.length && timingSafeEqual(left, right);
