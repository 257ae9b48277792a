import fc from 'fast-check';
import { seededRandom } from '#routing/planner/random.ts';
import { roadsDrawn, type DrawnNodes, type DrawnWay } from '#routing/region/drawn-roads.fixture.ts';
import { prepareRoads } from '#routing/roads/roads.ts';
import { createComparer } from './compare.ts';
import { placesNear } from './networks.ts';

/*
 * Random small networks with one-way, private and winter roads, ferries, closures, obstacles and turn restrictions: what
 * seldom meets in a real map meets here.
 */

const street = { highway: 'residential' };
const oneWay = { highway: 'residential', oneway: 'yes' };
const side = 4;
const ids = Array.from({ length: side * side }, (_, index) => index + 1);
const nodes = Object.fromEntries(
  ids.map((id) => [id, [24 + ((id - 1) % side) * 0.005, 61 + Math.floor((id - 1) / side) * 0.0025]])
) as DrawnNodes;
const tags = fc.constantFrom<DrawnWay['tags']>(
  ...[street, street, street, street, oneWay, oneWay],
  { highway: 'primary', maxspeed: '100' },
  { highway: 'service', oneway: '-1' },
  { ...street, access: 'private' },
  { ...street, 'motor_vehicle:forward': 'destination' },
  { highway: 'track', ice_road: 'yes' },
  { ...street, 'motor_vehicle:conditional': 'no @ (Nov-Mar)' },
  { route: 'ferry', motor_vehicle: 'yes', interval: '00:10' }
);
/** Streets of a grid, so that there is another way round, and ways that lead anywhere. */
const gridStreets = ids.flatMap((id) => [
  ...(id % side === 0 ? [] : [[id, id + 1]]),
  ...(id > side * (side - 1) ? [] : [[id, id + side]])
]);
const gridStreet = fc.record({ refs: fc.constantFrom(...gridStreets), tags });
const way = fc.record({ refs: fc.array(fc.constantFrom(...ids), { minLength: 2, maxLength: 5 }), tags });
const ways = fc
  .tuple(
    fc.uniqueArray(gridStreet, { minLength: 6, maxLength: 24, selector: ({ refs }) => refs.join() }),
    fc.array(way, { maxLength: 3 })
  )
  .map((lists) => lists.flat());
const restriction = fc.record({
  /** Which way is next, of those that go on from where one is. */
  choices: fc.array(fc.nat(11), { minLength: 2, maxLength: 5 }),
  tags: fc.constantFrom<Record<string, string>>(
    { restriction: 'no_left_turn' },
    { restriction: 'no_u_turn' },
    { restriction: 'only_straight_on' },
    { restriction: 'only_left_turn', except: 'bicycle' },
    { restriction: 'no_right_turn', except: 'motorcar' },
    { 'restriction:conditional': 'no_left_turn @ (Nov-Mar); only_straight_on @ (Jul)' }
  )
});
const arcs = fc.array(fc.nat(60), { maxLength: 5 });
const metrics = fc.record({
  profile: fc.constantFrom('raitti' as const, 'osrm-car' as const),
  date: fc.constantFrom('2026-01-15', '2026-07-15'),
  factors: fc.constantFrom({}, { residential: 0.7, ferry: 2 }),
  closed: arcs,
  opened: arcs
});
const standing = fc.constantFrom<Record<string, string>>(
  { highway: 'traffic_signals', 'traffic_signals:direction': 'backward' },
  { highway: 'stop' },
  { highway: 'stop', stop: 'minor' },
  { highway: 'give_way', direction: 'forward' },
  { highway: 'turning_circle' },
  { barrier: 'gate' },
  { barrier: 'lift_gate', locked: 'yes' },
  { barrier: 'bollard' }
);
const obstacles = fc.array(fc.tuple(fc.constantFrom(...ids), standing), { maxLength: 6 });
const drawn = fc.tuple(ways, fc.array(restriction, { maxLength: 8 }), obstacles);

/** A restriction from a way over those that go on from its last node, so that most of them are good ones. */
function relationOf(
  drawnWays: readonly DrawnWay[],
  { choices, tags }: { choices: number[]; tags: Record<string, string> },
  id: number
) {
  const chain: number[] = [choices[0]! % drawnWays.length];
  let at = drawnWays[chain[0]!]!.refs.at(-1)!;
  const via = at;
  for (const choice of choices.slice(1)) {
    const onward = [...drawnWays.keys()].filter(
      (way) => way !== chain.at(-1) && [drawnWays[way]!.refs[0], drawnWays[way]!.refs.at(-1)].includes(at)
    );
    const next = onward.length === 0 ? chain.at(-1)! : onward[choice % onward.length]!;
    const { refs } = drawnWays[next]!;
    at = refs[0] === at ? refs.at(-1)! : refs[0]!;
    chain.push(next);
  }
  const way = (index: number, role: string) => ({ type: 'way', ref: index + 1, role }) as const;
  const vias =
    chain.length === 2
      ? [{ type: 'node', ref: via, role: 'via' } as const]
      : chain.slice(1, -1).map((index) => way(index, 'via'));
  return {
    id,
    members: [way(chain[0]!, 'from'), ...vias, way(chain.at(-1)!, 'to')],
    tags: { type: 'restriction', ...tags }
  };
}
type Restriction = Parameters<typeof relationOf>[1];
const graphOf = async ([drawnWays, restrictions, standingAt]: [
  DrawnWay[],
  Restriction[],
  [node: number, tags: Record<string, string>][]
]) => {
  const drawnNodes = { ...nodes };
  for (const [node, tagsThere] of standingAt) drawnNodes[node] = [nodes[node]![0], nodes[node]![1], tagsThere];
  const relations = restrictions.map((one, index) => relationOf(drawnWays, one, index + 1));
  return (await roadsDrawn(drawnNodes, drawnWays, relations)).graph;
};

export interface SmallReport {
  costs: number;
  routes: number;
  /** Networks in which something is forbidden over ways: the draw is worth something only while it has some. */
  restrictedOverWays: number;
}

/**
 * Compares the router with the judge on so many networks, in each from a few places to a few, all of them routed.
 * @param onNetwork is told how many are done
 * @throws fast-check's error, with the smallest network that differs
 */
export async function compareSmallNetworks(
  seed: number,
  count: number,
  onNetwork: (done: number) => void = () => undefined
): Promise<SmallReport> {
  const report = { costs: 0, routes: 0, restrictedOverWays: 0 };
  let done = 0;
  await fc.assert(
    fc.asyncProperty(drawn, metrics, fc.integer(), async (map, { closed, opened, ...others }, placesSeed) => {
      const graph = await graphOf(map);
      const known = (numbers: number[]) => numbers.filter((arc) => arc < graph.arcHead.length);
      const conditions = { ...others, closed: known(closed), opened: known(opened) };
      if (graph.forbiddenDrives.some(({ arcs }) => arcs.length > 2)) report.restrictedOverWays++;
      const compare = createComparer(prepareRoads(graph));
      const random = seededRandom(placesSeed);
      for (const snapping of ['default', 'any'] as const) {
        const [sources, destinations] = [placesNear(graph, 4, random), placesNear(graph, 4, random)];
        for await (const { costs, routes, differences } of compare({ conditions, snapping, sources, destinations })) {
          report.costs += costs;
          report.routes += routes;
          if (differences.length > 0) throw new Error(differences.join('\n'));
        }
      }
      onNetwork(++done);
    }),
    { numRuns: count, seed }
  );
  return report;
}
