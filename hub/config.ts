import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'smol-toml';
import Type from 'typebox';
import { resolveConfig } from '../firmware-bridge/contract/config.ts';

const HubConfig = Type.Object(
  {
    host: Type.String({ default: '127.0.0.1', description: 'address to listen on; 0.0.0.0 lets phones in' }),
    port: Type.Integer({ default: 8420, minimum: 0, maximum: 65_535 }),
    findFreePort: Type.Boolean({ default: true, description: 'take the next free port when this one is taken' }),
    bridgeToken: Type.Optional(Type.String({ minLength: 16, description: 'what a bridge must show' })),
    channelTokens: Type.Optional(
      Type.String({ description: 'web=TOKEN, app=TOKEN: what a channel must show to bring orders' }),
    ),
    demo: Type.Boolean({ default: false, description: 'fill an empty store with the demo shop' }),
    linkUrl: Type.Optional(Type.String({ description: 'the broker of HQ, such as mqtt://hq.example:1883' })),
    linkToken: Type.Optional(Type.String({ minLength: 8 })),
    linkCa: Type.Optional(Type.String({ description: 'whom to trust at mqtts://, in PEM' })),
    linkCert: Type.Optional(Type.String({ description: 'certificate of this store, in PEM' })),
    linkKey: Type.Optional(Type.String({ description: 'its key, in PEM' })),
    timeZone: Type.String({ default: 'Asia/Shanghai' }),
    logLevel: Type.Enum(['fatal', 'error', 'warn', 'info', 'debug'], { default: 'info' }),
  },
  { additionalProperties: false },
);

/** `[access]`: who may come in. */
const AccessConfig = Type.Object(
  {
    thisPc: Type.Enum(['open', 'signed-in'], {
      default: 'open',
      description: 'whether this PC shows everything to whoever sits at it',
    }),
    names: Type.String({ default: '', description: 'further names this machine goes by, with commas' }),
  },
  { additionalProperties: false },
);
export type AccessConfig = Type.Static<typeof AccessConfig>;
export type HubConfig = Type.Static<typeof HubConfig> & { access?: AccessConfig };

/** The settings cannot be used; every fault is listed, never a value. */
export class ConfigRefused extends Error {}

/** @throws {ConfigRefused} */
export function readConfig(
  argv: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
): { data: string; config: HubConfig } {
  const at = argv.indexOf('--data');
  const data = resolve(at >= 0 ? (argv[at + 1] ?? 'data') : (env.TILLSIDE_DATA ?? 'data'));
  const file = env.TILLSIDE_CONFIG ?? join(data, 'tillside.toml');
  const secret = (path: string): string => readFileSync(path, 'utf8');
  const found = resolveConfig(HubConfig, sectionOf(file, 'hub'), env, 'TILLSIDE__HUB', secret);
  const access = resolveConfig(AccessConfig, sectionOf(file, 'access'), env, 'TILLSIDE__ACCESS', secret);
  const faults = [...(found.ok ? [] : found.faults), ...(access.ok ? [] : access.faults)];
  if (!found.ok || !access.ok) throw new ConfigRefused(`The settings of the hub cannot be used: ${faults.join('; ')}.`);
  return { data, config: { ...found.config, access: access.config } };
}

function sectionOf(file: string, section: 'hub' | 'access'): unknown {
  if (!existsSync(file)) return {};
  try {
    return (parse(readFileSync(file, 'utf8')) as Record<string, unknown>)[section] ?? {};
  } catch (error) {
    throw new ConfigRefused(
      `${file} is not valid TOML: ${error instanceof Error ? error.message.split('\n')[0] : error}`,
    );
  }
}
