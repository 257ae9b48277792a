import { Branches, inVillage } from './branches.ts';
import { buildBridges, type IsBridge } from './bridges.ts';
import { areasAbove, type Area } from './contours.ts';
import { Builder, type House } from './houses.ts';
import { coverLand, type LandCover } from './land-cover.ts';
import { layMainRoads, type Hamlet, type Village } from './lay-roads.ts';
import { ferryPlan, loneIsland, villagePlans } from './municipality.ts';
import { createNames } from './names.ts';
import { PathFinder } from './path-finder.ts';
import { areaOf, distance, height, isInside, width, type Point } from './plane.ts';
import { createRandom } from './random.ts';
import type { Road } from './road-network.ts';
import { openServices } from './services.ts';
import { createTerrain, type Terrain } from './terrain.ts';
import { findLakes, findStreams, type Lake, type Stream } from './waters.ts';

/** The invented municipality, on its own plane, before it becomes a map file. */
export interface Municipality {
  readonly lakes: readonly Lake[];
  readonly streams: readonly Stream[];
  readonly cover: LandCover;
  readonly villages: readonly Village[];
  readonly hamlets: readonly Hamlet[];
  readonly roads: readonly Road[];
  readonly isBridge: IsBridge;
  readonly houses: readonly House[];
  /** The cottage on an island that no road and no ferry reaches. */
  readonly loneHome: House;
}

const privateRoads = 330;
const tracks = 280;

/**
 * Invents the municipality: land and water first, then roads, then those who live by them.
 * @throws Error where the seed makes a land on which the plan cannot be carried out
 */
export function inventMunicipality(seed: number): Municipality {
  const random = createRandom(seed);
  const names = createNames(random);
  const terrain = createTerrain(seed);
  const lakes = findLakes(terrain, names);
  const streams = findStreams(terrain, { width, height }, names);

  const island = ferryIsland(terrain);
  const { network, villages, hamlets } = layMainRoads(terrain, new PathFinder(terrain), island, names, random);
  const branches = new Branches(terrain, network, random);
  for (const village of villages) branches.growStreets(village, names);
  const isVillage = (point: Point) => inVillage(villages, point);
  branches.growPrivateRoads(privateRoads, names, isVillage);
  branches.growTracks(tracks, isVillage);

  const contains = (point: Point) => isInside(point, island.outer);
  const builder = new Builder(terrain, network, villages, { village: ferryPlan.village, contains }, random);
  builder.build();
  openServices(builder.houses, villages);
  const isBridge = buildBridges(network, streams, terrain);
  const cover = coverLand(terrain, villages, hamlets, builder.houses, random);
  const loneHome = findLoneHome(terrain);
  return {
    lakes,
    streams,
    cover,
    villages,
    hamlets,
    roads: network.roads,
    isBridge,
    houses: [...builder.houses, loneHome],
    loneHome
  };
}

/** The island of the ferry's village: land with water all around, or the plan's ferry would lead nowhere. */
function ferryIsland(terrain: Terrain): Area {
  const { around } = villagePlans.find(({ name }) => name === ferryPlan.village)!;
  const [island] = areasAbove(terrain.grid, 0)
    .filter(({ outer }) => isInside(around, outer))
    .toSorted((a, b) => areaOf(a.outer) - areaOf(b.outer));
  if (!island || areaOf(island.outer) > 60e6) {
    throw new Error(`${ferryPlan.village} is no island on this land: choose another seed.`);
  }
  return island;
}

function findLoneHome(terrain: Terrain): House {
  let best: Point | undefined;
  for (let dx = -900; dx <= 900; dx += 50) {
    for (let dy = -900; dy <= 900; dy += 50) {
      const point = { x: loneIsland.around.x + dx, y: loneIsland.around.y + dy };
      const altitude = terrain.altitude(point.x, point.y);
      if (altitude < 0.04) continue;
      if (!best || distance(point, loneIsland.around) < distance(best, loneIsland.around)) best = point;
    }
  }
  if (!best) throw new Error(`${loneIsland.name} lies under water: choose another seed.`);
  return {
    ...best,
    kind: 'cabin',
    heading: 0.4,
    street: loneIsland.name,
    houseNumber: 1,
    village: 'Hietaniemi',
    isBehindPrivateRoad: false,
    service: undefined
  };
}
