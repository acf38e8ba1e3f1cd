import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { parentPort } from 'node:worker_threads';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import type { PhotoCode, ReadAnswer, ReadRequest } from './barcodes.ts';

// The WebAssembly comes from what is installed, never from the net.
const file = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');
prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(readFileSync(file)).buffer } });

parentPort?.on('message', ({ id, jpeg }: ReadRequest) => {
  void codesOn(jpeg)
    .catch((): PhotoCode[] => [])
    .then((codes) => {
      const answer: ReadAnswer = { id, codes };
      parentPort?.postMessage(answer);
    });
});

async function codesOn(jpeg: Uint8Array): Promise<PhotoCode[]> {
  const found = await readBarcodes(jpeg, { tryHarder: true, maxNumberOfSymbols: 64 });
  const byText = new Map(found.filter(({ isValid, text }) => isValid && text !== '').map((one) => [one.text, one]));
  return [...byText.values()].map(({ text, format }) => ({ text, format }));
}
