import type { Position } from '#domain/geometry.ts';

/** A place on the municipality's own plane: metres east and north of its south-western corner. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** The size of the plane, metres. */
export const width = 60_000;
export const height = 45_000;

/** The middle of the plane. The real Kainuu lies there; the map says that this one is invented. */
const centre: Position = { longitude: 27.5, latitude: 64.2 };
const metresPerDegree = 111_320;
const narrowing = 0.435231; // cos 64.2°: written out, so that no machine's cosine changes the file

/** A point's place on the earth, rounded to the seven decimals that a map file keeps. */
export function positionOf({ x, y }: Point): Position {
  const round = (degrees: number) => Math.round(degrees * 1e7) / 1e7;
  return {
    longitude: round(centre.longitude + (x - width / 2) / (metresPerDegree * narrowing)),
    latitude: round(centre.latitude + (y - height / 2) / metresPerDegree)
  };
}

// Not Math.hypot: a square root is the same on every machine.
export const distance = (a: Point, b: Point) => Math.sqrt((a.x - b.x) ** 2 + (a.y - b.y) ** 2);

export const between = (a: Point, b: Point, share: number): Point => ({
  x: a.x + (b.x - a.x) * share,
  y: a.y + (b.y - a.y) * share
});

/** The distance from a point to a line segment. */
export function distanceToSegment(point: Point, a: Point, b: Point): number {
  const length = (b.x - a.x) ** 2 + (b.y - a.y) ** 2;
  const share = length === 0 ? 0 : ((point.x - a.x) * (b.x - a.x) + (point.y - a.y) * (b.y - a.y)) / length;
  return distance(point, between(a, b, Math.min(1, Math.max(0, share))));
}

/** The distance from a point to the nearest edge of a ring: positive inside, negative outside. */
export function distanceInside(point: Point, ring: readonly Point[]): number {
  let nearest = Infinity;
  ring.forEach((corner, index) => {
    nearest = Math.min(nearest, distanceToSegment(point, corner, ring[(index + 1) % ring.length]!));
  });
  return isInside(point, ring) ? nearest : -nearest;
}

/** Whether a point lies in a ring (even–odd rule). The ring may repeat its first corner at the end. */
export function isInside({ x, y }: Point, ring: readonly Point[]): boolean {
  let inside = false;
  for (let index = 0, before = ring.length - 1; index < ring.length; before = index++) {
    const a = ring[index]!;
    const b = ring[before]!;
    if (a.y > y !== b.y > y && x < ((b.x - a.x) * (y - a.y)) / (b.y - a.y) + a.x) inside = !inside;
  }
  return inside;
}

/** The area of a ring, square metres. */
export const areaOf = (ring: readonly Point[]) => Math.abs(signedArea(ring));

/** The same, negative where the ring turns clockwise (shoelace formula). */
export function signedArea(ring: readonly Point[]): number {
  let twice = 0;
  ring.forEach((a, index) => {
    const b = ring[(index + 1) % ring.length]!;
    twice += a.x * b.y - b.x * a.y;
  });
  return twice / 2;
}

/** A rectangle around `middle`, its long side along `heading` (radians from east, anticlockwise). */
export function rectangle(middle: Point, length: number, breadth: number, heading: number): Point[] {
  const along = { x: Math.cos(heading), y: Math.sin(heading) };
  const corner = (forward: number, left: number): Point => ({
    x: middle.x + along.x * forward - along.y * left,
    y: middle.y + along.y * forward + along.x * left
  });
  const [l, b] = [length / 2, breadth / 2];
  return [corner(-l, -b), corner(l, -b), corner(l, b), corner(-l, b)];
}
