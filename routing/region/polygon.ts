import { metresOfDegree } from '../../src/domain/geometry.ts';

/** A ring of `[longitude, latitude]`, its last point equal to the first. */
export type Ring = [longitude: number, latitude: number][];
/** An outer ring and its holes. */
export type Polygon = Ring[];

/** The area inside a ring in square metres; good enough to say when a lake is large enough to be drawn. */
export function squareMetres(ring: Ring): number {
  let doubled = 0;
  for (let index = 1; index < ring.length; index++) {
    const [x0, y0] = ring[index - 1]!;
    const [x1, y1] = ring[index]!;
    doubled += x0 * y1 - x1 * y0;
  }
  return (Math.abs(doubled) / 2) * metresOfDegree ** 2 * Math.cos(((ring[0]?.[1] ?? 0) * Math.PI) / 180);
}

/** Whether a point lies inside a ring (ray casting). */
export function contains(ring: Ring, [x, y]: readonly [number, number]): boolean {
  let inside = false;
  for (let index = 1; index < ring.length; index++) {
    const [x0, y0] = ring[index - 1]!;
    const [x1, y1] = ring[index]!;
    if (y0 > y !== y1 > y && x < ((x1 - x0) * (y - y0)) / (y1 - y0) + x0) inside = !inside;
  }
  return inside;
}

/** A point well inside a polygon, where its name or number can stand: in the middle of its widest row. */
export function labelPoint(polygon: Polygon): [longitude: number, latitude: number] {
  const [outer = []] = polygon;
  // By folding: a great lake's shore has more points than a function takes arguments.
  const south = outer.reduce((least, [, latitude]) => Math.min(least, latitude), 90);
  const north = outer.reduce((most, [, latitude]) => Math.max(most, latitude), -90);
  let widest = 0;
  let best: [number, number] = [outer[0]?.[0] ?? 0, outer[0]?.[1] ?? 0];
  // Odd fractions: a row through a corner would count it twice, and the middle is preferred among equals.
  for (const fraction of [0.501, 0.397, 0.603, 0.293, 0.707, 0.191, 0.809]) {
    const latitude = south + (north - south) * fraction;
    const crossings = polygon.flatMap((ring) => crossingsOf(ring, latitude)).sort((a, b) => a - b);
    for (let index = 1; index < crossings.length; index += 2) {
      const width = crossings[index]! - crossings[index - 1]!;
      if (width <= widest * 1.05) continue;
      widest = width;
      best = [(crossings[index]! + crossings[index - 1]!) / 2, latitude];
    }
  }
  return best;
}

function crossingsOf(ring: Ring, latitude: number): number[] {
  const crossings: number[] = [];
  for (let index = 1; index < ring.length; index++) {
    const [x0, y0] = ring[index - 1]!;
    const [x1, y1] = ring[index]!;
    if (y0 > latitude !== y1 > latitude) crossings.push(x0 + ((x1 - x0) * (latitude - y0)) / (y1 - y0));
  }
  return crossings;
}

/**
 * Joins a multipolygon's ways into rings by their end nodes. A ring that the extract cut off stays open and is left out.
 * https://wiki.openstreetmap.org/wiki/Relation:multipolygon/Algorithm
 */
export function joinRings(ways: readonly (readonly number[])[]): number[][] {
  const rings: number[][] = [];
  const open = new Map<number, Set<readonly number[]>>();
  const ends = (way: readonly number[]) => [way[0]!, way.at(-1)!];
  const add = (way: readonly number[]) => {
    for (const end of ends(way)) open.set(end, (open.get(end) ?? new Set()).add(way));
  };
  const remove = (way: readonly number[]) => {
    for (const end of ends(way)) open.get(end)?.delete(way);
  };
  for (const way of ways) {
    if (way.length > 3 && way[0] === way.at(-1)) rings.push([...way]);
    else if (way.length > 1) add(way);
  }
  for (const way of ways) {
    if (!open.get(way[0] ?? NaN)?.has(way)) continue;
    remove(way);
    const ring = [...way];
    for (;;) {
      if (ring.length > 3 && ring[0] === ring.at(-1)) {
        rings.push(ring);
        break;
      }
      const [next] = open.get(ring.at(-1)!) ?? [];
      if (!next) break;
      remove(next);
      const onward = next[0] === ring.at(-1) ? next : next.toReversed();
      for (let index = 1; index < onward.length; index++) ring.push(onward[index]!);
    }
  }
  return rings;
}

/** Gives every hole to the smallest outer ring around it. The largest polygon comes last. */
export function assignHoles(outers: readonly Ring[], inners: readonly Ring[]): Polygon[] {
  const polygons = outers
    .map((outer) => ({ polygon: [outer], size: squareMetres(outer) }))
    .sort((a, b) => a.size - b.size);
  for (const inner of inners) polygons.find(({ polygon }) => contains(polygon[0]!, inner[0]!))?.polygon.push(inner);
  return polygons.map(({ polygon }) => polygon);
}
