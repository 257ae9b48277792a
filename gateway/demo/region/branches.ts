import type { Village } from './lay-roads.ts';
import type { Names } from './names.ts';
import { border } from './municipality.ts';
import { distance, distanceInside, type Point } from './plane.ts';
import type { Random } from './random.ts';
import { headingAt, type Highway, type Road, type RoadNetwork, type Vertex } from './road-network.ts';
import type { Terrain } from './terrain.ts';

interface Growth {
  readonly highway: Highway;
  readonly length: number;
  /** Metres between vertices. */
  readonly pace: number;
  /** How much the heading may turn at each vertex, radians. */
  readonly bend: number;
  /** Other roads are kept this far away, metres. */
  readonly room: number;
  readonly least: number;
  /** A road that comes this near to another one joins it; 0: it does not. */
  readonly joins: number;
}

/** Grows side streets in villages, and private roads, cottage roads and forest tracks between them. */
export class Branches {
  readonly #terrain: Terrain;
  readonly #network: RoadNetwork;
  readonly #random: Random;

  constructor(terrain: Terrain, network: RoadNetwork, random: Random) {
    this.#terrain = terrain;
    this.#network = network;
    this.#random = random;
  }

  growStreets({ plan, centre }: Village, names: Names): void {
    let grown = 0;
    for (let attempt = 0; attempt < plan.streets * 25 && grown < plan.streets; attempt++) {
      const reach = plan.radius * (0.35 + 0.65 * Math.min(1, grown / plan.streets));
      const start = this.#pickVertex(centre, reach, (road) => road.highway !== 'track' && road.highway !== 'ferry');
      if (!start) continue;
      const name = grown === 0 && plan.streets > 20 ? 'Kylänraitti' : undefined;
      const street = this.#grow(start, {
        highway: 'residential',
        length: name ? 900 : this.#random.between(160, 480),
        pace: 34,
        bend: 0.09,
        room: 75,
        least: 90,
        joins: 70
      });
      if (!street) continue;
      this.#network.addRoad({ highway: 'residential', name: name ?? names.street(), vertices: street });
      grown++;
    }
  }

  /** Named private roads to farms and cottages, beside the roads outside the villages. */
  growPrivateRoads(count: number, names: Names, isTaken: (point: Point) => boolean): void {
    const roads = this.#roadsToGrowFrom(['secondary', 'tertiary', 'unclassified']);
    for (let grown = 0, attempt = 0; grown < count && attempt < count * 12; attempt++) {
      const start = this.#vertexOf(this.#random.pick(roads));
      if (!start || isTaken(start.vertex)) continue;
      const isLong = this.#random.chance(0.4);
      const vertices = this.#grow(start, {
        highway: 'service',
        length: isLong ? this.#random.between(900, 2600) : this.#random.between(220, 900),
        pace: 55,
        bend: 0.22,
        room: 110,
        least: 170,
        joins: 0
      });
      if (!vertices) continue;
      const end = vertices.at(-1)!;
      const atShore = [-150, 0, 150].some((dx) => this.#terrain.altitude(end.x + dx, end.y + dx) < 0.02);
      const name = `${names.place(atShore ? 'shore' : 'dry').genitive}tie`;
      const highway = isLong ? 'unclassified' : 'service';
      this.#network.addRoad({ highway, name, access: isLong ? 'destination' : 'private', vertices });
      grown++;
    }
  }

  growTracks(count: number, isTaken: (point: Point) => boolean): void {
    for (let grown = 0, attempt = 0; grown < count && attempt < count * 12; attempt++) {
      const roads = this.#roadsToGrowFrom(['tertiary', 'unclassified', 'track']);
      const start = this.#vertexOf(this.#random.pick(roads));
      if (!start || isTaken(start.vertex)) continue;
      const vertices = this.#grow(start, {
        highway: 'track',
        length: this.#random.between(500, 3400),
        pace: 75,
        bend: 0.17,
        room: 170,
        least: 350,
        joins: 0
      });
      if (!vertices) continue;
      this.#network.addRoad({ highway: 'track', vertices });
      grown++;
    }
  }

  #roadsToGrowFrom(highways: readonly Highway[]): Road[] {
    return this.#network.roads.filter(({ highway, vertices }) => highways.includes(highway) && vertices.length > 4);
  }

  #vertexOf(road: Road): { vertex: Vertex; heading: number } | undefined {
    const index = this.#random.whole(1, road.vertices.length - 2);
    const vertex = road.vertices[index]!;
    if (this.#network.roadsAt(vertex).length > 1) return undefined;
    return { vertex, heading: headingAt(road, index) };
  }

  #pickVertex(centre: Point, reach: number, isFit: (road: Road) => boolean) {
    const near = [...this.#network.near(centre, reach)].filter((vertex) => {
      const roads = this.#network.roadsAt(vertex);
      return roads.length === 1 && isFit(roads[0]!) && !this.#terrain.isWater(vertex);
    });
    if (near.length === 0) return undefined;
    const vertex = this.#random.pick(near);
    const road = this.#network.roadsAt(vertex)[0]!;
    return { vertex, heading: headingAt(road, road.vertices.indexOf(vertex)) };
  }

  /** Walks away from a road until the length is reached, water or another road stands in the way. */
  #grow(start: { vertex: Vertex; heading: number }, growth: Growth): Vertex[] | undefined {
    const side = this.#random.chance(0.5) ? 1 : -1;
    let heading = start.heading + side * (Math.PI / 2 + this.#random.between(-0.25, 0.25));
    const line: Point[] = [start.vertex];
    let joined: Vertex | undefined;
    for (let length = 0; length < growth.length; length += growth.pace) {
      const from = line.at(-1)!;
      heading += this.#random.between(-1, 1) * growth.bend;
      const to = { x: from.x + Math.cos(heading) * growth.pace, y: from.y + Math.sin(heading) * growth.pace };
      if (this.#terrain.altitude(to.x, to.y) < 0.025 || distanceInside(to, border) < 200) break;
      const [nearest] = [...this.#network.near(to, growth.room)].filter(
        (vertex) => distance(vertex, start.vertex) > growth.room * (line.length < 3 ? 1.3 : 0)
      );
      if (nearest) {
        if (growth.joins > 0 && line.length > 3) joined = this.#junctionNear(to, growth.joins + growth.room / 2);
        break;
      }
      line.push(to);
    }
    if (joined) line.push(joined);
    const reached = line.length * growth.pace;
    if (reached < growth.least || (!joined && line.length < 3)) return undefined;
    return line.map((point, index) => {
      if (index === 0) return start.vertex;
      return point === joined ? joined : this.#network.addVertex(point);
    });
  }

  #junctionNear(point: Point, radius: number): Vertex | undefined {
    const vertex = this.#network.nearest(point, radius);
    const road = vertex && this.#network.roadsAt(vertex)[0];
    return road && road.highway !== 'ferry' && !road.isDriveway ? vertex : undefined;
  }
}

/** Whether a point lies in a village, where streets grow and not farm roads. */
export const inVillage = (villages: readonly Village[], point: Point) =>
  villages.some(({ plan, centre }) => distance(point, centre) < plan.radius);

export const nearestVillage = (villages: readonly Village[], point: Point): Village =>
  villages.toSorted((a, b) => distance(a.centre, point) - distance(b.centre, point))[0]!;
