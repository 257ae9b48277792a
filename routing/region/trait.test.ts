import fc from 'fast-check';
import { expect, test } from 'vitest';
import { tagsOfTrait, traitOf } from './trait.ts';

const tags = (written: Record<string, string>) => new Map(Object.entries(written));

test('a trait has the tags that say who may drive and how fast, whatever their order', () => {
  const trait = traitOf(
    tags({ surface: 'gravel', highway: 'track', 'motor_vehicle:forward:conditional': 'no @ (Nov-Apr)' })
  );
  expect(trait).toBe('highway=track\nmotor_vehicle:forward:conditional=no @ (Nov-Apr)\nsurface=gravel');
  expect(traitOf(tags({ highway: 'track' }))).toBe(traitOf(tags({ highway: 'track', name: 'Raitti', note: '?' })));
  expect(traitOf(tags({ surface: '' }))).toBe('');
});

test('whatever stands in a value, the same tags come back, but for control characters', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', minLength: 1 }), fc.string(), (surface, highway) => {
      const back = tagsOfTrait(traitOf(tags({ highway, surface })));
      // eslint-disable-next-line no-control-regex -- just those
      expect(back.get('surface')).toBe(surface.replace(/[\0-\x1f]/g, ' '));
      expect(back.size).toBe(highway === '' ? 1 : 2);
    })
  );
});
