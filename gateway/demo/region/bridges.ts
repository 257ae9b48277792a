import { Nearby } from './nearby.ts';
import { between, distance, type Point } from './plane.ts';
import type { RoadNetwork, Vertex } from './road-network.ts';
import type { Terrain } from './terrain.ts';
import type { Stream } from './waters.ts';

/** Whether the road from one vertex to the next is a bridge. */
export type IsBridge = (from: Vertex, to: Vertex) => boolean;

/** A straight piece of a stream, found by its middle. */
type Reach = Point & { readonly from: Point; readonly to: Point };

/** Half the length of a bridge over a stream, metres. */
const halfSpan = 11;

/** Builds bridges where roads cross streams (two new vertices each), and where they lie over a lake's narrows. */
export function buildBridges(network: RoadNetwork, streams: readonly Stream[], terrain: Terrain): IsBridge {
  const nearby = new Nearby<Reach>();
  for (const { line } of streams) {
    for (let index = 1; index < line.length; index++) {
      const [from, to] = [line[index - 1]!, line[index]!];
      nearby.add({ ...between(from, to, 0.5), from, to });
    }
  }
  const overStreams = new Set<Vertex>();
  for (const { vertices, highway } of network.roads) {
    if (highway === 'ferry') continue;
    for (let index = vertices.length - 1; index > 0; index--) {
      const [a, b] = [vertices[index - 1]!, vertices[index]!];
      const along = lastCrossing(a, b, nearby);
      if (along === undefined) continue;
      const length = distance(a, b);
      // Near the end of a segment the vertex that is there already begins or ends the bridge.
      const isRoomBefore = along > halfSpan + 2;
      const start = isRoomBefore ? network.addVertex(between(a, b, (along - halfSpan) / length)) : a;
      const isRoomAfter = length - along > halfSpan + 2;
      const end = isRoomAfter ? network.addVertex(between(a, b, (along + halfSpan) / length)) : b;
      vertices.splice(index, 0, ...[start, end].filter((vertex) => vertex !== a && vertex !== b));
      overStreams.add(start).add(end);
      // The part before the bridge may cross another stream.
      if (isRoomBefore) index++;
    }
  }
  return (from, to) => {
    if (overStreams.has(from) && overStreams.has(to) && distance(from, to) < 2 * halfSpan + 5) return true;
    return [0, 0.25, 0.5, 0.75, 1].some((share) => terrain.isWater(between(from, to, share)));
  };
}

/** The metres from a to the last stream that a–b crosses. */
function lastCrossing(a: Vertex, b: Vertex, streams: Nearby<Reach>): number | undefined {
  let last: number | undefined;
  for (const { from, to } of streams.within(between(a, b, 0.5), 240)) {
    const share = crossing(a, b, from, to);
    if (share !== undefined && share > (last ?? 0)) last = share;
  }
  return last === undefined ? undefined : last * distance(a, b);
}

/** How far along a–b it crosses c–d, as a share; undefined where it does not. */
function crossing(a: Point, b: Point, c: Point, d: Point): number | undefined {
  const cross = (b.x - a.x) * (d.y - c.y) - (b.y - a.y) * (d.x - c.x);
  if (cross === 0) return undefined;
  const along = ((c.x - a.x) * (d.y - c.y) - (c.y - a.y) * (d.x - c.x)) / cross;
  const other = ((c.x - a.x) * (b.y - a.y) - (c.y - a.y) * (b.x - a.x)) / cross;
  return along > 0 && along < 1 && other > 0 && other < 1 ? along : undefined;
}
