import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { readExif, type Taken } from '../../core/photos/exif.ts';
import { brightnessOf, sharpnessOf } from '../../core/photos/grade.ts';
import { differenceHash, HASH_SIZE } from '../../core/photos/likeness.ts';

/** What is kept of a photo and what is known of it; time and place are read before they are stripped. */
export interface Examined {
  /** The picture as it is kept: turned upright, at most 2,000 pixels wide or high, without any of its EXIF data. */
  readonly jpeg: Buffer;
  readonly sha256: string;
  /** Of the bytes as they were sent: the very same file is known again whatever became of it. */
  readonly original: string;
  readonly hash: string;
  readonly width: number;
  readonly height: number;
  readonly sharpness: number;
  readonly brightness: number;
  readonly taken: Taken;
}

const SIDE_MAX = 2_000;
const LOOK_WIDTH = 640;
/** A small file may swell to a picture that fills the memory; no camera in a shop makes one of more pixels. */
const PIXELS_MAX = 60_000_000;

/** @returns undefined when the bytes are no picture this hub can read */
export async function examine(bytes: Buffer): Promise<Examined | undefined> {
  try {
    const open = () => sharp(bytes, { limitInputPixels: PIXELS_MAX, failOn: 'error' });
    const { exif, width, height } = await open().metadata();
    const jpeg = await open()
      .rotate()
      .resize({ width: SIDE_MAX, height: SIDE_MAX, fit: 'inside', withoutEnlargement: true })
      .jpeg({ quality: 82 })
      .toBuffer();
    const look = await sharp(jpeg)
      .resize({ width: LOOK_WIDTH, withoutEnlargement: true })
      .grayscale()
      .raw()
      .toBuffer({ resolveWithObject: true });
    const small = await sharp(jpeg)
      .grayscale()
      .resize({ ...HASH_SIZE, fit: 'fill' })
      .raw()
      .toBuffer();
    return {
      ...{ jpeg, sha256: sha256(jpeg), original: sha256(bytes), hash: differenceHash(small), width, height },
      sharpness: sharpnessOf(look.data, look.info.width, look.info.height),
      brightness: brightnessOf(look.data),
      taken: exif ? readExif(exif) : {},
    };
  } catch {
    return undefined;
  }
}

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
