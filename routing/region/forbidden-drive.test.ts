import fc from 'fast-check';
import { expect, test } from 'vitest';
import { driveOfText, longestRestriction, textOfDrive } from './forbidden-drive.ts';

/** Three streets in a row, nodes 0 to 3: arcs 0, 2 and 4 lead along them, 5, 3 and 1 back. */
const arcHead = Uint32Array.of(1, 0, 2, 1, 3, 2);

test('a drive comes back as it was written', () => {
  const drives = [
    [0, 2],
    [0, 2, 4],
    [4, 5, 3]
  ].flatMap((arcs) => ['', 'Mo-Fr 07:00-17:00', '1 @ 2', 'ä\nö'].map((condition) => ({ arcs, condition })));
  for (const drive of drives) expect(driveOfText(textOfDrive(drive), arcHead)).toEqual(drive);
});

test.each([
  ['nothing', ''],
  ['one arc', '2'],
  ['an arc that is not there', '4 6'],
  ['arcs that do not meet', '0 4'],
  ['arcs in the wrong order', '2 0'],
  ['a word', '0 two'],
  ['an arc below zero', '0 -2'],
  ['too many', Array.from({ length: longestRestriction + 1 }, (_, index) => index % 2).join(' ')]
])('refused: %s', (_what, text) => {
  expect(driveOfText(text, arcHead)).toBeUndefined();
});

test('any text is refused or a drive that can be driven', () => {
  const damaged = fc.oneof(fc.string(), fc.stringMatching(/^[0-9 @]{0,12}$/));
  fc.assert(
    fc.property(damaged, (text) => {
      const drive = driveOfText(text, arcHead);
      for (const [at, arc] of drive?.arcs.entries() ?? [])
        if (at > 0) expect(arcHead[arc ^ 1]).toBe(arcHead[drive!.arcs[at - 1]!]);
    }),
    { numRuns: 1000, seed: 2026 }
  );
});
