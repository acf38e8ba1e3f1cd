import type { AsideView } from '../../contract/repairs.ts';

/** Why an entry in the tray can no longer be settled, or nothing. */
export function refusalOf(found: AsideView | undefined): { status: number; code: string; detail: string } | undefined {
  if (found === undefined) return { status: 404, code: 'entry-unknown', detail: 'there is no such entry in the tray' };
  if (found.state === 'waiting') return undefined;
  const detail = `it was ${found.state} by ${found.settledBy ?? 'somebody'} before`;
  return { status: 409, code: 'entry-settled', detail };
}
