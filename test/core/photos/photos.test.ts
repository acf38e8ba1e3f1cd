import sharp from 'sharp';
import { expect, test } from 'vitest';
import { readExif } from '../../../hub/core/photos/exif.ts';
import { gradePhoto, type Looks } from '../../../hub/core/photos/grade.ts';
import { ALIKE_BITS, hamming64 } from '../../../hub/core/photos/likeness.ts';
import { examine } from '../../../hub/edges/photos/examine.ts';

test('the known pair of difference hashes differs in four bits', () => {
  expect(hamming64('e0f8fef6f2ecfcf4', 'e0f8eed4d2ecfcf4')).toBe(4);
  expect(hamming64('0000000000000000', 'ffffffffffffffff')).toBe(64);
});

const fine: Looks = { width: 1200, height: 900, sharpness: 300, brightness: 120, ageMs: 60_000, isReused: false };
test.each<[string, Partial<Looks>, string, string[]]>([
  ['a good one', {}, 'A', []],
  ['a dark one', { brightness: 20 }, 'B', ['dark']],
  ['small and blurred', { width: 300, sharpness: 5 }, 'C', ['small', 'blurred']],
  ['small, blurred and old', { width: 300, sharpness: 5, ageMs: 9e7 }, 'D', ['small', 'blurred', 'old']],
  ['shown before', { isReused: true }, 'D', ['reused']],
])('%s', (_name, more, grade, faults) => {
  expect(gradePhoto({ ...fine, ...more })).toEqual({ grade, faults });
});

/** Shelves and boxes, as far as a seed tells them apart. */
async function picture(seed: number, exif = false): Promise<Buffer> {
  const boxes = Array.from({ length: 24 }, (_, i) => {
    const [x, y, grey] = [(i * 97 * seed) % 600, (i * 61 + seed * 40) % 440, (i * 53 * seed) % 256];
    return `<rect x="${x}" y="${y}" width="${60 + ((i * seed) % 90)}" height="70" fill="rgb(${grey},${grey},${grey})"/>`;
  });
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="640" height="480"><rect width="640" height="480" fill="#888"/>${boxes.join('')}</svg>`;
  const image = sharp(Buffer.from(svg)).jpeg();
  const block = { IFD0: { Make: 'x' }, IFD2: { DateTimeOriginal: '2026:11:21 09:30:00' } };
  const gps = {
    IFD3: {
      GPSLatitudeRef: 'N',
      GPSLatitude: '31/1 12/1 3000/100',
      GPSLongitudeRef: 'E',
      GPSLongitude: '121/1 30/1 0/1',
    },
  };
  return (exif ? image.withExif({ ...block, ...gps }) : image).toBuffer();
}

test('time and place are read, and nothing of them is left in what is kept', async () => {
  const bytes = await picture(3, true);
  const photo = await examine(bytes);
  expect(photo?.taken).toEqual({ at: '2026-11-21T09:30:00', latitude: 31.208333, longitude: 121.5 });
  expect((await sharp(photo?.jpeg).metadata()).exif).toBeUndefined();
  const again = await examine(await sharp(bytes).resize(320).jpeg({ quality: 40 }).toBuffer());
  expect(hamming64(photo?.hash ?? '', again?.hash ?? '')).toBeLessThanOrEqual(ALIKE_BITS);
  const other = await examine(await picture(7));
  expect(hamming64(photo?.hash ?? '', other?.hash ?? '')).toBeGreaterThan(ALIKE_BITS);
  expect(await examine(Buffer.from('no picture'))).toBeUndefined();
});

test('whatever stands in an EXIF block, nothing is read outside of it', () => {
  for (let n = 0; n < 300; n += 1) {
    const block = Uint8Array.from({ length: n % 70 }, (_, i) => (i * 37 + n * 11) % 256);
    block.set([0x49, 0x49, 42, 0].slice(0, block.length));
    expect(() => readExif(block)).not.toThrow();
  }
});
