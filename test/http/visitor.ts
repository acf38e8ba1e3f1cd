import type { AccessView } from '../../hub/contract/access.ts';
import type { Problem } from '../../hub/contract/problem.ts';
import { type Answer, type RunningHub, rawRequest } from './running-hub.ts';

/** A browser with its cookies, on this PC or on another machine (which here a proxy's header tells, as it would there). */
export class Visitor {
  readonly #hub: RunningHub;
  readonly #isFar: boolean;
  readonly cookies = new Map<string, string>();

  constructor(hub: RunningHub, where: 'here' | 'far' = 'far') {
    this.#hub = hub;
    this.#isFar = where === 'far';
  }
  headers(): Record<string, string> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    return {
      ...(this.#isFar ? { 'x-forwarded-for': '10.0.0.9' } : {}),
      ...(cookie === '' ? {} : { cookie }),
    };
  }
  async ask<T = Problem>(method: string, path: string, body?: unknown): Promise<Answer<T & Problem>> {
    const json = body === undefined ? {} : { 'content-type': 'application/json' };
    const abort = new AbortController();
    const response = await fetch(`${this.#hub.url}${path}`, {
      method,
      headers: { ...this.headers(), ...json },
      signal: abort.signal,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '') this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    const type = response.headers.get('content-type') ?? '';
    const isStream = type.includes('event-stream');
    const text = isStream ? '' : await response.text();
    if (isStream) abort.abort();
    return { status: response.status, type, body: (type.includes('json') ? JSON.parse(text) : text) as T & Problem };
  }
  get<T = Problem>(path: string): Promise<Answer<T & Problem>> {
    return this.ask<T>('GET', `/api/v1${path}`);
  }
  post<T = Problem>(path: string, body: unknown): Promise<Answer<T & Problem>> {
    return this.ask<T>('POST', `/api/v1${path}`, body);
  }
  raw(method: string, path: string, headers: Record<string, string>, body = ''): Promise<Answer<Problem>> {
    return rawRequest(`${this.#hub.url}${path}`, method, { ...this.headers(), ...headers }, body);
  }
  /** Registers this browser by a code that `owner` asks for. */
  async register(owner: Visitor, name: string, counter?: string): Promise<this> {
    const asked = await owner.post<{ code: string }>('/access/pairing', { name, ...(counter ? { counter } : {}) });
    const done = await this.post('/access/pair', { code: asked.body.code.toLowerCase() });
    if (done.status !== 200) throw new Error(JSON.stringify(done.body));
    return this;
  }
  signIn(number: number, pin: string, counter?: string): Promise<Answer<AccessView & Problem>> {
    return this.post<AccessView>('/access/sign-in', { number, pin, ...(counter ? { counter } : {}) });
  }
}
