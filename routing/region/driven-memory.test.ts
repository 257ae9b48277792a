import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createMemory } from './driven-memory.ts';

const arcCount = 4;
const arc = fc.nat(arcCount - 1);
const drive = fc.record({
  arcs: fc.array(arc, { minLength: 2, maxLength: 5 }),
  condition: fc.constantFrom('', 'Sa', 'Su')
});

test('after any drive, what is remembered forbids what looking back over the whole drive forbids', () => {
  fc.assert(
    fc.property(fc.array(drive, { maxLength: 8 }), fc.array(arc, { minLength: 1, maxLength: 30 }), (drives, driven) => {
      const memory = createMemory(arcCount, drives);
      let remembered = driven[0]!;
      for (const [index, last] of driven.entries()) {
        if (index > 0) remembered = memory.after(remembered, last);
        expect(remembered < arcCount ? remembered : memory.copyOf[remembered - arcCount]).toBe(last);
        for (let next = 0; next < arcCount; next++) {
          const whole = [...driven.slice(0, index + 1), next].join();
          const ending = drives.filter(({ arcs }) => `,${whole}`.endsWith(`,${arcs.join()}`));
          const conditions = [...new Set(ending.map(({ condition }) => condition))].sort();
          expect(memory.forbiddenWhen(remembered, next)).toEqual(conditions);
        }
      }
    }),
    { numRuns: 1000, seed: 2026 }
  );
});

test('nothing is copied for a turn at one junction, and one arc for a way over one', () => {
  expect(createMemory(arcCount, [{ arcs: [0, 1], condition: '' }]).copyOf).toEqual([]);
  const drives = [
    { arcs: [0, 1, 2], condition: '' },
    { arcs: [0, 1, 3], condition: '' }
  ];
  expect(createMemory(arcCount, drives).copyOf).toEqual([1]);
});
