import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RegionError } from '../../region/region-error.ts';
import { contract, hierarchyOf } from './contraction.ts';
import { createFinder } from './finder.ts';
import { decodeHierarchy, encodeHierarchy } from './hierarchy-file.ts';
import { anyTurns } from './turn-graph.fixture.ts';

test('a hierarchy comes back from its file as it was', () => {
  fc.assert(
    fc.property(anyTurns, ({ turns, rankOf }) => {
      const hierarchy = hierarchyOf(turns, rankOf, contract(turns, rankOf));
      expect(decodeHierarchy(encodeHierarchy(hierarchy).buffer, turns)).toEqual(hierarchy);
    }),
    { numRuns: 200, seed: 2026 }
  );
});

test('a damaged file is refused by name, or finds ways without leaving its arrays', () => {
  const damage = fc.array(fc.record({ place: fc.nat(), value: fc.oneof(fc.nat(20), fc.nat(0xffff_ffff)) }), {
    minLength: 1,
    maxLength: 3
  });
  const cut = fc.option(fc.nat(200), { freq: 4 });
  fc.assert(
    fc.property(anyTurns, damage, cut, ({ turns, turnCost, rankOf }, changes, length) => {
      const whole = encodeHierarchy(hierarchyOf(turns, rankOf, contract(turns, rankOf)));
      const numbers = new Uint32Array(whole.buffer);
      for (const { place, value } of changes) numbers[place % numbers.length] = value;
      try {
        const hierarchy = decodeHierarchy(whole.slice(0, length ?? whole.length).buffer, turns);
        const everywhere = [...rankOf.keys()].map((node) => [{ node, cost: 0 }]);
        createFinder(turns, hierarchy, turnCost).costs(everywhere, everywhere);
      } catch (error) {
        expect(error).toBeInstanceOf(RegionError);
        expect((error as RegionError).message).toContain('hierarchy');
      }
    }),
    { numRuns: 2000, seed: 2026 }
  );
});
