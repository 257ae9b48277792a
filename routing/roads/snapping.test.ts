import { expect, test } from 'vitest';
import { distanceBetween, type Position } from '../../src/domain/geometry.ts';
import { seededRandom } from '../planner/random.ts';
import { graphDrawn, type DrawnNodes } from '../region/drawn-roads.fixture.ts';
import type { RoadGraph } from '../region/road-graph.ts';
import { between, pointAt } from './geometry.ts';
import { createLegFinder } from './leg-finder.ts';
import { prepareRoads } from './roads.ts';
import { createSnapping } from './snapping.ts';

const limit = 2000;

/** Short straight roads, strewn over some kilometres around a place. */
async function roadsAround(latitude: number): Promise<{ graph: RoadGraph; positions: Position[] }> {
  const random = seededRandom(2026);
  const strewn = (reach: number): Position => {
    const degrees = reach / 111_000;
    const east = (2 * random() - 1) * (degrees / Math.cos((latitude * Math.PI) / 180));
    return { longitude: 25 + east, latitude: latitude + (2 * random() - 1) * degrees };
  };
  const nodes: DrawnNodes = {};
  const ways = Array.from({ length: 300 }, (_, way) => {
    const from = strewn(3000);
    nodes[2 * way + 1] = [from.longitude, from.latitude];
    nodes[2 * way + 2] = [from.longitude + random() / 1000, from.latitude + random() / 1000];
    return { refs: [2 * way + 1, 2 * way + 2], tags: { highway: 'residential' } };
  });
  return { graph: await graphDrawn(nodes, ways), positions: Array.from({ length: 30 }, () => strewn(500)) };
}

/** Metres to a road, by looking ever closer at where on it the nearest place is. */
function metresTo(graph: RoadGraph, edge: number, position: Position): number {
  const [a, b] = [pointAt(graph, graph.edgePoint[edge]!), pointAt(graph, graph.edgePoint[edge]! + 1)];
  const metresAt = (share: number) => distanceBetween(position, between(a, b, share));
  let [low, high] = [0, 1];
  while (high - low > 1e-4) {
    const third = (high - low) / 3;
    if (metresAt(low + third) < metresAt(high - third)) high -= third;
    else low += third;
  }
  return metresAt((low + high) / 2);
}

test.each([0, -34, 61, 70])(
  'at %s° north the roads within 2 km are those that looking at every road finds',
  async (north) => {
    const { graph, positions } = await roadsAround(north);
    const snapping = createSnapping(graph, createLegFinder(prepareRoads(graph)));
    for (const position of positions) {
      const found = snapping.nearest(position, graph.edgeCount, limit);
      const metres = new Map(found.map(({ edge, distance }) => [edge, distance]));
      for (let edge = 0; edge < graph.edgeCount; edge++) {
        const right = metresTo(graph, edge, position);
        // Of a road that is as far as the limit either is right.
        if (Math.abs(right - limit) < 0.5) continue;
        expect(metres.has(edge), `road ${edge} is ${right} m away`).toBe(right < limit);
        if (right < limit) expect(Math.abs(metres.get(edge)! - right)).toBeLessThan(0.2);
      }
      // In the plane of comparison a degree of longitude is a little longer beside one of latitude than on the earth.
      for (const [index, { distance }] of found.entries())
        expect(distance).toBeLessThan(1.01 * (found[index + 1]?.distance ?? Infinity));
    }
  }
);
