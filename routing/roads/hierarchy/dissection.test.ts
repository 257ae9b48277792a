import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dissect } from './dissection.ts';

test('any network: every edge comes once, and the same network gives the same order', () => {
  const network = fc.integer({ min: 1, max: 30 }).chain((nodeCount) =>
    fc.record({
      places: fc.array(fc.tuple(fc.nat(9), fc.nat(9)), { minLength: nodeCount, maxLength: nodeCount }),
      edges: fc.array(fc.tuple(fc.nat(nodeCount - 1), fc.nat(nodeCount - 1)), { maxLength: 60 })
    })
  );
  fc.assert(
    fc.property(network, ({ places, edges }) => {
      const drawn = {
        nodeCount: places.length,
        tail: Uint32Array.from(edges, ([a]) => a),
        head: Uint32Array.from(edges, ([, b]) => b),
        x: Float64Array.from(places, ([x]) => x),
        y: Float64Array.from(places, ([, y]) => y)
      };
      const order = dissect(drawn);
      expect([...order].sort((a, b) => a - b)).toEqual(edges.map((_, edge) => edge));
      expect(dissect(drawn)).toEqual(order);
    }),
    { numRuns: 300, seed: 2026 }
  );
});

test('two towns joined by three roads: these come last, whatever else lies between', () => {
  const side = 8;
  const tail: number[] = [];
  const head: number[] = [];
  const road = (a: number, b: number) => {
    tail.push(a);
    head.push(b);
  };
  const town = (from: number) => {
    for (let row = 0; row < side; row++) {
      for (let column = 0; column < side; column++) {
        const node = from + row * side + column;
        if (column + 1 < side) road(node, node + 1);
        if (row + 1 < side) road(node, node + side);
      }
    }
  };
  town(0);
  town(side * side);
  const bridges = [1, 3, 6].map((row) => {
    road(row * side + side - 1, side * side + row * side);
    return tail.length - 1;
  });
  const nodes = Array.from({ length: 2 * side * side }, (_, node) => node);
  const order = dissect({
    nodeCount: nodes.length,
    tail: Uint32Array.from(tail),
    head: Uint32Array.from(head),
    x: Float64Array.from(nodes, (node) => (node % side) + (node < side * side ? 0 : side)),
    y: Float64Array.from(nodes, (node) => Math.floor((node % (side * side)) / side))
  });
  expect([...order.slice(-3)].sort((a, b) => a - b)).toEqual(bridges);
});
