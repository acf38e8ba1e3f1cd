import type Type from 'typebox';
import { Value } from 'typebox/value';

/** What every program of the house gets from its settings: all of them, or every fault at once. */
export type ConfigResult<T> = { ok: true; config: T } | { ok: false; faults: string[] };

type Node = {
  type?: unknown;
  properties?: Record<string, Node>;
  items?: Node;
  enum?: unknown[];
  anyOf?: Node[];
  const?: unknown;
  format?: string;
  pattern?: string;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  minItems?: number;
  description?: string;
  default?: unknown;
  additionalProperties?: unknown;
  patternProperties?: unknown;
};
type Plain = Record<string, unknown>;

/**
 * Settings in layers: defaults of the schema, then the file, then the environment (`PREFIX__SECTION__KEY`), then secrets
 * kept in files (`PREFIX__SECTION__KEY_FILE`). Names are matched without regard to case and underscores, so that
 * `HUB_URL` in the environment, `hub_url` in the file and `hubUrl` in a schema are the same setting.
 * No fault ever shows a value: a settings error ends in a log, and the value may be a password.
 * @param prefix `TILLSIDE`, or `TILLSIDE__BRIDGE` when `schema` is one section only
 * @param readSecret reads a secret's file; what it throws becomes a fault
 */
export function resolveConfig<S extends Type.TObject>(
  schema: S,
  fileObject: unknown,
  env: Record<string, string | undefined>,
  prefix: string,
  readSecret: (path: string) => string,
): ConfigResult<Type.Static<S>> {
  const faults: string[] = [];
  const root = schema as unknown as Node;
  const section = prefix.split('__').slice(1).join('.').toLowerCase();
  const merged: Plain = {};
  if (fileObject !== undefined && !isPlain(fileObject)) faults.push(`${section || 'the file'}: expected a table`);
  else layFile(root, (fileObject ?? {}) as Plain, merged, section, faults);
  layEnvironment(root, env, prefix, readSecret, merged, faults);
  openSections(root, merged);
  const filled = Value.Default(schema, merged);
  for (const [path, node, isMissing] of broken(schema, root, filled)) {
    const name = [section, ...path].filter(Boolean).join('.');
    faults.push(`${name}: expected ${expectation(node)}${isMissing ? ', and it is missing' : ''}`);
  }
  return faults.length === 0 ? { ok: true, config: filled as Type.Static<S> } : { ok: false, faults: unique(faults) };
}

const isPlain = (value: unknown): value is Plain =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
const folded = (name: string): string => name.replaceAll('_', '').replaceAll('-', '').toLowerCase();
const unique = (lines: string[]): string[] => [...new Set(lines)];
const dotted = (...parts: string[]): string => parts.filter(Boolean).join('.');

function findKey(node: Node, name: string): string | undefined {
  return Object.keys(node.properties ?? {}).find((key) => folded(key) === folded(name));
}

/** Copies the file over, under the schema's own names; what the schema does not know is a fault and is left out. */
function layFile(node: Node, from: Plain, to: Plain, at: string, faults: string[]): void {
  for (const [name, value] of Object.entries(from)) {
    const key = findKey(node, name);
    if (key === undefined && (node.additionalProperties || node.patternProperties)) {
      to[name] = value;
    } else if (key === undefined) {
      faults.push(
        `${dotted(at, name)}: unknown setting; expected one of ${Object.keys(node.properties ?? {}).join(', ')}`,
      );
    } else if (key in to) {
      faults.push(`${dotted(at, key)}: expected once, and it is written twice`);
    } else {
      const child = node.properties?.[key];
      if (child?.properties && isPlain(value)) {
        const inner: Plain = {};
        to[key] = inner;
        layFile(child, value, inner, dotted(at, key), faults);
      } else to[key] = value;
    }
  }
}

/** Environment first, secret files last, whatever the order the system lists them in. */
function layEnvironment(
  root: Node,
  env: Record<string, string | undefined>,
  prefix: string,
  readSecret: (path: string) => string,
  to: Plain,
  faults: string[],
): void {
  const start = `${prefix}__`.toLowerCase();
  const secrets: [string, string[], Node, string][] = [];
  for (const [name, value] of Object.entries(env)) {
    if (value === undefined || !name.toLowerCase().startsWith(start)) continue;
    const parts = name.slice(start.length).split('__');
    const direct = locate(root, parts);
    const last = parts.at(-1) ?? '';
    const secret = /_file$/i.test(last) ? locate(root, [...parts.slice(0, -1), last.slice(0, -5)]) : undefined;
    if (direct) put(to, direct.path, fromText(direct.node, value));
    else if (secret) secrets.push([name, secret.path, secret.node, value]);
    else faults.push(`${name}: unknown setting in the environment`);
  }
  for (const [name, path, node, file] of secrets) {
    try {
      put(to, path, fromText(node, readSecret(file).trim()));
    } catch {
      faults.push(`${name}: expected the path of a file that can be read`);
    }
  }
}

function locate(root: Node, parts: string[]): { path: string[]; node: Node } | undefined {
  let node: Node | undefined = root;
  const path: string[] = [];
  for (const part of parts) {
    const key: string | undefined = node ? findKey(node, part) : undefined;
    if (key === undefined) return undefined;
    path.push(key);
    node = node?.properties?.[key];
  }
  return node && path.length > 0 && !node.properties ? { path, node } : undefined;
}

function put(to: Plain, path: string[], value: unknown): void {
  let spot = to;
  for (const key of path.slice(0, -1)) {
    const next = spot[key];
    const inner: Plain = isPlain(next) ? next : {};
    spot[key] = inner;
    spot = inner;
  }
  const last = path.at(-1);
  if (last !== undefined) spot[last] = value;
}

/** Text of the environment in the type the schema wants; what does not fit stays text and fails the check by name. */
function fromText(node: Node, text: string): unknown {
  if (node.type === 'integer' || node.type === 'number') {
    return /^-?\d+(\.\d+)?$/.test(text.trim()) ? Number(text) : text;
  }
  if (node.type === 'boolean') {
    const word = text.trim().toLowerCase();
    return ['true', '1', 'yes', 'on'].includes(word) ? true : ['false', '0', 'no', 'off'].includes(word) ? false : text;
  }
  if (node.type === 'array') {
    const parts = text.split(',').map((part) => part.trim());
    return parts.filter(Boolean).map((part) => fromText(node.items ?? {}, part));
  }
  return text;
}

/** A section nobody wrote is an empty table, so that its defaults apply and its missing settings are named one by one. */
function openSections(node: Node, to: Plain): void {
  for (const [key, child] of Object.entries(node.properties ?? {})) {
    if (!child.properties) continue;
    if (to[key] === undefined) to[key] = {};
    const inner = to[key];
    if (isPlain(inner)) openSections(child, inner);
  }
}

function broken(schema: Type.TSchema, root: Node, value: unknown): [string[], Node, boolean][] {
  const list: [string[], Node, boolean][] = [];
  for (const error of Value.Errors(schema, value)) {
    const path = error.instancePath.split('/').slice(1);
    if (error.keyword === 'required') {
      for (const key of error.params.requiredProperties)
        list.push([[...path, key], nodeAt(root, [...path, key]), true]);
    } else list.push([path, nodeAt(root, path), false]);
  }
  return list;
}

function nodeAt(root: Node, path: string[]): Node {
  let node: Node = root;
  for (const key of path) node = node.properties?.[key] ?? (node.items && /^\d+$/.test(key) ? node.items : {});
  return node;
}

const formats: Record<string, string> = {
  uri: 'a URL',
  url: 'a URL',
  email: 'an e-mail address',
  ipv4: 'an IP address',
};

function expectation(node: Node): string {
  return `${shape(node)}${node.description ? ` (${node.description})` : ''}`;
}

function shape(node: Node): string {
  if (node.enum) return `one of ${node.enum.join(', ')}`;
  if (node.const !== undefined) return String(node.const);
  if (node.anyOf) return node.anyOf.map(shape).join(' or ');
  if (node.type === 'integer' || node.type === 'number') {
    const low = node.minimum === undefined ? '' : ` from ${node.minimum}`;
    return `${node.type === 'integer' ? 'a whole number' : 'a number'}${low}${node.maximum === undefined ? '' : ` up to ${node.maximum}`}`;
  }
  if (node.type === 'boolean') return 'true or false';
  if (node.type === 'array')
    return `a list${node.minItems ? ` of at least ${node.minItems}` : ''}: each ${shape(node.items ?? {})}`;
  if (node.type === 'object') return 'a table';
  if (node.format) return formats[node.format] ?? `text in the form ${node.format}`;
  if (node.pattern) return `text like ${node.pattern}`;
  return node.minLength && node.minLength > 1 ? `text of at least ${node.minLength} characters` : 'text';
}
