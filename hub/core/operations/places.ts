/** Latitude and longitude in degrees. */
export type Place = readonly [latitude: number, longitude: number];

/** The mean radius of the earth in metres (IUGG: R1 of GRS 80). Others are in use: a distance is only worth its radius. */
export const EARTH_RADIUS_M = 6_371_008.8;

const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** The way over a sphere in metres, by haversines, which keep their digits for places close by (R. W. Sinnott 1984). */
export function distance(a: Place, b: Place, radius = EARTH_RADIUS_M): number {
  const half = (from: number, to: number): number => Math.sin(radians(to - from) / 2) ** 2;
  const chord = half(a[0], b[0]) + Math.cos(radians(a[0])) * Math.cos(radians(b[0])) * half(a[1], b[1]);
  return 2 * radius * Math.asin(Math.min(1, Math.sqrt(chord)));
}

/** Krasovsky's ellipsoid of 1940, on which the shift of Chinese maps is laid. */
const AXIS_M = 6_378_245;
const ECCENTRICITY_SQUARED = 0.006_693_421_622_965_943;

/**
 * Where Chinese maps (GCJ-02) show a place that a phone's GPS (WGS-84) gives: some 500 m away, so a fence of 150 m must
 * never mix the two. The formula is the one that became public (as in the eviltransform project); outside
 * the rectangle around China nothing is shifted.
 */
export function toChineseMap([latitude, longitude]: Place): Place {
  if (longitude < 72.004 || longitude > 137.8347 || latitude < 0.8293 || latitude > 55.8271)
    return [latitude, longitude];
  const [north, east] = shift(longitude - 105, latitude - 35);
  const curve = 1 - ECCENTRICITY_SQUARED * Math.sin(radians(latitude)) ** 2;
  const meridian = (AXIS_M * (1 - ECCENTRICITY_SQUARED)) / (curve * Math.sqrt(curve));
  const parallel = (AXIS_M / Math.sqrt(curve)) * Math.cos(radians(latitude));
  return [latitude + (north * 180) / (meridian * Math.PI), longitude + (east * 180) / (parallel * Math.PI)];
}

/** Metres to the north and to the east, from degrees east of 105 and north of 35. */
function shift(x: number, y: number): readonly [number, number] {
  const wave = (height: number, turns: number): number => height * Math.sin(turns * Math.PI);
  const root = Math.sqrt(Math.abs(x));
  const both = wave(20, 6 * x) + wave(20, 2 * x);
  const north = both + wave(20, y) + wave(40, y / 3) + wave(160, y / 12) + wave(320, y / 30);
  const east = both + wave(20, x) + wave(40, x / 3) + wave(150, x / 12) + wave(300, x / 30);
  return [
    -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root + (north * 2) / 3,
    300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root + (east * 2) / 3,
  ];
}
