import { inVillage, nearestVillage } from './branches.ts';
import type { Village } from './lay-roads.ts';
import { Nearby } from './nearby.ts';
import { between, distance, type Point } from './plane.ts';
import type { Random } from './random.ts';
import { headingAt, type Road, type RoadNetwork, type Vertex } from './road-network.ts';
import type { ServicePlan } from './services.ts';
import type { Terrain } from './terrain.ts';

export interface House extends Point {
  readonly kind: 'house' | 'farm' | 'cabin';
  /** The direction of its long wall, radians from east, anticlockwise. */
  readonly heading: number;
  readonly street: string;
  readonly houseNumber: number;
  readonly village: string;
  /** Whether the last stretch to it is somebody's own road. */
  readonly isBehindPrivateRoad: boolean;
  /** What the building is, where it is not a home. */
  service: ServicePlan | undefined;
}

/** Where houses stand along a road, metres. */
interface Row {
  readonly spacing: number;
  readonly setback: readonly [least: number, most: number];
}

const inChurchVillage: Row = { spacing: 38, setback: [17, 27] };
const inSmallVillage: Row = { spacing: 62, setback: [20, 38] };

/** Metres between farms along a road in the country; roads not named here have none. */
const farmSpacing: Partial<Record<Road['highway'], number>> = {
  secondary: 1000,
  tertiary: 620,
  unclassified: 640,
  service: 240
};

/** Builds the houses, each with an address that no other house has, and the driveways to those far from the road. */
export class Builder {
  readonly houses: House[] = [];
  readonly #nearby = new Nearby<House>();
  readonly #addresses = new Set<string>();
  readonly #terrain: Terrain;
  readonly #network: RoadNetwork;
  readonly #villages: readonly Village[];
  readonly #islandVillage: string;
  readonly #isOnIsland: (point: Point) => boolean;
  readonly #random: Random;

  constructor(
    terrain: Terrain,
    network: RoadNetwork,
    villages: readonly Village[],
    island: { village: string; contains: (point: Point) => boolean },
    random: Random
  ) {
    this.#terrain = terrain;
    this.#network = network;
    this.#villages = villages;
    this.#islandVillage = island.village;
    this.#isOnIsland = island.contains;
    this.#random = random;
  }

  build(): void {
    for (const road of [...this.#network.roads]) {
      if (road.name === undefined || road.highway === 'ferry') continue;
      this.#buildRow(road);
      this.#buildFarms(road);
    }
  }

  /** Houses side by side where the road runs through a village. */
  #buildRow(road: Road): void {
    if (road.highway === 'service') return;
    const along = { left: 12, right: 25 };
    const plots = { left: 0, right: 0 };
    let travelled = 0;
    for (let index = 1; index < road.vertices.length; index++) {
      const [a, b] = [road.vertices[index - 1]!, road.vertices[index]!];
      const length = distance(a, b);
      const heading = Math.atan2(b.y - a.y, b.x - a.x);
      for (const side of ['left', 'right'] as const) {
        for (; along[side] < travelled + length;) {
          const share = (along[side] - travelled) / length;
          const at = { x: a.x + (b.x - a.x) * share, y: a.y + (b.y - a.y) * share };
          const row = this.#rowAt(at, road);
          along[side] += (row?.spacing ?? 60) * this.#random.between(0.85, 1.35);
          if (!row) continue;
          const setback = this.#random.between(...row.setback);
          plots[side]++;
          const place =
            road.highway === 'residential' ? plots[side] - 1 : Math.floor((road.chainage + along[side]) / 20);
          this.#place(offset(at, heading, side, setback), heading, road, numberOn(side, place), 'house');
        }
      }
      travelled += length;
    }
  }

  #rowAt(at: Point, road: Road): Row | undefined {
    const village = this.#villages.find(({ plan, centre }) => distance(at, centre) < plan.radius);
    if (!village) return undefined;
    const row = village === this.#villages[0] ? inChurchVillage : inSmallVillage;
    if (road.highway === 'residential') return row;
    // A through road has houses in the middle of the village, further apart and further back.
    const isCentral = distance(at, village.centre) < village.plan.radius * 0.6;
    return isCentral ? { spacing: row.spacing * 1.6, setback: [row.setback[0] + 8, row.setback[1] + 14] } : undefined;
  }

  /** Farms and cottages in the country, behind driveways of their own. */
  #buildFarms(road: Road): void {
    const spacing = farmSpacing[road.highway];
    if (spacing === undefined) return;
    let travelled = 0;
    road.vertices.forEach((vertex, index) => {
      const before = road.vertices[index - 1];
      if (before) travelled += distance(before, vertex);
      const isEnd = index === road.vertices.length - 1 && road.access !== undefined;
      if (index === 0 || inVillage(this.#villages, vertex) || this.#terrain.isWater(vertex)) return;
      if (!isEnd && !this.#random.chance(60 / spacing)) return;
      const side = this.#random.chance(0.5) ? 'left' : 'right';
      const heading = headingAt(road, index) + this.#random.between(-0.3, 0.3);
      const yard = offset(vertex, heading, side, isEnd ? 24 : this.#random.between(26, 190));
      const isByWater = [-120, 120].some((away) => this.#terrain.altitude(yard.x + away, yard.y - away) < 0);
      const kind = isByWater && this.#random.chance(0.5) ? 'cabin' : this.#random.chance(0.45) ? 'farm' : 'house';
      if (!this.#isWayFree(vertex, yard)) return;
      const number = numberOn(side, Math.floor((road.chainage + travelled) / 20));
      const house = this.#place(yard, heading + this.#random.between(-0.5, 0.5), road, number, kind);
      if (house && distance(vertex, yard) > 40) this.#buildDriveway(vertex, yard);
    });
  }

  /** Whether a driveway would cross neither another road nor water. */
  #isWayFree(from: Vertex, yard: Point): boolean {
    const whole = distance(from, yard);
    for (let away = 18; away < whole; away += 9) {
      const at = between(from, yard, away / whole);
      if (this.#terrain.isWater(at) || this.#network.hasRoadWithin(at, 12)) return false;
    }
    return true;
  }

  #buildDriveway(from: Vertex, yard: Point): void {
    const bend = {
      x: (from.x + yard.x) / 2 + this.#random.between(-8, 8),
      y: (from.y + yard.y) / 2 + this.#random.between(-8, 8)
    };
    const whole = distance(from, yard);
    // It ends in the yard, in front of the house.
    const end = { x: yard.x + ((from.x - yard.x) * 13) / whole, y: yard.y + ((from.y - yard.y) * 13) / whole };
    const vertices = [from, this.#network.addVertex(bend), this.#network.addVertex(end)];
    const access = this.#random.chance(0.6) ? 'private' : undefined;
    this.#network.addRoad({ highway: 'service', isDriveway: true, access, vertices });
  }

  #place(at: Point, heading: number, road: Road, number: number, kind: House['kind']): House | undefined {
    const corners = [at, offset(at, heading, 'left', 14), offset(at, heading, 'right', 14)];
    if (corners.some(({ x, y }) => this.#terrain.altitude(x, y) < 0.012)) return undefined;
    if (this.#network.hasRoadWithin(at, 13)) return undefined;
    if (!this.#nearby.within(at, 30).next().done) return undefined;
    const street = road.name!;
    let houseNumber = number;
    while (this.#addresses.has(`${street} ${houseNumber}`)) houseNumber += 2;
    this.#addresses.add(`${street} ${houseNumber}`);
    const isBehindPrivateRoad = road.access !== undefined;
    const village = this.#villageOf(at);
    const house: House = {
      ...at,
      kind,
      heading,
      street,
      houseNumber,
      village,
      isBehindPrivateRoad,
      service: undefined
    };
    this.houses.push(house);
    this.#nearby.add(house);
    return house;
  }

  #villageOf(point: Point): string {
    if (this.#isOnIsland(point)) return this.#islandVillage;
    const mainland = this.#villages.filter(({ plan }) => plan.name !== this.#islandVillage);
    return nearestVillage(mainland, point).plan.name;
  }
}

/** Odd numbers on the left, even ones on the right. */
const numberOn = (side: 'left' | 'right', place: number) => 2 * place + (side === 'left' ? 1 : 2);

function offset(from: Point, heading: number, side: 'left' | 'right', away: number): Point {
  const turn = side === 'left' ? 1 : -1;
  return { x: from.x - Math.sin(heading) * away * turn, y: from.y + Math.cos(heading) * away * turn };
}
