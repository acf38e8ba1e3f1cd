import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';

const DASHBOARD = fileURLToPath(new URL('../../dashboard', import.meta.url));

interface Chunk {
  readonly file: string;
  readonly imports?: readonly string[];
}

/** The pages as they go out, built into a folder of the test's own. */
export class BuiltPages {
  readonly folder = mkdtempSync(join(tmpdir(), 'tillside-pages-'));
  #chunks: Readonly<Record<string, Chunk>> = {};

  async build(): Promise<this> {
    // A test run calls itself `test`; what is weighed is what goes out.
    process.env.NODE_ENV = 'production';
    await build({
      root: DASHBOARD,
      mode: 'production',
      logLevel: 'error',
      build: { outDir: this.folder, emptyOutDir: true, manifest: true },
    });
    this.#chunks = JSON.parse(readFileSync(join(this.folder, '.vite/manifest.json'), 'utf8')) as Record<string, Chunk>;
    return this;
  }

  /** JavaScript a browser needs before a page stands, gzipped, in bytes. @param sources the modules it begins with */
  weight(...sources: readonly string[]): number {
    const seen = new Set<string>();
    const walk = (name: string): void => {
      const chunk = this.#chunks[name];
      if (chunk === undefined) throw new Error(`no chunk is built from ${name}`);
      if (seen.has(name)) return;
      seen.add(name);
      for (const next of chunk.imports ?? []) walk(next);
    };
    for (const source of ['index.html', ...sources]) walk(source);
    const files = new Set([...seen].map((name) => this.#chunks[name]?.file ?? ''));
    return [...files].reduce(
      (sum, file) => sum + gzipSync(readFileSync(join(this.folder, file)), { level: 9 }).length,
      0,
    );
  }
}
