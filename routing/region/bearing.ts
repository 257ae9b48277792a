import { metresOfDegree } from '../../src/domain/geometry.ts';
import type { RoadGraph } from './road-graph.ts';

/** Points are in 1e-7 degrees. */
const metresOfUnit = metresOfDegree / 1e7;

/**
 * Degrees clockwise from north, from -180 to 180, from the beginning of an arc towards the mean of its first metres:
 * mappers draw those as they please, and a van does not feel them. `NaN` of a road without length. On a plane: so few
 * metres are no matter of the earth's shape.
 * @param lookAhead how many metres of the road count
 */
export function bearingAtStart(
  { edgePoint, points }: Pick<RoadGraph, 'edgePoint' | 'points'>,
  arc: number,
  lookAhead: number
): number {
  const [first, end] = [edgePoint[arc >> 1]!, edgePoint[(arc >> 1) + 1]!];
  const [begin, step] = arc & 1 ? [end - 1, -1] : [first, 1];
  const squeeze = Math.cos((points[2 * begin + 1]! / 1e7) * (Math.PI / 180));
  let [east, north] = [0, 0];
  let left = lookAhead;
  for (let point = begin + step; point >= first && point < end && left > 0; point += step) {
    const dx = (points[2 * point]! - points[2 * (point - step)]!) * metresOfUnit * squeeze;
    const dy = (points[2 * point + 1]! - points[2 * (point - step) + 1]!) * metresOfUnit;
    const length = Math.sqrt(dx * dx + dy * dy);
    const share = length > left ? left / length : 1;
    east += share * dx;
    north += share * dy;
    left -= length;
  }
  return east === 0 && north === 0 ? NaN : Math.atan2(east, north) * (180 / Math.PI);
}
