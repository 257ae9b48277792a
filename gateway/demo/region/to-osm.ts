import type { OsmData, OsmMember, OsmNode, OsmRelation, OsmTags, OsmWay } from '#routing/region/pbf/write.ts';
import type { Area } from './contours.ts';
import type { House } from './houses.ts';
import type { Municipality } from './invent.ts';
import { border, municipality } from './municipality.ts';
import { areaOf, positionOf, rectangle, type Point } from './plane.ts';
import type { Random } from './random.ts';
import { roadWays } from './road-tags.ts';

/** What every element of the map that stands for the whole says of itself. */
const invented = { note: 'Invented by Raitti. No such municipality exists.', 'raitti:invented': 'yes' } as const;

/** Describes the municipality with OpenStreetMap's elements and tags, as mappers would have. */
export function describeAsOsm(invention: Municipality, random: Random): OsmData {
  const map = new OsmWriter();
  const { lakes, streams, cover, villages, hamlets, houses } = invention;

  const edge = map.way([...border, border[0]!], { boundary: 'administrative', admin_level: '8' });
  map.relation([{ type: 'way', ref: edge, role: 'outer' }], {
    type: 'boundary',
    boundary: 'administrative',
    admin_level: '8',
    ...named(municipality.name, municipality.nameSv),
    ...invented
  });

  for (const forest of cover.forests) map.area(forest, { landuse: 'forest' });
  for (const bog of cover.bogs) map.area(bog, { natural: 'wetland', wetland: 'bog' });
  for (const field of cover.fields) map.area({ outer: field, holes: [] }, { landuse: 'farmland' });
  for (const yard of cover.yards) map.area(yard, { landuse: 'residential' });
  for (const lake of lakes) {
    map.area(lake, { natural: 'water', water: 'lake', ...(lake.name ? named(lake.name, lake.nameSv) : {}) });
  }
  for (const { kind, name, line } of streams) map.way(line, { waterway: kind, ...(name ? { name } : {}) });

  villages.forEach(({ plan, centre }, index) => {
    const place = index === 0 ? 'town' : 'village';
    map.node(centre, { place, ...named(plan.name, plan.nameSv), ...(index === 0 ? invented : {}) });
  });
  for (const { name, centre } of hamlets) map.node(centre, { place: 'hamlet', ...named(name.nominative, undefined) });
  map.node(invention.loneHome, { place: 'island', ...named(invention.loneHome.street, undefined) });

  for (const { vertices, tags } of roadWays(invention, random)) map.way(vertices, tags);
  for (const house of houses) drawHouse(map, house, random, house.village === villages[0]!.plan.name);
  return map.data;
}

function drawHouse(map: OsmWriter, house: House, random: Random, isMappedWell: boolean): void {
  const address = {
    'addr:street': house.street,
    'addr:housenumber': String(house.houseNumber),
    'addr:city': municipality.name
  };
  if (house.service) {
    const { name, nameSv, tags, size } = house.service;
    map.closedWay(rectangle(house, ...size, house.heading), { ...tags, ...named(name, nameSv), ...address });
    return;
  }
  const building = house.kind === 'cabin' ? 'cabin' : 'house';
  const size = house.kind === 'cabin' ? [9, 7] : [random.between(11, 17), random.between(8, 11)];
  const outline = rectangle(house, size[0]!, size[1]!, house.heading);
  // Where mappers have been at work an address stands on the building, elsewhere on a point beside it.
  map.closedWay(outline, isMappedWell ? { building, ...address } : { building });
  if (!isMappedWell) map.node(house, address);
  const beside = (away: number, turn: number): Point => ({
    x: house.x + Math.cos(house.heading + turn) * away,
    y: house.y + Math.sin(house.heading + turn) * away
  });
  if (house.kind === 'farm') {
    map.closedWay(rectangle(beside(34, 0.5), 28, 13, house.heading + 1.5708), { building: 'farm_auxiliary' });
    map.closedWay(rectangle(beside(30, 3.6), 10, 6, house.heading), { building: 'yes' });
  } else if (house.kind === 'cabin' || random.chance(0.3)) {
    map.closedWay(rectangle(beside(17, 0.2), 6, 5, house.heading), { building: 'sauna' });
  }
}

const named = (name: string, nameSv: string | undefined): OsmTags =>
  nameSv === undefined ? { name } : { name, 'name:fi': name, 'name:sv': nameSv };

/** Gives points their node ids (one for each point object) and areas their rings. */
class OsmWriter {
  readonly data: { nodes: OsmNode[]; ways: OsmWay[]; relations: OsmRelation[] } = {
    nodes: [],
    ways: [],
    relations: []
  };
  readonly #idOf = new Map<Point, number>();

  node(point: Point, tags: OsmTags): number {
    const id = this.data.nodes.length + 1;
    this.data.nodes.push({ id, ...positionOf(point), tags });
    return id;
  }

  way(points: readonly Point[], tags: OsmTags): number {
    const refs = points.map((point) => {
      const known = this.#idOf.get(point);
      if (known !== undefined) return known;
      const id = this.node(point, {});
      this.#idOf.set(point, id);
      return id;
    });
    const id = this.data.ways.length + 1;
    this.data.ways.push({ id, refs, tags });
    return id;
  }

  closedWay(ring: readonly Point[], tags: OsmTags): number {
    return this.way([...ring, ring[0]!], tags);
  }

  area({ outer, holes }: Area, tags: OsmTags): void {
    if (areaOf(outer) === 0) return;
    if (holes.length === 0) {
      this.closedWay(outer, tags);
      return;
    }
    const members: OsmMember[] = [{ type: 'way', ref: this.closedWay(outer, {}), role: 'outer' }];
    for (const hole of holes) members.push({ type: 'way', ref: this.closedWay(hole, {}), role: 'inner' });
    this.relation(members, { type: 'multipolygon', ...tags });
  }

  relation(members: readonly OsmMember[], tags: OsmTags): void {
    this.data.relations.push({ id: this.data.relations.length + 1, members, tags });
  }
}
