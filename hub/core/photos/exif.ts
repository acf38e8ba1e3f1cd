/** Where and when a picture says it was taken; what it does not say is left out. */
export interface Taken {
  /** As the camera's clock showed it, `2026-11-21T09:30:00`; a camera knows no zone. */
  readonly at?: string;
  /** Degrees, north and east positive (WGS 84). */
  readonly latitude?: number;
  readonly longitude?: number;
}

const TAGS = { exif: 0x8769, gps: 0x8825, taken: 0x9003, latRef: 1, lat: 2, lonRef: 3, lon: 4 } as const;
/** A picture with more fields than this was not made by a camera. */
const FIELDS_MAX = 200;

/**
 * Reads time and place out of an EXIF block (CIPA DC-008): a TIFF file within the picture, little or big endian. Whatever is not as it
 * must be is not there; nothing is ever read outside of the block.
 */
export function readExif(block: Uint8Array): Taken {
  const start = text(block, 0, 4) === 'Exif' ? 6 : 0;
  const view = new DataView(block.buffer, block.byteOffset + start, Math.max(0, block.byteLength - start));
  const order = text(block, start, 2);
  if ((order !== 'II' && order !== 'MM') || view.byteLength < 8) return {};
  const tiff = { view, little: order === 'II' };
  const first = fields(tiff, u32(tiff, 4));
  const exif = fields(tiff, offsetIn(tiff, first.get(TAGS.exif)));
  const gps = fields(tiff, offsetIn(tiff, first.get(TAGS.gps)));
  const at = timeOf(ascii(tiff, exif.get(TAGS.taken)));
  const latitude = degrees(tiff, gps.get(TAGS.lat), ascii(tiff, gps.get(TAGS.latRef)) === 'S', 90);
  const longitude = degrees(tiff, gps.get(TAGS.lon), ascii(tiff, gps.get(TAGS.lonRef)) === 'W', 180);
  return {
    ...(at === undefined ? {} : { at }),
    ...(latitude === undefined || longitude === undefined ? {} : { latitude, longitude }),
  };
}

interface Tiff {
  readonly view: DataView;
  readonly little: boolean;
}
interface Field {
  readonly count: number;
  /** Where its value, or the address of its value, stands. */
  readonly at: number;
}

const u16 = ({ view, little }: Tiff, at: number): number =>
  at + 2 <= view.byteLength && at >= 0 ? view.getUint16(at, little) : 0;
const u32 = ({ view, little }: Tiff, at: number): number =>
  at + 4 <= view.byteLength && at >= 0 ? view.getUint32(at, little) : 0;

function fields(tiff: Tiff, at: number): ReadonlyMap<number, Field> {
  const found = new Map<number, Field>();
  if (at === 0) return found;
  const count = Math.min(u16(tiff, at), FIELDS_MAX);
  for (let i = 0; i < count; i += 1) {
    const here = at + 2 + i * 12;
    found.set(u16(tiff, here), { count: u32(tiff, here + 4), at: here + 8 });
  }
  return found;
}

const offsetIn = (tiff: Tiff, field: Field | undefined): number => (field ? u32(tiff, field.at) : 0);

function text(bytes: Uint8Array, at: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + length));
}

function ascii(tiff: Tiff, field: Field | undefined): string {
  if (!field || field.count === 0 || field.count > 40) return '';
  const at = field.count <= 4 ? field.at : u32(tiff, field.at);
  if (at + field.count > tiff.view.byteLength) return '';
  const { buffer, byteOffset } = tiff.view;
  return text(new Uint8Array(buffer, byteOffset + at, field.count), 0, field.count).replace(/\0.*$/s, '');
}

/** `2026:11:21 09:30:00`, as cameras write it. */
function timeOf(written: string): string | undefined {
  const found = /^(\d{4}):(\d{2}):(\d{2}) (\d{2}:\d{2}:\d{2})$/.exec(written);
  return found ? `${found[1]}-${found[2]}-${found[3]}T${found[4]}` : undefined;
}

/** Degrees, minutes and seconds, each a fraction of two numbers. */
function degrees(tiff: Tiff, field: Field | undefined, isNegative: boolean, max: number): number | undefined {
  if (field?.count !== 3) return undefined;
  const at = u32(tiff, field.at);
  if (at === 0 || at + 24 > tiff.view.byteLength) return undefined;
  const [degree = 0, minute = 0, second = 0] = [0, 8, 16].map((step) => {
    const below = u32(tiff, at + step + 4);
    return below === 0 ? Number.NaN : u32(tiff, at + step) / below;
  });
  const value = degree + minute / 60 + second / 3600;
  if (!(value <= max)) return undefined;
  return Math.round((isNegative ? -value : value) * 1e6) / 1e6;
}
