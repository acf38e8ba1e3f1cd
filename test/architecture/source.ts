import { readdirSync, readFileSync } from 'node:fs';

/** One file as the checks see it. `code` is the text without comments and without what stands in strings. */
export interface Source {
  readonly path: string;
  readonly text: string;
  readonly code: string;
}
/** What is wrong: one line a fault, with the file first. */
export type Check = (sources: readonly Source[]) => string[];

export const source = (path: string, text: string): Source => ({ path, text, code: withoutWords(text) });

const ROOT = new URL('../../', import.meta.url).pathname;
const ROOMS = ['firmware-bridge', 'hub', 'cloud-relay', 'dashboard', 'launch', 'test'];

/** Every source of ours. */
export function allSources(): Source[] {
  return ROOMS.flatMap((room) => walk(room)).map((path) => source(path, readFileSync(ROOT + path, 'utf8')));
}

function walk(folder: string): string[] {
  return readdirSync(ROOT + folder, { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return walk(path);
    return /\.(ts|tsx|mjs|sql|css)$/.test(entry.name) ? [path] : [];
  });
}

/** The room a file stands in; contracts and the core are rooms within rooms. */
export function roomOf(path: string): string {
  const inner = /^(?:[a-z-]+\/contract|hub\/core|hub\/features)(?=\/)/.exec(path)?.[0];
  return inner ?? path.slice(0, path.indexOf('/'));
}

export interface Import {
  readonly from: string;
  /** A path of ours, or the name of a package. */
  readonly to: string;
  readonly isType: boolean;
}

/** Static and dynamic imports and re-exports of a file; paths of ours are resolved. */
export function importsOf({ path, text }: Source): Import[] {
  const plain = text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
  const found = plain.matchAll(
    /\b(?:(import|export)\s+(type\s)?(?:[\w*{}\s,$]+?\s+from\s+)?|import\(\s*|new URL\(\s*)'([^'\n]+)'/g,
  );
  return [...found].flatMap(([whole, , type, target = '']) => {
    const isPath = target.startsWith('.');
    if (whole.startsWith('new URL') && !/\.(ts|js)$/.test(target)) return [];
    if (whole.startsWith('new URL') && !isPath) return [];
    const to = isPath ? resolved(path, target) : target;
    return [{ from: path, to, isType: type !== undefined || onlyTypes(whole) }];
  });
}

/** `import { type A, type B }` brings in nothing when the program runs. */
function onlyTypes(statement: string): boolean {
  const names = /\{([\s\S]*)\}/.exec(statement)?.[1]?.split(',') ?? [];
  const real = names.map((name) => name.trim()).filter((name) => name !== '');
  return real.length > 0 && real.every((name) => name.startsWith('type '));
}

function resolved(from: string, target: string): string {
  return new URL(target, `file:///${from}`).pathname.slice(1);
}

/** Takes out comments and the inside of strings, and keeps every line break, so that line numbers stay right. */
export function withoutWords(text: string): string {
  return text.replace(
    /\/\*[\s\S]*?\*\/|\/\/[^\n]*|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\[\s\S])*`/g,
    (match, at: number) => {
      if (match.startsWith('//') && text[at - 1] === ':') return match;
      const breaks = match.replace(/[^\n]/g, '');
      return match.startsWith('/') ? breaks : `''${breaks}`;
    },
  );
}
