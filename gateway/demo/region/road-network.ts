import { Nearby } from './nearby.ts';
import { distance, distanceToSegment, type Point } from './plane.ts';
import type { RoadClass } from './municipality.ts';

/** A corner of a road; two roads that share one meet there. */
export interface Vertex extends Point {
  readonly id: number;
}

export type Highway = RoadClass | 'residential' | 'service' | 'track' | 'ferry';

export interface Road {
  readonly highway: Highway;
  readonly name: string | undefined;
  readonly ref: string | undefined;
  readonly access: 'destination' | 'private' | undefined;
  readonly isDriveway: boolean;
  /** How far from the beginning of the road of this name the first vertex is, metres: house numbers count from there. */
  readonly chainage: number;
  readonly vertices: Vertex[];
}

/** The roads as they are laid, with a look-up of what is near. */
export class RoadNetwork {
  readonly roads: Road[] = [];
  readonly #vertices: Vertex[] = [];
  readonly #nearby = new Nearby<Vertex>();
  readonly #roadsAt = new Map<Vertex, Road[]>();

  addVertex({ x, y }: Point): Vertex {
    const vertex = { id: this.#vertices.length, x, y };
    this.#vertices.push(vertex);
    this.#nearby.add(vertex);
    return vertex;
  }

  addRoad(road: Partial<Road> & Pick<Road, 'highway' | 'vertices'>): Road {
    const whole = { name: undefined, ref: undefined, access: undefined, isDriveway: false, chainage: 0, ...road };
    this.roads.push(whole);
    for (const vertex of whole.vertices) {
      const roads = this.#roadsAt.get(vertex);
      if (roads) roads.push(whole);
      else this.#roadsAt.set(vertex, [whole]);
    }
    return whole;
  }

  roadsAt(vertex: Vertex): readonly Road[] {
    return this.#roadsAt.get(vertex) ?? [];
  }

  /** The vertices within `radius` metres. */
  near(point: Point, radius: number): Iterable<Vertex> {
    return this.#nearby.within(point, radius);
  }

  nearest(point: Point, radius: number): Vertex | undefined {
    let best: Vertex | undefined;
    for (const vertex of this.near(point, radius)) {
      if (!best || distance(vertex, point) < distance(best, point)) best = vertex;
    }
    return best;
  }

  /** Whether a road passes within `radius` metres (at most 40: vertices are up to 80 metres apart). */
  hasRoadWithin(point: Point, radius: number): boolean {
    for (const vertex of this.near(point, radius + 40)) {
      for (const { vertices } of this.roadsAt(vertex)) {
        const index = vertices.indexOf(vertex);
        for (const other of [vertices[index - 1], vertices[index + 1]]) {
          if (other && distanceToSegment(point, vertex, other) < radius) return true;
        }
      }
    }
    return false;
  }
}

/** The heading of a road at one of its vertices, radians from east, anticlockwise. */
export function headingAt(road: Road, index: number): number {
  const before = road.vertices[Math.max(0, index - 1)]!;
  const after = road.vertices[Math.min(road.vertices.length - 1, index + 1)]!;
  return Math.atan2(after.y - before.y, after.x - before.x);
}
