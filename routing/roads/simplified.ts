import type { Coordinate } from './geometry.ts';

/** Screens are some hundred points wide, and a line that is off by half a one looks right. */
const sharesOfView = 500;

/**
 * A line with fewer points that looks the same when all of it is on a screen, by Douglas and Peucker (1973): what is left
 * out lies within a small share of the line's width or height, whichever is larger, of what is kept. Both ends stay.
 */
export function simplified(line: readonly Coordinate[]): Coordinate[] {
  if (line.length < 3) return [...line];
  const scale = Math.cos((line[0]![1] * Math.PI) / 180);
  const plane = line.map(([longitude, latitude]): Coordinate => [longitude * scale, latitude]);
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of plane) {
    west = Math.min(west, x);
    east = Math.max(east, x);
    south = Math.min(south, y);
    north = Math.max(north, y);
  }
  const tolerance = Math.max(east - west, north - south) / sharesOfView;
  const isKept = new Uint8Array(line.length);
  isKept[0] = isKept[line.length - 1] = 1;
  // Without recursion: a spiral may be split as often as it has points.
  const open: [number, number][] = [[0, line.length - 1]];
  for (let part = open.pop(); part; part = open.pop()) {
    const [first, last] = part;
    let [farthest, distance] = [first, tolerance];
    for (let at = first + 1; at < last; at++) {
      const away = distanceToSegment(plane[at]!, plane[first]!, plane[last]!);
      if (away > distance) [farthest, distance] = [at, away];
    }
    if (farthest === first) continue;
    isKept[farthest] = 1;
    open.push([first, farthest], [farthest, last]);
  }
  return line.filter((_, at) => isKept[at]);
}

function distanceToSegment([x, y]: Coordinate, [ax, ay]: Coordinate, [bx, by]: Coordinate): number {
  const squared = (bx - ax) ** 2 + (by - ay) ** 2;
  const along = squared === 0 ? 0 : ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / squared;
  const share = Math.min(1, Math.max(0, along));
  return Math.hypot(ax + share * (bx - ax) - x, ay + share * (by - ay) - y);
}
