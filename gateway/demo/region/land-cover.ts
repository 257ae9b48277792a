import { areasAbove, sample, type Area } from './contours.ts';
import type { House } from './houses.ts';
import type { Hamlet, Village } from './lay-roads.ts';
import { border } from './municipality.ts';
import { Nearby } from './nearby.ts';
import { createNoise } from './noise.ts';
import { distance, distanceInside, height, isInside, width, type Point } from './plane.ts';
import type { Random } from './random.ts';
import type { Terrain } from './terrain.ts';

export interface LandCover {
  readonly fields: readonly (readonly Point[])[];
  readonly bogs: readonly Area[];
  readonly forests: readonly Area[];
  readonly yards: readonly Area[];
}

/** Fields around the villages, bogs in the hollows, yards where houses stand close, and forest everywhere else. */
export function coverLand(
  terrain: Terrain,
  villages: readonly Village[],
  hamlets: readonly Hamlet[],
  houses: readonly House[],
  random: Random
): LandCover {
  const nearby = new Nearby<House>();
  for (const house of houses) nearby.add(house);
  const fields = layFields(terrain, villages, hamlets, nearby, random);
  const bogs = areasAbove(
    sample(
      (x, y) => {
        const isLivedOn = !nearby.within({ x, y }, 160).next().done;
        return Math.min(
          terrain.bog(x, y),
          terrain.altitude(x, y),
          distanceInside({ x, y }, border),
          isLivedOn ? -0.1 : 1
        );
      },
      { x: 0, y: 0 },
      { x: width, y: height },
      150
    ),
    60_000
  );
  return {
    fields,
    bogs,
    forests: plantForest(terrain, fields, nearby),
    yards: villages.flatMap((village) => yardsOf(village, nearby))
  };
}

/** Fields as the ditches cut them: a bent net of parcels around each village, kept where the soil is good. */
function layFields(
  terrain: Terrain,
  villages: readonly Village[],
  hamlets: readonly Hamlet[],
  houses: Nearby<House>,
  random: Random
): Point[][] {
  const soil = createNoise(random.whole(1, 1e6));
  const farmed = [
    ...villages.map(({ centre, plan }) => ({ centre, reach: plan.radius + 1500 })),
    ...hamlets.map(({ centre }) => ({ centre, reach: random.between(450, 1300) }))
  ];
  const fields: Point[][] = [];
  for (const { centre, reach } of farmed) {
    const turn = random.between(0, Math.PI);
    const [east, north] = [Math.cos(turn), Math.sin(turn)];
    const size = { along: random.between(240, 380), across: random.between(130, 210) };
    const corner = (column: number, row: number): Point => {
      const bent = soil(column / 3 + centre.x, row / 3 + centre.y);
      const [u, v] = [(column + bent * 0.5) * size.along, (row - bent * 0.7) * size.across];
      return { x: centre.x + u * east - v * north, y: centre.y + u * north + v * east };
    };
    const count = { columns: Math.ceil(reach / size.along), rows: Math.ceil(reach / size.across) };
    for (let column = -count.columns; column < count.columns; column++) {
      for (let row = -count.rows; row < count.rows; row++) {
        const whole = [
          corner(column, row),
          corner(column + 1, row),
          corner(column + 1, row + 1),
          corner(column, row + 1)
        ];
        const middle = meanOf(whole);
        const goodness = 1 - distance(middle, centre) / reach + 0.95 * soil(middle.x / 850, middle.y / 850);
        if (goodness < 0.38 || distance(middle, centre) > reach) continue;
        const others = farmed.filter((other) => other.centre !== centre);
        if (others.some((other) => distance(middle, other.centre) < distance(middle, centre))) continue;
        const parcel = whole.map((point) => ({
          x: middle.x + (point.x - middle.x) * 0.94,
          y: middle.y + (point.y - middle.y) * 0.94
        }));
        if ([...parcel, middle].some((point) => !isArable(terrain, point))) continue;
        if ([...houses.within(middle, 260)].some((house) => isInside(house, whole))) continue;
        fields.push(parcel);
      }
    }
  }
  return fields;
}

const isArable = (terrain: Terrain, point: Point) =>
  terrain.altitude(point.x, point.y) > 0.03 &&
  terrain.bog(point.x, point.y) < 0.02 &&
  distanceInside(point, border) > 300;

function plantForest(terrain: Terrain, fields: readonly (readonly Point[])[], houses: Nearby<House>): Area[] {
  const step = 120;
  const grid = sample(
    (x, y) => {
      const clearing = [...houses.within({ x, y }, 130)].length;
      return Math.min(
        distanceInside({ x, y }, border) / 400,
        // It reaches a little under the shore, so that no bare rim is left between wood and water.
        terrain.altitude(x, y) * 6 + 0.4,
        -terrain.bog(x, y) * 5 + 0.1 * terrain.roughness(x, y),
        1 - clearing * 0.8
      );
    },
    { x: 0, y: 0 },
    { x: width, y: height },
    step
  );
  for (const field of fields) {
    const [left, right] = [Math.min(...field.map(({ x }) => x)), Math.max(...field.map(({ x }) => x))];
    const [bottom, top] = [Math.min(...field.map(({ y }) => y)), Math.max(...field.map(({ y }) => y))];
    for (let row = Math.ceil(bottom / step); row <= top / step; row++) {
      for (let column = Math.ceil(left / step); column <= right / step; column++) {
        if (isInside({ x: column * step, y: row * step }, field)) grid.values[row * grid.columns + column] = -0.4;
      }
    }
  }
  return areasAbove(grid, 40_000);
}

function yardsOf({ centre, plan }: Village, houses: Nearby<House>): Area[] {
  const reach = plan.radius * 1.25;
  const density = (x: number, y: number) => {
    let sum = 0;
    for (const house of houses.within({ x, y }, 90)) sum += 1 - distance(house, { x, y }) / 90;
    return sum - 0.55;
  };
  const [from, to] = [
    { x: centre.x - reach, y: centre.y - reach },
    { x: centre.x + reach, y: centre.y + reach }
  ];
  return areasAbove(sample(density, from, to, 45), 6000);
}

const meanOf = (points: readonly Point[]): Point => ({
  x: points.reduce((sum, { x }) => sum + x, 0) / points.length,
  y: points.reduce((sum, { y }) => sum + y, 0) / points.length
});
