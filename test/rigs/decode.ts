import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import zxing from '@zxing/library';
import { PNG } from 'pngjs';
import { prepareZXingModule, type ReadInputBarcodeFormat, readBarcodes } from 'zxing-wasm/reader';

export type Decoded = { format: string; text: string };

/** Code 128 and QR read by the pure-JavaScript zxing; nothing when it finds none. */
export function decodeWithZxing(png: Buffer, format: 'CODE_128' | 'QR_CODE'): string | undefined {
  const image = PNG.sync.read(png);
  const grey = new Uint8ClampedArray(image.width * image.height);
  for (let i = 0; i < grey.length; i++) grey[i] = image.data[i * 4] ?? 0;
  const source = new zxing.RGBLuminanceSource(grey, image.width, image.height);
  const bitmap = new zxing.BinaryBitmap(new zxing.HybridBinarizer(source));
  const hints = new Map<number, unknown>([
    [zxing.DecodeHintType.TRY_HARDER, true],
    [zxing.DecodeHintType.POSSIBLE_FORMATS, [zxing.BarcodeFormat[format]]],
  ]);
  try {
    return new zxing.MultiFormatReader().decode(bitmap, hints as never).getText();
  } catch {
    return undefined;
  }
}

/** All codes zbar finds, as `TYPE:data`. Needs the program `zbarimg`. */
export function decodeWithZbar(png: Buffer): string[] {
  try {
    const out = execFileSync('zbarimg', ['--quiet', '-Stest-inverted=0', 'png:-'], {
      input: png,
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    return out.toString('utf8').trim().split('\n');
  } catch {
    return [];
  }
}

/** Simplified Chinese and Latin text as tesseract reads it off the paper, without blanks. Needs `tesseract` with chi_sim. */
export function readWithTesseract(png: Buffer): string {
  const out = execFileSync('tesseract', ['stdin', 'stdout', '-l', 'chi_sim+eng', '--psm', '6'], {
    input: png,
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  return out.toString('utf8').replace(/\s/gu, '');
}

let prepared = false;

/** All codes the WebAssembly zxing finds; its binary comes from node_modules, never from the net. */
export async function decodeWithWasm(png: Buffer, formats: ReadInputBarcodeFormat[] = []): Promise<Decoded[]> {
  if (!prepared) {
    const file = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');
    prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(readFileSync(file)).buffer } });
    prepared = true;
  }
  const found = await readBarcodes(new Uint8Array(png), { tryHarder: true, formats });
  return found.map(({ format, text }) => ({ format, text }));
}
