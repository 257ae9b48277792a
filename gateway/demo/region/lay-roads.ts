import { border, ferryPlan, roadPlans, villagePlans, type RoadClass, type VillagePlan } from './municipality.ts';
import type { Names, PlaceName } from './names.ts';
import type { PathFinder, Site } from './path-finder.ts';
import { between, distance, distanceInside, height, isInside, width, type Point } from './plane.ts';
import type { Random } from './random.ts';
import { RoadNetwork, type Vertex } from './road-network.ts';
import type { Terrain } from './terrain.ts';
import type { Area } from './contours.ts';

export interface Village {
  readonly plan: VillagePlan;
  readonly centre: Vertex;
}

/** A few houses by a gravel road, far from the villages. */
export interface Hamlet {
  readonly name: PlaceName;
  readonly centre: Vertex;
}

export interface MainRoads {
  readonly network: RoadNetwork;
  readonly villages: readonly Village[];
  readonly hamlets: readonly Hamlet[];
}

const hamletCount = 46;
/** Narrower waters get a bridge, metres. */
const shortestFerry = 500;
const landingReach = 2500;

/**
 * Lays the main roads of the plan, the ferry, and gravel roads to hamlets; all of it one connected network.
 * @param island the land that only the ferry reaches
 */
export function layMainRoads(
  terrain: Terrain,
  finder: PathFinder,
  island: Area,
  names: Names,
  random: Random
): MainRoads {
  const layer = new RoadLayer(terrain, finder);
  const onIsland = (point: Point) => isInside(point, island.outer);
  const sites = new Map(villagePlans.map((plan) => [plan.name, finder.siteNear(plan.around)]));
  const siteOf = (place: string | Point) =>
    typeof place === 'string' ? sites.get(place)! : finder.siteNear(place, false);

  const openIsland = finder.restrict((point) => !onIsland(point));
  for (const { class: roadClass, name, ref, through } of roadPlans) {
    layer.lay(through.map(siteOf), { highway: roadClass, name, ref });
  }
  const hamlets = hamletSites(finder, terrain, [...sites.values()], onIsland, random).map((site, index) => {
    const name = names.place(index % 3 === 0 && isShore(terrain, finder.sites[site]!) ? 'shore' : 'dry');
    const highway = index % 5 === 0 ? 'tertiary' : 'unclassified';
    layer.lay([site], { highway, name: `${name.genitive}tie`, ref: undefined });
    return { name, site };
  });
  joinNeighbours(layer, finder, names, hamlets);
  openIsland();

  layFerry(layer, finder, terrain, sites.get(ferryPlan.village)!, island);
  return {
    network: layer.network,
    villages: villagePlans.map((plan) => ({ plan, centre: layer.vertexAt(sites.get(plan.name)!) })),
    hamlets: hamlets.map(({ name, site }) => ({ name, centre: layer.vertexAt(site) }))
  };
}

/** Turns paths over the lattice into curved roads that share vertices where they meet. */
class RoadLayer {
  readonly network = new RoadNetwork();
  readonly #vertices = new Map<Site, Vertex>();
  readonly #terrain: Terrain;
  readonly #finder: PathFinder;

  constructor(terrain: Terrain, finder: PathFinder) {
    this.#terrain = terrain;
    this.#finder = finder;
  }

  vertexAt(site: Site): Vertex {
    const known = this.#vertices.get(site);
    if (known) return known;
    const vertex = this.network.addVertex(this.#finder.sites[site]!);
    this.#vertices.set(site, vertex);
    return vertex;
  }

  /** Lays a road through sites in turn; a single site is joined to the nearest road. */
  lay(through: readonly Site[], road: { highway: RoadClass; name: string; ref: string | undefined }): void {
    let chainage = 0;
    const legs = through.length === 1 ? [[through[0]!, undefined] as const] : pairs(through);
    for (const [from, to] of legs) {
      const path = this.#finder.find(from, to);
      if (!path) throw new Error(`${road.name} finds no way over this land: choose another seed or move a village.`);
      if (to === undefined) path.reverse();
      for (const stretch of this.#newStretches(path)) {
        this.network.addRoad({ ...road, chainage: chainage + stretch.after, vertices: this.#curve(stretch.sites) });
      }
      this.#finder.build(path);
      chainage += lengthOf(path.map((site) => this.#finder.sites[site]!));
    }
  }

  /** The parts of a path that are not yet a road, each from one known vertex or end to the next. */
  #newStretches(path: readonly Site[]): { sites: Site[]; after: number }[] {
    const stretches: { sites: Site[]; after: number }[] = [];
    let sites: Site[] = [];
    let after = 0;
    let travelled = 0;
    for (const [from, to] of pairs(path)) {
      if (!this.#finder.isBuilt(from, to)) {
        if (sites.length === 0) {
          sites = [from];
          after = travelled;
        }
        sites.push(to);
      }
      travelled += distance(this.#finder.sites[from]!, this.#finder.sites[to]!);
      if (sites.length > 0 && (this.#finder.isBuilt(from, to) || this.#vertices.has(to))) {
        stretches.push({ sites, after });
        sites = [];
      }
    }
    if (sites.length > 0) stretches.push({ sites, after });
    return stretches;
  }

  #curve(sites: readonly Site[]): Vertex[] {
    const isFixed = sites.map((site, index) => this.#vertices.has(site) || index === 0 || index === sites.length - 1);
    let line = sites.map((site): Point => this.#vertices.get(site) ?? this.#finder.sites[site]!);
    for (let round = 0; round < 6; round++) line = this.#smoothed(line, isFixed, round < 2);
    const vertices: Vertex[] = [];
    line.forEach((point, index) => {
      const known = this.#vertices.get(sites[index]!);
      const vertex = known ?? this.network.addVertex(point);
      this.#vertices.set(sites[index]!, vertex);
      vertices.push(vertex);
      const after = line[index + 1];
      if (!after) return;
      const [before, beyond] = [line[index - 1] ?? point, line[index + 2] ?? after];
      const parts = Math.max(1, Math.round(distance(point, after) / 60));
      for (let part = 1; part < parts; part++) {
        vertices.push(this.network.addVertex(catmullRom(before, point, after, beyond, part / parts)));
      }
    });
    return vertices;
  }

  /** Pulls each point towards its neighbours; not from dry land into water, unless an embankment may be built. */
  #smoothed(line: readonly Point[], isFixed: readonly boolean[], mayEmbank: boolean): Point[] {
    return line.map((point, index) => {
      if (isFixed[index]) return point;
      const [before, after] = [line[index - 1]!, line[index + 1]!];
      const moved = { x: (before.x + 2 * point.x + after.x) / 4, y: (before.y + 2 * point.y + after.y) / 4 };
      const dry = [moved, between(before, moved, 0.5), between(moved, after, 0.5)];
      const drowns = dry.some(({ x, y }) => this.#terrain.altitude(x, y) < 0.012);
      return drowns && !mayEmbank && this.#terrain.altitude(point.x, point.y) >= 0 ? point : moved;
    });
  }
}

/** Places on dry land, well apart from each other and from the villages. */
function hamletSites(
  finder: PathFinder,
  terrain: Terrain,
  villages: readonly Site[],
  isBarred: (point: Point) => boolean,
  random: Random
): Site[] {
  const found: Site[] = [];
  for (let attempt = 0; attempt < 4000 && found.length < hamletCount; attempt++) {
    const point = { x: random.between(0, width), y: random.between(0, height) };
    if (distanceInside(point, border) < 1500 || isBarred(point)) continue;
    if (terrain.isWater(point) || terrain.bog(point.x, point.y) > -0.1) continue;
    const site = finder.siteNear(point);
    const here = finder.sites[site]!;
    if (isBarred(here) || distance(here, point) > 600) continue;
    const isApart = (other: Site, metres: number) => distance(finder.sites[other]!, here) > metres;
    if (villages.some((village) => !isApart(village, 2600)) || found.some((other) => !isApart(other, 3600))) continue;
    // A skerry is no place for a hamlet: there must be a way to somewhere.
    if (!finder.find(site, villages[0]!)) continue;
    found.push(site);
  }
  return found;
}

/** Joins some neighbouring hamlets, so that the gravel roads form a net and not only a tree. */
function joinNeighbours(layer: RoadLayer, finder: PathFinder, names: Names, hamlets: readonly { site: Site }[]): void {
  hamlets.forEach(({ site }, index) => {
    if (index % 2 === 1) return;
    const here = finder.sites[site]!;
    const [neighbour] = hamlets
      .filter((other) => other.site !== site)
      .toSorted((a, b) => distance(finder.sites[a.site]!, here) - distance(finder.sites[b.site]!, here));
    if (neighbour) {
      const name = `${names.place('dry').genitive}tie`;
      layer.lay([site, neighbour.site], { highway: 'unclassified', name, ref: undefined });
    }
  });
}

/** The island's own road, the road to the landing, and the ferry between them. */
function layFerry(layer: RoadLayer, finder: PathFinder, terrain: Terrain, village: Site, island: Area): void {
  const dry = finder.sites
    .map((point, site) => ({ point, site }))
    .filter(({ point }) => terrain.altitude(point.x, point.y) >= 0.02);
  const onIsland = dry.filter(({ point }) => isInside(point, island.outer));
  const ashore = dry.filter(
    ({ point }) => !isInside(point, island.outer) && distance(point, ferryPlan.landing) < landingReach
  );
  let shortest = Infinity;
  let landing: { from: Site; to: Site } | undefined;
  for (const to of ashore) {
    // From a skerry no road leads on.
    let isSkerry: boolean | undefined;
    for (const from of onIsland) {
      const crossing = distance(from.point, to.point);
      if (crossing < shortestFerry || crossing >= shortest) continue;
      isSkerry ??= finder.find(to.site) === undefined;
      if (isSkerry) break;
      shortest = crossing;
      landing = { from: from.site, to: to.site };
    }
  }
  if (!landing) throw new Error(`No landing for the ferry of ${ferryPlan.village}: choose another seed.`);
  const open = finder.restrict((point) => isInside(point, island.outer));
  const road = { highway: 'tertiary', name: ferryPlan.road, ref: '19163' } as const;
  layer.lay([village, landing.from], road);
  open();
  const shut = finder.restrict((point) => !isInside(point, island.outer));
  layer.lay([landing.to], road);
  shut();
  const [a, b] = [layer.vertexAt(landing.from), layer.vertexAt(landing.to)];
  const middle = layer.network.addVertex(between(a, b, 0.5));
  layer.network.addRoad({ highway: 'ferry', name: ferryPlan.name, vertices: [a, middle, b] });
}

const isShore = (terrain: Terrain, { x, y }: Point) =>
  [-500, 0, 500].some((dx) => [-500, 0, 500].some((dy) => terrain.altitude(x + dx, y + dy) < 0));

const pairs = <Item>(items: readonly Item[]): [Item, Item][] =>
  items.slice(1).map((item, index) => [items[index]!, item] as [Item, Item]);

const lengthOf = (line: readonly Point[]) => pairs(line).reduce((sum, [a, b]) => sum + distance(a, b), 0);

/** A point on the smooth curve through four points, between the second and the third. */
function catmullRom(p0: Point, p1: Point, p2: Point, p3: Point, t: number): Point {
  const axis = (a: number, b: number, c: number, d: number) =>
    0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t + (3 * b - a - 3 * c + d) * t * t * t);
  return { x: axis(p0.x, p1.x, p2.x, p3.x), y: axis(p0.y, p1.y, p2.y, p3.y) };
}
