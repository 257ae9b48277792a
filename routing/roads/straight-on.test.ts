import fc from 'fast-check';
import { expect, test } from 'vitest';
import { graphDrawn, type DrawnNodes } from '../region/drawn-roads.fixture.ts';
import { createLegFinder } from './leg-finder.ts';
import { prepareRoads } from './roads.ts';
import { createSnapping, type SnappedPlace } from './snapping.ts';
import { straightOn } from './straight-on.ts';

const side = 4;
const nodes = Object.fromEntries(
  Array.from({ length: side * side }, (_, index) => [
    index + 1,
    [24 + (index % side) * 0.005, 61 + Math.floor(index / side) * 0.0025]
  ])
) as DrawnNodes;
const ways = fc.array(
  fc.record({
    refs: fc.array(fc.integer({ min: 1, max: side * side }), { minLength: 2, maxLength: 5 }),
    tags: fc.constantFrom<Record<string, string>>({ highway: 'residential' }, { highway: 'primary', oneway: 'yes' })
  }),
  { minLength: 3, maxLength: 12 }
);
const positions = fc.array(
  fc.record({
    longitude: fc.double({ min: 24, max: 24.015, noNaN: true }),
    latitude: fc.double({ min: 61, max: 61.0075, noNaN: true })
  }),
  { minLength: 2, maxLength: 5 }
);

/** All ways to choose a direction for each place in between. */
const assignments = (count: number): (0 | 1)[][] =>
  count === 0 ? [[]] : assignments(count - 1).flatMap((rest) => [[...rest, 0] as (0 | 1)[], [...rest, 1] as (0 | 1)[]]);

test('the legs cost what the best of all choices of directions costs', async () => {
  await fc.assert(
    fc.asyncProperty(ways, positions, async (drawn, asked) => {
      const roads = prepareRoads(await graphDrawn(nodes, drawn));
      const finder = createLegFinder(roads);
      const snapping = createSnapping(roads.graph, finder);
      const places = asked.flatMap((position) => snapping.nearest(position, 1, 5000));
      // Of a place at a junction nothing is asked, which its own directions would not say.
      const isJunction = ({ fraction }: SnappedPlace) => fraction === 0 || fraction === 1;
      fc.pre(places.length > 1 && !places.slice(1, -1).some(isJunction));
      const costsOf = (directions: readonly (0 | 1)[]) => {
        const directed = places.map((place, index): SnappedPlace => {
          const direction = directions[index - 1];
          return index === places.length - 1 || direction === undefined ? place : { ...place, direction };
        });
        const legs = directed.slice(1).map((to, index) => finder.leg(directed[index]!, to)?.cost ?? Infinity);
        return legs.reduce((sum, cost) => sum + cost, 0);
      };
      const best = Math.min(...assignments(places.length - 2).map(costsOf));
      const legBetween = (from: SnappedPlace, to: SnappedPlace) => {
        const leg = finder.leg(from, to);
        return leg && { ...leg, from, to };
      };
      const isOpen = ({ edge }: SnappedPlace, direction: 0 | 1) => finder.isOpen(2 * edge + direction);
      if (best === Infinity) {
        expect(() => straightOn(places, legBetween, isJunction, isOpen)).toThrow(/No road leads/);
        return;
      }
      const legs = straightOn(places, legBetween, isJunction, isOpen);
      expect(legs.reduce((sum, { cost }) => sum + cost, 0)).toBe(best);
      legs.slice(1).forEach(({ from }, index) => expect(from).toBe(legs[index]!.to));
    }),
    { numRuns: 150, seed: 2026 }
  );
});
