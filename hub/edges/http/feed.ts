import type { ServerResponse } from 'node:http';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Health } from '../../contract/board.ts';
import type { FeedEvents } from '../../contract/feed.ts';
import type { Entry } from '../../contract/journal.ts';
import type { Journal } from '../../store/journal.ts';

/** What may be missed and still be sent one by one; beyond it a screen loads its picture anew. */
const REPLAY_MAX = 2000;
/** Bytes a slow screen may be behind before it is told to load anew: a hub never stores up for a tablet that sleeps. */
const BEHIND_MAX = 1_000_000;
const HEARTBEAT_MS = 5000;

export interface Feed {
  tell(entries: readonly Entry[]): void;
  close(): void;
}
interface Client {
  readonly write: (chunk: string) => boolean;
  readonly behind: () => number;
  /** Whoever signed out, was sent away or sat idle too long hears nothing more. */
  readonly mayStay: () => boolean;
  readonly end: () => void;
  position: number;
  /** Entries were passed over: it must be told to load anew as soon as it can be told anything. */
  lost: boolean;
}

const chunk = <K extends keyof FeedEvents>(event: K, data: FeedEvents[K], id?: number): string =>
  `${id === undefined ? '' : `id: ${id}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;

function clientOf(raw: ServerResponse, mayStay: () => boolean, position: number): Client {
  return {
    write: (text) => raw.write(text),
    behind: () => raw.writableLength,
    mayStay,
    end: () => raw.end(),
    lost: false,
    position,
  };
}

/** Sends what a client has missed, or tells it to load anew where that is more than is kept for it. */
function catchUp(journal: Journal, client: Client): void {
  const head = journal.head();
  if (client.behind() > BEHIND_MAX) {
    client.lost = true;
    return;
  }
  if (client.lost || head - client.position > REPLAY_MAX) {
    client.write(chunk('resync', { head }, head));
    client.position = head;
    client.lost = false;
    return;
  }
  const entries = journal.entries(client.position + 1, REPLAY_MAX);
  const last = entries.at(-1)?.position;
  if (last === undefined) return;
  client.write(chunk('entries', { entries }, last));
  client.position = last;
}

/** GET /feed: committed entries to every screen, with positions as event ids, and a heartbeat that tells the truth. */
export function feedRoutes(
  app: FastifyInstance,
  journal: Journal,
  mayStay: (request: FastifyRequest) => boolean,
  status: () => Pick<Health, 'link' | 'now' | 'head'> & { bridge: boolean },
): Feed {
  const clients = new Set<Client>();
  const pulse = (): string => {
    const { link, now, head, bridge } = status();
    return chunk('status', { at: now, head, link, bridge });
  };
  const dismiss = (): void => {
    for (const client of [...clients].filter((one) => !one.mayStay())) {
      clients.delete(client);
      client.end();
    }
  };
  const timer = setInterval(() => {
    const beat = pulse();
    dismiss();
    for (const client of clients) {
      if (client.lost) catchUp(journal, client);
      if (client.behind() <= BEHIND_MAX) client.write(beat);
    }
  }, HEARTBEAT_MS);
  timer.unref();

  app.get<{ Querystring: { after?: string } }>('/api/v1/feed', { config: { permission: 'look' } }, (request, reply) => {
    reply.hijack();
    const { raw } = reply;
    raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' });
    const said = request.headers['last-event-id'] ?? request.query.after;
    const after = typeof said === 'string' && said !== '' ? Number(said) : Number.NaN;
    const head = journal.head();
    const client = clientOf(
      raw,
      () => mayStay(request),
      Number.isInteger(after) && after >= 0 ? Math.min(after, head) : head,
    );
    if (Number.isInteger(after) && after > head) client.write(chunk('resync', { head }, head));
    client.write(`retry: 1000\n\n${pulse()}`);
    catchUp(journal, client);
    clients.add(client);
    raw.on('close', () => clients.delete(client));
  });

  return {
    tell(entries) {
      const first = entries[0]?.position ?? 0;
      const last = entries.at(-1)?.position ?? 0;
      if (entries.some(({ type }) => type.startsWith('staff.') || type.startsWith('access.'))) dismiss();
      const text = clients.size > 0 ? chunk('entries', { entries: [...entries] }, last) : '';
      for (const client of clients) {
        if (!client.lost && client.position === first - 1 && client.behind() <= BEHIND_MAX) {
          client.write(text);
          client.position = last;
        } else if (client.position < last) catchUp(journal, client);
      }
    },
    close() {
      clearInterval(timer);
      clients.clear();
    },
  };
}
