import type { Person, ScreenView } from '../../contract/access.ts';
import { type Grade, type Permission, permissions, rolePermissions } from '../../contract/permissions.ts';
import type { Problem } from '../../contract/problem.ts';
import { problem } from '../http/problem.ts';
import type { SessionFact } from './book.ts';

/** Who asks, as far as the hub knows: from which machine, and who is signed in there. */
export interface Who {
  /** `this-pc`, the id of a registered screen, or `stranger`. */
  readonly place: string;
  /** A bridge with its token, wherever it stands. */
  readonly isBridge: boolean;
  readonly screen?: ScreenView;
  readonly session?: string;
  readonly person?: Person;
  readonly permissions: ReadonlySet<Permission>;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Set before any route is asked; absent only where nobody guards the door (a test of one part). */
    who?: Who;
  }
}

export const THIS_PC = 'this-pc';
export const STRANGER = 'stranger';
export const nothing: ReadonlySet<Permission> = new Set();
export const everything: ReadonlySet<Permission> = new Set(Object.keys(permissions) as Permission[]);

/**
 * What a badge alone does not open: anybody who finds one, or who prints its number, is that person until it is missed.
 * These need the PIN.
 */
const NEEDS_PIN: ReadonlySet<Permission> = new Set([
  ...(['configure', 'people', 'people.approve', 'stock.approve', 'customers'] as const),
]);

/** What a signed-in person may do: their role's, less what needs a PIN when only a badge was shown. */
export function permissionsOf({ role, how }: Pick<SessionFact, 'role' | 'how'>): ReadonlySet<Permission> {
  const all = rolePermissions[role];
  return new Set(how === 'pin' ? all : all.filter((one) => !NEEDS_PIN.has(one)));
}

/** Why somebody may not come in at a route of this grade; undefined when they may. */
export function refusalAt(grade: Grade, who: Who): Problem | undefined {
  // A channel's token is looked at where its orders come in: which channel it is matters there.
  if (grade === 'public' || grade === 'channel') return undefined;
  if (grade === 'bridge')
    return who.isBridge
      ? undefined
      : problem(401, 'bridge-token', 'This bridge shows no valid token: check its settings.');
  const isKnown = who.place !== STRANGER;
  if (grade === 'screen') {
    if (isKnown || who.isBridge) return undefined;
    return problem(401, 'screen-unknown', 'This screen is not registered with the hub: register it first.');
  }
  if (who.permissions.has(grade)) return undefined;
  if (!isKnown) return problem(401, 'screen-unknown', 'This screen is not registered with the hub: register it first.');
  if (!who.person) return problem(401, 'sign-in-needed', 'Sign in first: by badge or by number and PIN.');
  if (who.person.how === 'badge' && rolePermissions[who.person.role].includes(grade))
    return problem(403, 'pin-needed', 'A badge alone does not open this: sign in with your PIN.', {
      permission: grade,
    });
  return problem(403, 'not-allowed', 'Your role does not allow this: ask a leader or the manager.', {
    permission: grade,
    role: who.person.role,
  });
}
