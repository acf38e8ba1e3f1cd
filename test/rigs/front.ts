import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { extname, join, normalize } from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};
/** Stricter than the hub's own: nothing inline, nothing from elsewhere, and scripts from files only. */
const POLICY =
  "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; object-src 'none'";

export type Api = (request: IncomingMessage, response: ServerResponse) => void;
export interface Front {
  readonly url: string;
  /** Cuts the line to whoever answers the API, or mends it. The pages themselves are still served. */
  cut(isCut: boolean): void;
  close(): Promise<void>;
}

/** Serves built pages and stands between them and a hub, so that a test can cut the line. @param api a hub's address, or answers of the test's own */
export async function startFront(folder: string, api: string | Api): Promise<Front> {
  let isCut = false;
  const open = new Set<ServerResponse>();
  const server = createServer((req, res) => {
    if (!(req.url ?? '').startsWith('/api/')) return servePage(folder, req, res);
    if (isCut) return void req.socket.destroy();
    open.add(res);
    res.on('close', () => open.delete(res));
    if (typeof api === 'function') return api(req, res);
    passOn(api, req, res);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the front has no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    cut(next) {
      isCut = next;
      if (isCut) for (const response of open) response.socket?.destroy();
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function passOn(hub: string, req: IncomingMessage, res: ServerResponse): void {
  const target = new URL(req.url ?? '/', hub);
  const headers = { ...req.headers, host: target.host };
  delete headers.origin;
  const onward = request(target, { method: req.method ?? 'GET', headers }, (answer) => {
    res.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(res);
  });
  onward.on('error', () => res.destroy());
  res.on('close', () => onward.destroy());
  req.pipe(onward);
}

function servePage(folder: string, req: IncomingMessage, res: ServerResponse): void {
  const path = normalize(decodeURIComponent((req.url ?? '/').split('?')[0] ?? '/'));
  const wanted = join(folder, path);
  const file =
    wanted.startsWith(folder) && existsSync(wanted) && statSync(wanted).isFile() ? wanted : join(folder, 'index.html');
  res.writeHead(200, {
    'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
    'content-security-policy': POLICY,
  });
  createReadStream(file).pipe(res);
}
