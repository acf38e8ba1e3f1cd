import type { Server } from 'node:net';

/** Where a server listens: port 0 is any free one; with `findFree` a taken port gives way to the next. */
export interface Place {
  readonly host: string;
  readonly port: number;
  readonly findFree: boolean;
}

const portsToTry = 50;

/** Listens and returns the port. @throws when the port is taken and no other may be used */
export async function listen(server: Server, place: Place): Promise<number> {
  return firstFree(place, (port) => listenOnce(server, place.host, port));
}

/** Tries ports one after the other. @param open listens on one and returns which, or throws */
export async function firstFree(place: Place, open: (port: number) => Promise<number>): Promise<number> {
  for (let port = place.port; ; port += 1) {
    try {
      return await open(port);
    } catch (error) {
      const isTaken = (error as { code?: unknown }).code === 'EADDRINUSE';
      if (!isTaken || !place.findFree || port >= place.port + portsToTry) throw error;
    }
  }
}

function listenOnce(server: Server, host: string, port: number): Promise<number> {
  return new Promise((done, fail) => {
    server.once('error', fail);
    server.listen(port, host, () => {
      server.removeListener('error', fail);
      const address = server.address();
      done(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}
