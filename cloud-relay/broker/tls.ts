import { readFileSync } from 'node:fs';
import { createServer as createPlain, type Server, type Socket } from 'node:net';
import { createServer as createTls, TLSSocket, type Server as TlsServer } from 'node:tls';

/** Files in PEM. With `caFile` a store may show a certificate; with `requireCertificate` it must. */
export interface TlsFiles {
  readonly certFile: string;
  readonly keyFile: string;
  readonly caFile?: string;
  readonly crlFile?: string;
  readonly requireCertificate: boolean;
}

function contextOf({ certFile, keyFile, caFile, crlFile }: TlsFiles) {
  return {
    cert: readFileSync(certFile),
    key: readFileSync(keyFile),
    minVersion: 'TLSv1.2' as const,
    ...(caFile === undefined ? {} : { ca: readFileSync(caFile) }),
    ...(crlFile === undefined ? {} : { crl: readFileSync(crlFile) }),
  };
}

/** A server for stores, plain or TLS. noDelay: with Nagle's algorithm every round trip costs some 45 ms. */
export function openDoor(tls: TlsFiles | undefined, accept: (socket: Socket) => void): Server {
  if (tls === undefined) return createPlain({ noDelay: true }, accept);
  const requestCert = tls.caFile !== undefined;
  const options = { noDelay: true, requestCert, rejectUnauthorized: tls.requireCertificate, handshakeTimeout: 10_000 };
  return createTls({ ...contextOf(tls), ...options }, accept);
}

/** Reads certificates and revocations again: those who connect from now on are held to them. */
export function renewDoor(server: Server, tls: TlsFiles | undefined): void {
  if (tls !== undefined) (server as TlsServer).setSecureContext(contextOf(tls));
}

/** The name our authority gave whoever is at the other end. */
export function certifiedName(socket: Socket): string | undefined {
  if (!(socket instanceof TLSSocket) || !socket.authorized) return undefined;
  const name: unknown = socket.getPeerCertificate().subject?.CN;
  return typeof name === 'string' ? name : undefined;
}
