import type { AccessView } from '../../hub/contract/access.ts';
import type { App } from '../app.ts';
import { type Answer, ask } from '../client/answer.ts';

type Door = Pick<App, 'access' | 'around'>;

async function enter({ access, around }: Door, way: string, body: object): Promise<Answer<AccessView>> {
  const answer = await ask<AccessView>(around, `/api/v1/access/${way}`, body);
  if (answer.ok) access.view.value = answer.value;
  return answer;
}

/** Signs in by the number on the badge and a PIN. @param counter where this screen stands, if it is a counter's */
export function signIn(app: Door, number: number, pin: string, counter?: string): Promise<Answer<AccessView>> {
  return enter(app, 'sign-in', { number, pin, ...(counter === undefined ? {} : { counter }) });
}

/** Signs in whoever's badge was just read at a counter. */
export function signInByBadge(app: Door, counter: string): Promise<Answer<AccessView>> {
  return enter(app, 'badge', { counter });
}

/** Registers this browser by a code. */
export function register({ around }: Door, code: string): Promise<Answer<unknown>> {
  return ask(around, '/api/v1/access/pair', { code });
}

export async function signOut({ access, around }: Door): Promise<void> {
  await ask(around, '/api/v1/access/sign-out', {});
  await access.refresh();
}

const STAY_MS = 60_000;

/** Tells the hub, once a minute at the most, that somebody touches this screen. The answer ends it. */
export function stayWhileTouched({ around }: Door, target: Window): () => void {
  let stayedAt = around.now();
  const touched = () => {
    const at = around.now();
    if (Math.abs(at - stayedAt) < STAY_MS) return;
    stayedAt = at;
    void ask(around, '/api/v1/access/stay', {});
  };
  const kinds = ['pointerdown', 'keydown'] as const;
  for (const kind of kinds) target.addEventListener(kind, touched, { passive: true });
  return () => {
    for (const kind of kinds) target.removeEventListener(kind, touched);
  };
}
