import type { FastifyBaseLogger } from 'fastify';
import type { AccessNote } from '../../contract/access.ts';
import type { Command } from '../../contract/command.ts';
import type { Sql } from '../../core/sql.ts';
import { features } from '../../features/index.ts';
import type { AccessWrite } from '../../store/access-book.ts';
import type { Asked, Http } from '../http/http.ts';
import { Approvals } from './approvals.ts';
import { Door } from './door.ts';
import { pairingRoutes, peopleRoutes } from './people-routes.ts';
import { Pins } from './pins.ts';
import type { AccessPort } from './port.ts';
import { accessRoutes, type Porters } from './routes.ts';
import { Sessions } from './sessions.ts';

export interface AccessParts {
  readonly sql: Sql;
  readonly clock: Pick<AccessPort, 'now' | 'ticks' | 'newId'>;
  readonly submit: AccessPort['submit'];
  /** Gives a command its time and business date. */
  readonly dated: (asked: Asked) => Command;
  readonly keep: (writes: readonly AccessWrite[], command?: Command) => Promise<void>;
  readonly log: FastifyBaseLogger;
  readonly pinKey: Buffer;
  readonly pinCost: number;
  readonly machineKey: string;
  readonly thisPc: 'open' | 'signed-in';
  readonly isBridge: (authorization: string | undefined) => boolean;
}

/** Everybody who stands at the door, put together. */
export function openDoor(parts: AccessParts): Porters {
  const { sql, clock, submit, dated, log, pinKey, pinCost, machineKey, thisPc, isBridge } = parts;
  const keep = (writes: readonly AccessWrite[], note?: AccessNote, by?: string): Promise<void> => {
    if (!note) return parts.keep(writes);
    const actor = { by: by ?? (note.by ? `staff:${note.by}` : `screen:${note.place}`) };
    return parts.keep(writes, dated({ id: clock.newId(), type: 'access.note', body: note, actor }));
  };
  const noteSeen = (seen: 'screen' | 'session', key: string, at: number): void => {
    parts.keep([{ seen, key, at }]).catch((error: unknown) => log.warn({ err: error }, 'not noted when it was seen'));
  };
  const port: AccessPort = { sql, ...clock, submit, keep, pinKey, pinCost };
  const pins = new Pins(port);
  return {
    port,
    pins,
    door: new Door(sql, { thisPc, machineKey, isBridge, now: clock.now, noteSeen }),
    sessions: new Sessions(port, pins),
    approvals: new Approvals(port, pins, features),
  };
}

/** All that is served at the door. */
export function doorRoutes(http: Http, porters: Porters): void {
  accessRoutes(http, porters);
  peopleRoutes(http, porters);
  pairingRoutes(http, porters);
}
