import { createHash, timingSafeEqual } from 'node:crypto';

/** Which stores may connect: each by the SHA-256 of its tokens, or any by the token of a demo's own enrolment. */
export interface Identities {
  readonly stores: readonly { readonly store: string; readonly tokenSha256: string }[];
  readonly autoEnrolToken?: string;
  /** What HQ's own store says: tokens it issued, and whether the store is not let in any more. */
  readonly known: (store: string) => Promise<{ digests: readonly string[]; denied: boolean }>;
}

/** What a client shows: a token, and the name a certificate was made out to that this broker's authority signed. */
export interface Shown {
  readonly token: Uint8Array | undefined;
  readonly certified: string | undefined;
}

/** Whether this is that store. Compares digests, so that neither length nor content shows in the time. */
export async function isIdentity(identities: Identities, store: string, shown: Shown): Promise<boolean> {
  const { digests, denied } = await identities.known(store);
  if (denied) return false;
  if (shown.certified !== undefined) return shown.certified === store;
  if (shown.token === undefined) return false;
  const given = digest(shown.token);
  const listed = identities.stores.filter((one) => one.store === store).map(({ tokenSha256 }) => tokenSha256);
  const all = [...listed, ...digests];
  const matches = all.map((hex) => same(given, Buffer.from(hex, 'hex')));
  if (all.length > 0) return matches.includes(true);
  const { autoEnrolToken } = identities;
  return autoEnrolToken !== undefined && same(given, digest(Buffer.from(autoEnrolToken)));
}

const digest = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest();
const same = (left: Buffer, right: Buffer): boolean => left.length === right.length && timingSafeEqual(left, right);
