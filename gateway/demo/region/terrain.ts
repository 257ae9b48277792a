import { createFractalNoise, createNoise } from './noise.ts';
import { distanceInside, distanceToSegment, height, width, type Point } from './plane.ts';
import { border, landforms } from './municipality.ts';
import { sample, type Grid } from './contours.ts';

/** The shape of the land. Water stands where the altitude is below zero. */
export interface Terrain {
  /** No unit: −1 is a deep lake, 1 a high hill. */
  altitude(x: number, y: number): number;
  isWater(point: Point): boolean;
  /** Above zero on open bogs. */
  bog(x: number, y: number): number;
  /** Fine unevenness, about −1 to 1, for whatever must not be straight. */
  roughness(x: number, y: number): number;
  /** The altitude sampled at `step` metres over the whole plane. */
  readonly grid: Grid;
}

/** The ice once moved from north-west to south-east, so ridges and lakes lie that way. */
const grain = { along: 8200, across: 3600 };
const dryness = 0.36;
const step = 100;

export function createTerrain(seed: number): Terrain {
  const hills = createFractalNoise(seed, 7, 0.62);
  const bend = createFractalNoise(seed + 7001, 3);
  const wet = createFractalNoise(seed + 9001, 4);
  const fine = createNoise(seed + 11_001);

  const exactAltitude = (x: number, y: number) => {
    // The plane is bent before it is looked up: that makes bays, capes and narrows.
    const bentX = x + 2200 * bend(x / 6000, y / 6000) + 300 * bend(x / 1100, y / 1100);
    const bentY = y + 2200 * bend(x / 6000 + 50, y / 6000) + 300 * bend(x / 1100 + 50, y / 1100);
    const along = (bentX - bentY) * Math.SQRT1_2;
    const across = (bentX + bentY) * Math.SQRT1_2;
    let altitude = dryness + 0.8 * hills(along / grain.along, across / grain.across);
    altitude += shaped(x + 0.7 * (bentX - x), y + 0.7 * (bentY - y));
    // Lakes stop short of the border, so that the map needs nothing from beyond it.
    const inside = distanceInside({ x, y }, border);
    return altitude + Math.max(0, 1 - Math.max(0, inside) / 1600) * 0.9;
  };

  const grid = sample(exactAltitude, { x: 0, y: 0 }, { x: width, y: height }, step);
  const altitude = (x: number, y: number) => interpolate(grid, x, y);
  return {
    altitude,
    isWater: ({ x, y }) => altitude(x, y) < 0,
    bog: (x, y) => wet(x / 3800, y / 3800) - 0.34 - Math.abs(altitude(x, y) - 0.3) * 0.7,
    roughness: (x, y) => fine(x / 700, y / 700),
    grid
  };
}

/** What the hand-made landforms add at a point: the strongest digging and the strongest raising. */
function shaped(x: number, y: number): number {
  let dug = 0;
  let raised = 0;
  for (const { from, to, radius, strength } of landforms) {
    const away = distanceToSegment({ x, y }, from, to) / radius;
    if (away >= 1) continue;
    const pull = strength * (1 - away * away) ** 2;
    if (pull < 0) dug = Math.min(dug, pull);
    else raised = Math.max(raised, pull);
  }
  return dug + raised;
}

function interpolate({ columns, rows, step, values }: Grid, x: number, y: number): number {
  const column = Math.min(columns - 2, Math.max(0, Math.floor(x / step)));
  const row = Math.min(rows - 2, Math.max(0, Math.floor(y / step)));
  const [u, v] = [x / step - column, y / step - row];
  const corner = row * columns + column;
  const south = values[corner]! * (1 - u) + values[corner + 1]! * u;
  const north = values[corner + columns]! * (1 - u) + values[corner + columns + 1]! * u;
  return south * (1 - v) + north * v;
}
