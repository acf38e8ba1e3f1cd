import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'smol-toml';
import Type from 'typebox';
import { type ConfigResult, resolveConfig } from '../firmware-bridge/contract/config.ts';
import { StoreName } from '../hub/contract/uplink.ts';

const closed = { additionalProperties: false };
const port = (usual: number) =>
  Type.Integer({ minimum: 0, maximum: 65_535, default: usual, description: '0 takes any free port' });

/** The relay's section of the settings file. */
export const RelayConfig = Type.Object(
  {
    dataDir: Type.String({ minLength: 1, default: 'data/relay', description: 'folder of HQ’s database' }),
    database: Type.Object(
      {
        url: Type.Optional(
          Type.String({ pattern: '^postgres(ql)?://', description: 'PostgreSQL instead of a file in the data folder' }),
        ),
        password: Type.Optional(Type.String()),
      },
      closed,
    ),
    leaseMs: Type.Integer({
      default: 3000,
      minimum: 400,
      description: 'a worker that stands still for so long loses its stores to the others',
    }),
    findFreePort: Type.Boolean({ default: true, description: 'a taken port gives way to the next free one' }),
    http: Type.Object(
      {
        host: Type.String({ default: '127.0.0.1' }),
        port: port(8421),
        names: Type.Array(Type.String(), { default: [], description: 'names HQ is reached by, besides localhost' }),
        token: Type.Optional(
          Type.String({ minLength: 16, description: 'whoever orders something of a store must show it as Bearer' }),
        ),
      },
      closed,
    ),
    mqtt: Type.Object(
      {
        host: Type.String({ default: '127.0.0.1' }),
        port: port(8422),
        certFile: Type.Optional(Type.String({ description: 'certificate in PEM; with it stores connect by TLS only' })),
        keyFile: Type.Optional(Type.String()),
        caFile: Type.Optional(Type.String({ description: 'who signs the certificates of stores' })),
        crlFile: Type.Optional(Type.String({ description: 'which of them are revoked; must be renewed in time' })),
        requireCertificate: Type.Boolean({ default: false, description: 'a token alone lets no store in' }),
      },
      closed,
    ),
    broker: Type.Object(
      {
        url: Type.Optional(
          Type.String({ pattern: '^(mqtts?|wss?)://', description: 'a broker of your own instead of the one inside' }),
        ),
        clientId: Type.String({ default: 'tillside-hq', pattern: '^[A-Za-z0-9_-]{1,64}$' }),
        username: Type.Optional(Type.String()),
        password: Type.Optional(Type.String()),
        caFile: Type.Optional(Type.String({ description: 'whom to trust at mqtts://, in PEM' })),
        certFile: Type.Optional(Type.String()),
        keyFile: Type.Optional(Type.String()),
      },
      closed,
    ),
    autoEnrolToken: Type.Optional(
      Type.String({ minLength: 16, description: 'any store that shows it is taken in; for a demo on one machine' }),
    ),
    stores: Type.Array(
      Type.Object(
        {
          store: StoreName,
          tokenSha256: Type.String({ pattern: '^[0-9a-f]{64}$', description: 'SHA-256 of the store’s token, in hex' }),
        },
        closed,
      ),
      { default: [] },
    ),
    dashboardDir: Type.Optional(Type.String()),
    logLevel: Type.Enum(['debug', 'info', 'warn', 'error', 'silent'], { default: 'info' }),
  },
  closed,
);
export type RelayConfig = Type.Static<typeof RelayConfig>;

/**
 * Settings of the relay: section `relay` of the data folder's `tillside.toml` (or the file named by TILLSIDE_CONFIG), then
 * `TILLSIDE__RELAY__…` in the environment.
 */
export function readConfig(env: Record<string, string | undefined> = process.env): ConfigResult<RelayConfig> {
  const named = env.TILLSIDE_CONFIG;
  const file = named ?? join(env.TILLSIDE_DATA ?? 'data', 'tillside.toml');
  let section: unknown = {};
  if (named !== undefined || existsSync(file)) {
    try {
      section = sectionOf(parse(readFileSync(file, 'utf8')));
    } catch (error) {
      return {
        ok: false,
        faults: [`${file}: ${error instanceof Error ? error.message.split('\n')[0] : 'unreadable'}`],
      };
    }
  }
  return resolveConfig(RelayConfig, section, env, 'TILLSIDE__RELAY', (path) => readFileSync(path, 'utf8'));
}

const sectionOf = (table: Record<string, unknown>): unknown => table.relay ?? {};
