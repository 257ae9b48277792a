import { describe, expect, it } from 'vitest';
import { placeIndex } from '#routing/region/places-search.ts';
import type { Place } from '#routing/region/places.ts';
import { placesIn } from './region.ts';

const address = (street: string, housenumber: string, locality: string): Place => ({
  kind: 'address',
  street,
  housenumber,
  locality,
  position: { longitude: 27, latitude: 64 }
});
const { find, locate } = placesIn(
  placeIndex([
    address('Koulutie', '3', 'Tervasalmi'),
    address('Koulutie', '31', 'Tervasalmi'),
    address('Rantatie', '7', 'Tervasalmi'),
    address('Rantatie', '7', 'Jänisperä')
  ])
);

describe('locate', () => {
  it.each([
    ['the whole address', 'Koulutie 3, Tervasalmi', 'Koulutie 3, Tervasalmi'],
    ['an address that is one of its name', 'koulutie 3', 'Koulutie 3, Tervasalmi'],
    ['one of two by its village', 'Rantatie 7, Jänisperä', 'Rantatie 7, Jänisperä'],
    ['none of two', 'Rantatie 7', undefined],
    ['no street for another of nearly its name', 'Koulutien 3, Tervasalmi', undefined],
    ['no village for another of nearly its name', 'Koulutie 3, Tervasalma', undefined],
    ['no house for another', 'Koulutie 1, Tervasalmi', undefined]
  ])('takes %s', (_what, text, label) => {
    expect(locate(text)?.label).toBe(label);
  });
});

it('offers what was nearly typed, for a person to choose', () => {
  expect(find('koulutein 3, tervasalma')[0]!.label).toBe('Koulutie 3, Tervasalmi');
});
