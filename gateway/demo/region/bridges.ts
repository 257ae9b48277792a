import { Nearby } from './nearby.ts';
import { between, distance, type Point } from './plane.ts';
import type { RoadNetwork, Vertex } from './road-network.ts';
import type { Terrain } from './terrain.ts';
import type { Stream } from './waters.ts';

/** Whether the road from one vertex to the next is a bridge. */
export type IsBridge = (from: Vertex, to: Vertex) => boolean;

/** Half the length of a bridge over a stream, metres. */
const halfSpan = 11;

/** Builds bridges where roads cross streams (two new vertices each), and where they lie over a lake's narrows. */
export function buildBridges(network: RoadNetwork, streams: readonly Stream[], terrain: Terrain): IsBridge {
  const nearby = new Nearby<Point & { from: Point; to: Point }>();
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
      for (const { from, to } of nearby.within(between(a, b, 0.5), 240)) {
        const share = crossing(a, b, from, to);
        const length = distance(a, b);
        if (share === undefined || share * length < halfSpan + 2 || (1 - share) * length < halfSpan + 2) continue;
        const start = network.addVertex(between(a, b, share - halfSpan / length));
        const end = network.addVertex(between(a, b, share + halfSpan / length));
        vertices.splice(index, 0, start, end);
        overStreams.add(start).add(end);
        break;
      }
    }
  }
  return (from, to) => {
    if (overStreams.has(from) && overStreams.has(to) && distance(from, to) < 2 * halfSpan + 1) return true;
    return terrain.isWater(between(from, to, 0.5));
  };
}

/** How far along a–b it crosses c–d, as a share; undefined where it does not. */
function crossing(a: Point, b: Point, c: Point, d: Point): number | undefined {
  const cross = (b.x - a.x) * (d.y - c.y) - (b.y - a.y) * (d.x - c.x);
  if (cross === 0) return undefined;
  const along = ((c.x - a.x) * (d.y - c.y) - (c.y - a.y) * (d.x - c.x)) / cross;
  const other = ((c.x - a.x) * (b.y - a.y) - (c.y - a.y) * (b.x - a.x)) / cross;
  return along > 0 && along < 1 && other > 0 && other < 1 ? along : undefined;
}
