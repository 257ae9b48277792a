import { arcsByTail } from './arcs-by-tail.ts';
import type { Profile } from './car-profile.ts';
import { underProfile, type ForbiddenDrive } from './forbidden-drive.ts';
import { isDrivable, type RoadGraph } from './road-graph.ts';

/**
 * What a barrier forbids that bars one profile only: under it nobody drives on from the node where it stands.
 * @param barred nodes of the graph
 */
export function barredDrives(
  graph: RoadGraph,
  barred: Iterable<readonly [node: number, by: Profile]>
): ForbiddenDrive[] {
  const leaving = arcsByTail(graph.nodeCount, graph.arcHead);
  return [...barred].flatMap(([node, profile]) => {
    const arcs = [...leaving.arcs.subarray(leaving.first[node], leaving.first[node + 1])];
    const incoming = arcs.map((arc) => arc ^ 1).filter((arc) => isDrivable(graph, arc));
    const outgoing = arcs.filter((arc) => isDrivable(graph, arc));
    return incoming.flatMap((from) =>
      outgoing.filter((to) => to !== (from ^ 1)).map((to) => ({ arcs: [from, to], condition: underProfile(profile) }))
    );
  });
}
