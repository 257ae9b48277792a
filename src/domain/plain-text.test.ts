import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plainText } from './plain-text.ts';

test.each([
  ['  Aino Kettunen ', 'Aino Kettunen'],
  ['Aino\u0000 Kettunen', 'Aino Kettunen'],
  ['\u202eneNuttek\u202c Aino', 'neNuttek Aino'],
  ['Ovikoodi 4417\r\n\tKoira pihassa', 'Ovikoodi 4417 Koira pihassa'],
  ['\u2066\u200f\u001b\ufeff', ''],
  ['Mäki-Ranta Óláfur Ánne Čáhci 👩‍🚒', 'Mäki-Ranta Óláfur Ánne Čáhci 👩‍🚒'],
  ['אבג abc', 'אבג abc']
])('%j is read as %j', (typed, text) => expect(plainText(typed)).toBe(text));

test('whatever comes, nothing unseen is left, nothing else is lost, and reading again changes nothing', () => {
  const odd = fc.constantFrom(
    ...'\u0000\u0007\u001b\u007f\u0085\u061c\u200b\u200e\u200f\u202a\u202e\u2066\u2069\ufeff'
  );
  const typed = fc.string({ unit: fc.oneof(fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }), odd) });
  fc.assert(
    fc.property(typed, (text) => {
      const plain = plainText(text);
      // One by one, so that this test does not lean on the same pattern.
      for (const character of plain) {
        const code = character.codePointAt(0)!;
        expect(code).toBeGreaterThanOrEqual(0x20);
        expect(code < 0x7f || code > 0x9f).toBe(true);
        for (const [first, last] of [
          [0x61c, 0x61c],
          [0x200b, 0x200b],
          [0x200e, 0x200f],
          [0x2028, 0x202e],
          [0x2066, 0x2069],
          [0xfeff, 0xfeff],
          [0xd800, 0xdfff]
        ] as const)
          expect(code < first || code > last).toBe(true);
      }
      expect(plainText(plain)).toBe(plain);
      const seen = (from: string) => [...from.matchAll(/[\p{L}\p{N}\p{P}\p{S}]/gu)].map(([character]) => character);
      expect(seen(plain)).toEqual(seen(text.toWellFormed()));
    })
  );
});
