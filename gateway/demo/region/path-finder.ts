import { Heap } from '#routing/roads/heap.ts';
import { border } from './municipality.ts';
import { distance, distanceInside, height, width, type Point } from './plane.ts';
import type { Terrain } from './terrain.ts';

/** A place where a road may pass: an index into the finder's lattice. */
export type Site = number;

const step = 200;
const columns = width / step + 1;
const rows = height / step + 1;
const moves = [
  [1, 0],
  [1, 1],
  [0, 1],
  [-1, 1],
  [-1, 0],
  [-1, -1],
  [0, -1],
  [1, -1]
] as const;

// What a metre of road costs beside a metre on dry even ground.
const cost = { built: 0.58, climb: 9, water: 13, bog: 1.9, unevenness: 0.5 };

/**
 * Finds where a road builder would go: along what is built, around hills, bogs and lakes, and over water only where
 * it is narrow. A* over a lattice of jittered sites, 200 m apart.
 */
export class PathFinder {
  readonly sites: Point[] = [];
  readonly #altitude: Float64Array;
  readonly #penalty: Float64Array;
  readonly #isClosed: Uint8Array;
  readonly #terrain: Terrain;
  /** For each site a bit for each of the eight moves that is already a road. */
  readonly #built: Uint8Array;

  constructor(terrain: Terrain) {
    this.#terrain = terrain;
    const count = columns * rows;
    this.#altitude = new Float64Array(count);
    this.#penalty = new Float64Array(count);
    this.#isClosed = new Uint8Array(count);
    this.#built = new Uint8Array(count);
    for (let site = 0; site < count; site++) {
      const [x, y] = [(site % columns) * step, Math.floor(site / columns) * step];
      const point = { x: x + 65 * terrain.roughness(x * 5, y * 5), y: y + 65 * terrain.roughness(y * 5, x * 5 + 999) };
      this.sites.push(point);
      this.#altitude[site] = terrain.altitude(point.x, point.y);
      const bog = terrain.bog(point.x, point.y) > 0 ? cost.bog : 1;
      this.#penalty[site] = bog + cost.unevenness * terrain.roughness(point.x, point.y);
    }
    for (let site = 0; site < count; site++) {
      const isOpenWater =
        this.#altitude[site]! < 0 && moves.every((_, move) => (this.#altitude[this.#after(site, move)] ?? 0) < 0);
      if (isOpenWater || distanceInside(this.sites[site]!, border) < -150) this.#isClosed[site] = 1;
    }
  }

  /** The nearest site on dry land; inland by a site on every side where `inland`. */
  siteNear(point: Point, inland = true): Site {
    let best: Site | undefined;
    let nearest = Infinity;
    this.sites.forEach((candidate, site) => {
      const away = distance(candidate, point);
      if (away >= nearest || this.#isClosed[site] || this.#altitude[site]! < 0.02) return;
      if (inland && moves.some((_, move) => (this.#altitude[this.#after(site, move)] ?? -1) < 0)) return;
      best = site;
      nearest = away;
    });
    if (best === undefined) throw new Error('This map has no dry land.');
    return best;
  }

  /** Keeps roads off a piece of land (an island with a ferry), or on it alone. */
  restrict(isAllowed: (point: Point) => boolean): () => void {
    const closed: Site[] = [];
    this.sites.forEach((point, site) => {
      if (this.#isClosed[site] || isAllowed(point)) return;
      this.#isClosed[site] = 1;
      closed.push(site);
    });
    return () => {
      for (const site of closed) this.#isClosed[site] = 0;
    };
  }

  isBuilt(from: Site, to: Site): boolean {
    return this.#moveBetween(from, to).some((move) => (this.#built[from]! & (1 << move)) !== 0);
  }

  build(path: readonly Site[]): void {
    for (let index = 1; index < path.length; index++) {
      const [from, to] = [path[index - 1]!, path[index]!];
      for (const move of this.#moveBetween(from, to)) this.#built[from]! |= 1 << move;
      for (const move of this.#moveBetween(to, from)) this.#built[to]! |= 1 << move;
    }
  }

  /**
   * The cheapest path from a site to another, or, without one, to the nearest road.
   * @returns the sites from the first to the last; undefined where there is no way
   */
  find(from: Site, to?: Site): Site[] | undefined {
    const goal = to === undefined ? undefined : this.sites[to]!;
    const estimate = (site: Site) => (goal ? distance(this.sites[site]!, goal) * cost.built * 0.9 : 0);
    const costs = new Map<Site, number>([[from, 0]]);
    const cameFrom = new Map<Site, Site>();
    const settled = new Set<Site>();
    const queue = new Heap();
    queue.push(from, estimate(from));
    while (queue.size > 0) {
      const site = queue.pop();
      if (site === to || (to === undefined && site !== from && this.#built[site])) return pathTo(site, cameFrom);
      if (settled.has(site)) continue;
      settled.add(site);
      for (let move = 0; move < moves.length; move++) {
        const next = this.#after(site, move);
        if (next < 0 || this.#isClosed[next] || this.#crossesRoad(site, move)) continue;
        const total = costs.get(site)! + this.#costOf(site, next, move);
        if (total >= (costs.get(next) ?? Infinity)) continue;
        costs.set(next, total);
        cameFrom.set(next, site);
        queue.push(next, total + estimate(next));
      }
    }
    return undefined;
  }

  #costOf(site: Site, next: Site, move: number): number {
    const [a, b] = [this.sites[site]!, this.sites[next]!];
    const length = distance(a, b);
    if (this.#built[site]! & (1 << move)) return length * cost.built;
    const climb = Math.abs(this.#altitude[next]! - this.#altitude[site]!);
    const middle = this.#terrain.altitude((a.x + b.x) / 2, (a.y + b.y) / 2);
    const isWet = this.#altitude[next]! < 0.015 || middle < 0.015;
    // Roads do not run side by side: beside a road it is cheaper to join it.
    const beside = this.#built[next] ? 1 : moves.some((_, other) => this.#built[this.#after(next, other)]) ? 1.5 : 1;
    return length * (this.#penalty[next]! * beside + cost.climb * climb + (isWet ? cost.water : 0));
  }

  /** Whether a diagonal move would cross a road on the other diagonal without meeting it. */
  #crossesRoad(site: Site, move: number): boolean {
    if (move % 2 === 0) return false;
    const [dx, dy] = moves[move]!;
    const beside = site + dx;
    const other = moves.findIndex(([x, y]) => x === -dx && y === dy);
    return (this.#built[beside]! & (1 << other)) !== 0;
  }

  #after(site: Site, move: number): Site {
    const [dx, dy] = moves[move]!;
    const [column, row] = [(site % columns) + dx, Math.floor(site / columns) + dy];
    return column < 0 || row < 0 || column >= columns || row >= rows ? -1 : row * columns + column;
  }

  #moveBetween(from: Site, to: Site): number[] {
    return moves.map((_, move) => move).filter((move) => this.#after(from, move) === to);
  }
}

function pathTo(end: Site, cameFrom: ReadonlyMap<Site, Site>): Site[] {
  const path = [end];
  for (let site = cameFrom.get(end); site !== undefined; site = cameFrom.get(site)) path.push(site);
  return path.reverse();
}
