import { distanceBetween, type Position } from '../../src/domain/geometry.ts';

export const at = (longitude: number, latitude: number): Position => ({ longitude, latitude });
export type Line = readonly (readonly [longitude: number, latitude: number])[];

/** Places along a line, so many metres apart; what is left at its end is left out. */
export function along(line: Line, step: number): Position[] {
  const positions = line.map(([longitude, latitude]) => at(longitude, latitude));
  const places = [positions[0]!];
  let rest = step;
  for (let index = 1; index < positions.length; index++) {
    const [a, b] = [positions[index - 1]!, positions[index]!];
    const length = distanceBetween(a, b);
    for (; rest <= length; rest += step) {
      const share = rest / length;
      places.push(
        at(a.longitude + share * (b.longitude - a.longitude), a.latitude + share * (b.latitude - a.latitude))
      );
    }
    rest -= length;
  }
  return places;
}

/** Normally distributed errors of a receiver, by Box and Muller. */
export function noisy(places: readonly Position[], deviation: number, random: () => number): Position[] {
  const metresPerDegree = 111_195;
  return places.map(({ longitude, latitude }) => {
    const radius = deviation * Math.sqrt(-2 * Math.log(1 - random()));
    const angle = 2 * Math.PI * random();
    const east = (radius * Math.cos(angle)) / Math.cos((latitude * Math.PI) / 180);
    return at(longitude + east / metresPerDegree, latitude + (radius * Math.sin(angle)) / metresPerDegree);
  });
}
