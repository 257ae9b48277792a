import { metres, type Metres } from './units.ts';

/** A place on the earth, WGS 84, in degrees. */
export interface Position {
  readonly longitude: number;
  readonly latitude: number;
}

/** The earth's mean radius, as OSRM has it. */
const earthRadius = 6_372_797.560856;
const radians = (degrees: number) => (degrees * Math.PI) / 180;

/** The great-circle distance between two places (haversine). */
export function distanceBetween(a: Position, b: Position): Metres {
  const latitudes = Math.sin(radians(b.latitude - a.latitude) / 2) ** 2;
  const longitudes = Math.sin(radians(b.longitude - a.longitude) / 2) ** 2;
  const chord = latitudes + Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * longitudes;
  return metres(2 * earthRadius * Math.asin(Math.sqrt(chord)));
}
