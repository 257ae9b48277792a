import { writePbf, type OsmNode, type OsmRelation, type OsmWay } from '#routing/region/pbf/write.ts';
import { chance, chosen, whole, type Random } from './random-choice.ts';

const roads = ['residential', 'unclassified', 'primary', 'track', 'service'];
const roadTags: Record<string, string>[] = [
  { oneway: 'yes' },
  { maxspeed: '50', 'maxspeed:conditional': '40 @ (Nov-Mar)' },
  { access: 'private' },
  { junction: 'roundabout' },
  { name: 'Koulutie', 'name:sv': 'Skolvägen' },
  { route: 'ferry', duration: '00:20' },
  { surface: 'gravel', motor_vehicle: 'destination' }
];
const areaTags: Record<string, string>[] = [
  { landuse: 'forest' },
  { natural: 'water', name: 'Iso lampi' },
  { building: 'yes', 'addr:street': 'Koulutie', 'addr:housenumber': '3' },
  { amenity: 'pharmacy', name: 'Apteekki', building: 'yes' }
];
const nodeTags: Record<string, string>[] = [
  { barrier: 'gate' },
  { highway: 'traffic_signals' },
  { highway: 'stop', direction: 'forward' },
  { place: 'village', name: 'Jänisperä' },
  { barrier: 'bollard' },
  { 'addr:street': 'Rantatie', 'addr:housenumber': '12', 'addr:city': 'Inari' }
];

/** A map of a few roads, houses, areas and relations: enough that every part of a pack has something in it. */
export function drawnMap(random: Random): Uint8Array {
  const side = 3 + whole(random, 4);
  const [west, south] = [20 + 10 * random(), 60 + 9 * random()];
  const nodes = Array.from({ length: side * side }, (_, index): OsmNode => {
    const [column, row] = [index % side, Math.floor(index / side)];
    return {
      id: index + 1,
      longitude: west + 0.004 * (column + 0.5 * random()),
      latitude: south + 0.002 * (row + 0.5 * random()),
      tags: chance(random, 0.3) ? chosen(random, nodeTags) : {}
    };
  });
  const node = (column: number, row: number) => row * side + column + 1;
  const lines = Array.from({ length: side }, (_, at) => at);
  const streets = [
    lines.map((row) => lines.map((column) => node(column, row))),
    lines.map((column) => lines.map((row) => node(column, row)))
  ];
  const ways: OsmWay[] = streets.flat().map((refs, index) => {
    const tags = { highway: chosen(random, roads), ...(chance(random, 0.5) && chosen(random, roadTags)) };
    return { id: index + 1, refs, tags };
  });
  for (let area = 0; area < 4; area++) {
    const [column, row] = [whole(random, side - 1), whole(random, side - 1)];
    const corners = [node(column, row), node(column + 1, row), node(column + 1, row + 1), node(column, row + 1)];
    ways.push({ id: ways.length + 1, refs: [...corners, corners[0]!], tags: chosen(random, areaTags) });
  }
  return writePbf(
    { nodes, ways, relations: relations(random, ways, side) },
    { source: 'invented', writingProgram: 'fuzz' }
  );
}

function relations(random: Random, ways: readonly OsmWay[], side: number): OsmRelation[] {
  const restriction = (id: number): OsmRelation => {
    const [row, column] = [whole(random, side), whole(random, side)];
    return {
      id,
      members: [
        { type: 'way', ref: row + 1, role: 'from' },
        { type: 'node', ref: row * side + column + 1, role: 'via' },
        { type: 'way', ref: side + column + 1, role: 'to' }
      ],
      tags: { type: 'restriction', restriction: chosen(random, ['no_left_turn', 'only_straight_on', 'no_u_turn']) }
    };
  };
  const [outer, inner] = ways.slice(-2);
  const multipolygon: OsmRelation = {
    id: 9,
    members: [
      { type: 'way', ref: outer!.id, role: 'outer' },
      { type: 'way', ref: inner!.id, role: 'inner' }
    ],
    tags: { type: 'multipolygon', natural: 'water', name: 'Pitkäjärvi' }
  };
  return [restriction(1), restriction(2), restriction(3), multipolygon];
}
