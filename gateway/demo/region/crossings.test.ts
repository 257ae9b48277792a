import { describe, expect, it } from 'vitest';
import type { OsmNode, OsmWay } from '#routing/region/pbf/write.ts';
import { demoRegion } from './generate.ts';

interface Segment {
  readonly way: OsmWay;
  readonly from: OsmNode;
  readonly to: OsmNode;
}

const { nodes, ways } = demoRegion();
const nodeOf = new Map(nodes.map((node) => [node.id, node]));
const segments = ways
  .filter(({ tags }) => 'highway' in tags || 'waterway' in tags)
  .flatMap((way) =>
    way.refs.slice(1).map((ref, index): Segment => ({ way, from: nodeOf.get(way.refs[index]!)!, to: nodeOf.get(ref)! }))
  );

/** Each pair of segments that cross away from their ends; looked for in cells of about 400 metres. */
function crossings(): [Segment, Segment][] {
  const size = 0.004;
  const cells = new Map<string, Segment[]>();
  for (const segment of segments) {
    const ends = [segment.from, segment.to];
    const span = (value: (node: OsmNode) => number) => {
      const [low, high] = ends.map((node) => Math.floor(value(node) / size)).toSorted((a, b) => a - b);
      return Array.from({ length: high! - low! + 1 }, (_, index) => low! + index);
    };
    for (const x of span(({ longitude }) => longitude)) {
      for (const y of span(({ latitude }) => latitude)) {
        cells.set(`${x} ${y}`, [...(cells.get(`${x} ${y}`) ?? []), segment]);
      }
    }
  }
  const found: [Segment, Segment][] = [];
  for (const cell of cells.values()) {
    cell.forEach((one, index) => {
      for (const other of cell.slice(index + 1)) if (doCross(one, other)) found.push([one, other]);
    });
  }
  return found;
}

function doCross(one: Segment, other: Segment): boolean {
  if ([one.from, one.to].some((node) => node === other.from || node === other.to)) return false;
  const side = ({ from, to }: Segment, node: OsmNode) =>
    (to.longitude - from.longitude) * (node.latitude - from.latitude) -
    (to.latitude - from.latitude) * (node.longitude - from.longitude);
  return side(one, other.from) * side(one, other.to) < 0 && side(other, one.from) * side(other, one.to) < 0;
}

describe('where lines cross on the invented map', () => {
  const all = crossings();
  const isRoad = ({ way }: Segment) => 'highway' in way.tags;

  it('roads meet at a shared corner, and streams pass under bridges', () => {
    const roadOverRoad = all.filter((pair) => pair.every(isRoad));
    const withoutBridge = all.filter(
      ([one, other]) => isRoad(one) !== isRoad(other) && (isRoad(one) ? one : other).way.tags.bridge !== 'yes'
    );
    const names = (pairs: [Segment, Segment][]) => pairs.map((pair) => pair.map(({ way }) => way.tags.name ?? way.id));
    expect(names(roadOverRoad)).toEqual([]);
    expect(names(withoutBridge)).toEqual([]);
    expect(all.filter((pair) => pair.some(isRoad)).length).toBeGreaterThan(50);
  });
});
