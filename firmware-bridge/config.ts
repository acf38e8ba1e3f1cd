import { readFileSync } from 'node:fs';
import { parse } from 'smol-toml';
import Type from 'typebox';
import { type ConfigResult, resolveConfig } from './contract/config.ts';

export const BridgeConfig = Type.Object({
  hub_url: Type.String({ format: 'uri', pattern: '^https?://', description: 'the hub, like http://127.0.0.1:7300' }),
  token: Type.String({ minLength: 16, description: 'the bridge token of the hub' }),
  name: Type.String({
    minLength: 1,
    maxLength: 60,
    default: 'bridge-1',
    description: 'one name per machine with devices',
  }),
  data: Type.String({ minLength: 1, default: 'data/bridge', description: 'folder for readings that wait' }),
  poll_ms: Type.Integer({
    minimum: 100,
    maximum: 60_000,
    default: 2_000,
    description: 'how often to look for devices where the system gives no notice of them',
  }),
  pretend: Type.Boolean({ default: false, description: 'offer a printer that is not there' }),
});
export type BridgeConfig = Type.Static<typeof BridgeConfig>;

/**
 * The settings of this program: section `[bridge]` of the file `tillside.toml` (or what TILLSIDE_CONFIG names), then the
 * environment `TILLSIDE__BRIDGE__…`. A missing file is no fault; a file that cannot be read is.
 */
export function readConfig(env: Record<string, string | undefined> = process.env): ConfigResult<BridgeConfig> {
  const file = env.TILLSIDE_CONFIG ?? 'tillside.toml';
  let section: unknown;
  try {
    section = parse(readFileSync(file, 'utf8')).bridge;
  } catch (error) {
    const isAbsent = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    if (!isAbsent || env.TILLSIDE_CONFIG !== undefined) return { ok: false, faults: [`${file}: expected a TOML file`] };
  }
  return resolveConfig(BridgeConfig, section, env, 'TILLSIDE__BRIDGE', (path) => readFileSync(path, 'utf8'));
}
