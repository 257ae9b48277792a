import { expect, test } from 'vitest';
import { readPlaces } from './places-file.ts';

const encoded = (text: string) => new TextEncoder().encode(text);
const shop = { kind: 'shop', name: 'Kyläkauppa', locality: 'Jänisperä', position: { longitude: 27, latitude: 69 } };

test('places as they were written', () => {
  expect(readPlaces(encoded(JSON.stringify([shop])))).toEqual([shop]);
  expect(readPlaces(encoded('[]'))).toEqual([]);
});

test.each<[string, Uint8Array]>([
  ['half a file', encoded('[{"kind": "shop"')],
  ['bytes that are no text', Uint8Array.from([0x5b, 0xff, 0x5d])],
  ['no list', encoded('{}')],
  ['a place nowhere', encoded(JSON.stringify([{ ...shop, position: undefined }]))],
  ['a place beyond the earth', encoded(JSON.stringify([{ ...shop, position: { longitude: 27, latitude: 91 } }]))],
  ['a name that is a number', encoded(JSON.stringify([{ ...shop, name: 5 }]))]
])('%s is refused', (_what, content) => {
  expect(() => readPlaces(content)).toThrow(expect.objectContaining({ name: 'RegionError', code: 'broken-region' }));
});
