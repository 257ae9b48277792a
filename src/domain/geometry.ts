import { metres, type Metres } from './units.ts';

/** A place on the earth, WGS 84, in degrees. */
export interface Position {
  readonly longitude: number;
  readonly latitude: number;
}

/** The ellipsoid of WGS 84. On a sphere the roads of Finland would be 0.2 to 0.3 % too short. */
const equatorialRadius = 6_378_137;
const flattening = 1 / 298.257_223_563;
const squaredEccentricity = flattening * (2 - flattening);

/** Metres of a degree of latitude at the equator: nowhere on the earth is a degree of a great circle shorter. */
export const leastMetresOfDegree = (equatorialRadius * (1 - squaredEccentricity) * Math.PI) / 180;
/** Metres of a degree of latitude on a sphere of the earth's size, where the ellipsoid is no matter. */
export const metresOfDegree = 111_226;

const radians = (degrees: number) => (degrees * Math.PI) / 180;

/**
 * The distance between two places that are not far from each other, up to some hundred kilometres: on the plane that
 * touches the ellipsoid midway, as OSRM measures its distances (fccApproximateDistance in
 * src/util/coordinate_calculation.cpp).
 */
export function distanceBetween(a: Position, b: Position): Metres {
  const middle = radians((a.latitude + b.latitude) / 2);
  const squaredBend = 1 / (1 - squaredEccentricity * Math.sin(middle) ** 2);
  const primeVertical = equatorialRadius * Math.sqrt(squaredBend);
  const meridional = primeVertical * squaredBend * (1 - squaredEccentricity);
  const east = radians(b.longitude - a.longitude) * Math.cos(middle) * primeVertical;
  const north = radians(b.latitude - a.latitude) * meridional;
  return metres(Math.sqrt(east * east + north * north));
}
