import type { Problem } from '../../hub/contract/problem.ts';
import type { Surroundings } from '../surroundings.ts';

/** What came of asking. `reached` is false when nobody answered: then nothing is known, and asking again is right. */
export type Answer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly reached: boolean; readonly problem: Problem };

/** Answers of whoever stands before the hub (a proxy without its hub behind it): nobody who knows has answered. */
const NOT_NOW = new Set([408, 425, 429, 502, 503, 504]);

/**
 * Asks once. Never throws: a refusal, a fault and a dead line are all answers.
 * @param path from the root of the origin, such as `/api/v1/board`
 * @param body sent by POST, as JSON or, where it is a file, as its bytes; without it the request is a GET
 */
export async function ask<T>(around: Surroundings, path: string, body?: unknown): Promise<Answer<T>> {
  const init = requestOf(body);
  try {
    const response = await around.fetch(path, init);
    const isSaid = response.headers.get('content-type')?.startsWith('application/problem+json') === true;
    if (NOT_NOW.has(response.status) && !isSaid) return unreachable(`HTTP ${response.status}`);
    const value: unknown = await response.json();
    return response.ok
      ? { ok: true, value: value as T }
      : { ok: false, reached: true, problem: asProblem(value, response) };
  } catch (error) {
    return unreachable(error instanceof Error ? error.message : String(error));
  }
}

function requestOf(body: unknown): RequestInit {
  if (body === undefined) return { headers: { accept: 'application/json' } };
  if (body instanceof Blob) return { method: 'POST', headers: { 'content-type': 'application/octet-stream' }, body };
  return { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

function unreachable(detail: string): Answer<never> {
  const problem = { type: 'about:blank', title: 'No answer', status: 0, code: 'unreachable', detail };
  return { ok: false, reached: false, problem };
}

function asProblem(value: unknown, response: Response): Problem {
  const given = (typeof value === 'object' && value !== null ? value : {}) as Partial<Problem>;
  const title = given.title ?? response.statusText;
  return {
    type: 'about:blank',
    status: response.status,
    ...given,
    title,
    code: given.code ?? `http-${response.status}`,
  };
}
