import { Agent, request } from 'node:http';
import { Agent as SecureAgent, request as secureRequest } from 'node:https';
import Type from 'typebox';
import { Value } from 'typebox/value';
import { BridgeWork } from './contract/device-report.ts';
import { Verdict } from './contract/reading.ts';
import { type HubLink, LinkRefusal } from './link.ts';

const ANSWER_WITHIN = 10_000;
const WORK_WITHIN = 35_000;
const MOST_BYTES = 8 * 1024 * 1024;

const Verdicts = Type.Object({ verdicts: Type.Array(Verdict) });
const Go = Type.Object({ go: Type.Boolean() });

export type HttpLinkSettings = { hubUrl: string; token: string; bridge: string; incarnation: string };
type Call = { method: 'GET' | 'POST'; path: string; body?: unknown; within?: number; signal?: AbortSignal };

/**
 * The link to a hub over HTTP with a bearer token. Connections are kept; every call has an end, and no retry is done
 * here: who calls knows what may wait and what must be kept on disk meanwhile.
 */
export function httpLink(settings: HttpLinkSettings): HubLink & { close(): void } {
  const { bridge, incarnation } = settings;
  const caller = makeCaller(settings);
  const post = (path: string, body: unknown): Promise<unknown> => caller.call({ method: 'POST', path, body });
  return {
    hello: async (hello) => Value.Parse(BridgeWork, await post('/api/v1/bridge/hello', hello)),
    take: async (readings) => Value.Parse(Verdicts, await post('/api/v1/readings', { readings })).verdicts,
    report: async (devices) => void (await post('/api/v1/bridge/devices', { bridge, devices })),
    work: async (after, signal) => {
      const path = `/api/v1/bridge/work?bridge=${encodeURIComponent(bridge)}&after=${after}`;
      return Value.Parse(BridgeWork, await caller.call({ method: 'GET', path, within: WORK_WITHIN, signal }));
    },
    progress: async (jobId, progress) => {
      const path = `/api/v1/bridge/jobs/${encodeURIComponent(jobId)}/progress`;
      return Value.Parse(Go, await post(path, { ...progress, bridge, incarnation }));
    },
    close: caller.close,
  };
}

function makeCaller({ hubUrl, token }: HttpLinkSettings): { call(call: Call): Promise<unknown>; close(): void } {
  const base = new URL(hubUrl);
  const isSecure = base.protocol === 'https:';
  const agent = isSecure ? new SecureAgent({ keepAlive: true }) : new Agent({ keepAlive: true });
  const call = ({ method, path, body, within = ANSWER_WITHIN, signal }: Call): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const payload = body === undefined ? undefined : Buffer.from(JSON.stringify(body));
      const headers: Record<string, string> = { authorization: `Bearer ${token}`, accept: 'application/json' };
      if (payload) headers['content-type'] = 'application/json';
      if (payload) headers['content-length'] = String(payload.length);
      const open = isSecure ? secureRequest : request;
      const url = new URL(base.pathname.replace(/\/$/u, '') + path, base);
      const req = open(url, { method, agent, headers, ...(signal ? { signal } : {}) }, (res) => {
        const parts: Buffer[] = [];
        let size = 0;
        res.on('data', (part: Buffer) => {
          parts.push(part);
          size += part.length;
          if (size > MOST_BYTES) req.destroy(new Error('the hub answered without end'));
        });
        res.on('end', () => {
          clearTimeout(late);
          settle(res.statusCode ?? 0, Buffer.concat(parts).toString('utf8'), resolve, reject);
        });
        res.on('error', reject);
      });
      const late = setTimeout(() => req.destroy(new Error(`the hub did not answer within ${within} ms`)), within);
      req.on('close', () => clearTimeout(late));
      req.on('error', reject);
      req.end(payload);
    });
  return { call, close: () => agent.destroy() };
}

/** These say "not now" or "not you", and may well be different in a moment; other 4xx are about the words themselves. */
const TEMPORARY = new Set([401, 403, 404, 408, 409, 425, 429]);

function settle(status: number, text: string, resolve: (value: unknown) => void, reject: (error: Error) => void): void {
  if (status >= 200 && status < 300) {
    try {
      resolve(text === '' ? undefined : JSON.parse(text));
    } catch (cause) {
      reject(new Error('the hub answered something that is not JSON', { cause }));
    }
  } else if (status >= 400 && status < 500 && !TEMPORARY.has(status)) {
    reject(new LinkRefusal(status, text.slice(0, 200)));
  } else reject(new Error(`the hub answered ${status}`));
}
