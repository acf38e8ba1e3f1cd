import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * How node starts one of our own programs: built ones as they are, the sources through tsx, so that the smoke test and
 * the bench start the same files.
 * @param name path below `from` without its extension
 */
export function programArguments(name: string, from: string = import.meta.url): string[] {
  const kind = extname(new URL(import.meta.url).pathname);
  const file = fileURLToPath(new URL(`./${name}${kind}`, from));
  return kind === '.ts' ? ['--import', 'tsx', file] : ['--enable-source-maps', file];
}
