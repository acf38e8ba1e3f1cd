import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';
import { ROOT } from './set-up.mjs';

/**
 * Puts the built hub and relay into a few files each. Node reads some 900 small modules of packages one by one
 * otherwise, in the main thread and again in the writer's, and a shop would take three times as long to open.
 * Nothing is made smaller or renamed: a stack trace stays readable.
 */
const ENTRIES = [
  'hub/main',
  'hub/store/writer-thread',
  'hub/store/backup-thread',
  'hub/edges/photos/barcode-thread',
  'hub/cli',
  'cloud-relay/main',
];
/** What is native stays where npm put it. */
const OUTSIDE = ['better-sqlite3', 'sharp', 'zxing-wasm', 'tsx/esm/api'];

await build({
  root: ROOT,
  configFile: false,
  logLevel: 'error',
  plugins: [{ name: 'own-place', transform: keepPlace }],
  ssr: { noExternal: true, external: OUTSIDE },
  build: {
    ssr: true,
    target: 'node20',
    minify: false,
    outDir: join(ROOT, 'dist/run'),
    emptyOutDir: true,
    copyPublicDir: false,
    rollupOptions: {
      input: Object.fromEntries(ENTRIES.map((name) => [name, join(ROOT, 'dist', `${name}.js`)])),
      output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'parts/[name]-[hash].js' },
    },
  },
});

/**
 * A module that looks for files beside itself (migrations, pages, package.json) finds them where it was before; one
 * that starts threads starts the bundled ones.
 */
function keepPlace(code, id) {
  const isOurs = id.startsWith(join(ROOT, 'dist/'));
  if (isOurs && code.includes('import.meta.url')) {
    const place = code.includes('startThread(') ? id.replace(`${ROOT}/dist/`, `${ROOT}/dist/run/`) : id;
    return { code: code.replaceAll('import.meta.url', JSON.stringify(pathToFileURL(place).href)), map: null };
  }
  if (!isOurs && /\b__dirname\b/.test(code))
    return { code: code.replace(/\b__dirname\b/g, JSON.stringify(dirname(id))), map: null };
  return null;
}
