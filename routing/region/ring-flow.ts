import { arcsByTail } from './arcs-by-tail.ts';
import { bearingAtStart } from './bearing.ts';
import { isDrivable, type RoadGraph } from './road-graph.ts';

/** Metres. How far from a ring one looks to say where along it a road begins. */
const lookAhead = 10;

/**
 * Tells turns that would lead across a ring against its traffic: where the carriageways of a road meet a roundabout at one
 * place, whoever comes by one of them leaves by the other only once round the ring. After OSRM's `isTurnAllowed`
 * (extractor/intersection/intersection_analysis.cpp); for driving on the right and on the left alike.
 */
export function turnsAgainstRings(graph: RoadGraph): (from: number, to: number) => boolean {
  const isRing = graph.traits.map((tags) => ['roundabout', 'circular'].includes(tags.get('junction') ?? ''));
  const isOnRing = (arc: number) => isRing[graph.edgeTrait[arc >> 1]!]!;
  const { first, arcs } = arcsByTail(graph.nodeCount, graph.arcHead);
  const bearing = (arc: number) => bearingAtStart(graph, arc, lookAhead) || 0;
  const touchesRing = new Uint8Array(graph.nodeCount);
  /** For each place on a ring where it comes from and where it goes on to, in degrees. */
  const rings = new Map<number, { back: number; onward: number }>();
  for (let edge = 0; edge < graph.edgeCount; edge++) {
    if (!isOnRing(2 * edge)) continue;
    for (const node of [graph.arcHead[2 * edge]!, graph.arcHead[2 * edge + 1]!]) {
      const ring = [...arcs.subarray(first[node], first[node + 1])].filter(isOnRing);
      const onward = ring.filter((arc) => isDrivable(graph, arc));
      const back = ring.filter((arc) => isDrivable(graph, arc ^ 1));
      // Where rings touch, or one is driven both ways, there is no telling.
      if (onward.length !== 1 || back.length !== 1) continue;
      rings.set(node, { back: bearing(back[0]!), onward: bearing(onward[0]!) });
      touchesRing[node] = 1;
    }
  }
  return (from, to) => {
    const node = graph.arcHead[from]!;
    if (!touchesRing[node] || isOnRing(from) || isOnRing(to)) return false;
    const ring = rings.get(node)!;
    /** Degrees counter-clockwise from where the ring comes from. */
    const along = (angle: number) => (((ring.back - angle) % 360) + 360) % 360;
    const [entry, exit] = [along(bearing(from ^ 1)), along(bearing(to))];
    return entry < along(ring.onward) ? exit < entry : exit > entry;
  };
}
