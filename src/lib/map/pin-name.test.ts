import { expect, test } from 'vitest';
import { mapMessages } from '#messages/map.ts';
import type { MapStop, MapStopKind } from './map-stop.ts';
import { pinName } from './pin-name.ts';
import { stopPins } from './stop-pins.ts';

const stop = (label: string, title: string, kind: MapStopKind = 'planned'): MapStop => ({
  id: label,
  position: { longitude: 0, latitude: 0 },
  label,
  kind,
  title
});
const one = stop('3', 'Aino');
const two = [one, stop('4', 'Eino')];
const many = [stop('2', 'Veikko', 'done'), ...two, stop('5', 'Sanni', 'next'), stop('6', 'Inka')];
const name = (stops: MapStop[], selected: string | null = null, locale: 'fi' | 'sv' | 'en' = 'fi') =>
  pinName(stopPins(stops, () => ({ x: 0, y: 0 }))[0]!, selected, mapMessages(locale));

test('one stop is its number, its name and its state', () => {
  expect(name([one])).toBe('3 Aino, tulossa');
});

test('what has no number begins with its name', () => {
  expect(name([stop('', 'Varikko', 'depot')])).toBe('Varikko, lähtöpaikka');
});

test('two are both named, behind what is seen', () => {
  expect(name(two)).toBe('3–4: 3 Aino, tulossa; 4 Eino, tulossa');
});

test('a third one is counted', () => {
  expect(name([...two, stop('9', 'Sanni')])).toBe('3–4 +1: 3 Aino, tulossa; 4 Eino, tulossa; ja 1 muu');
});

test.each([
  ['fi', '3–6: 5 Sanni, seuraava kohde; 3 Aino, tulossa; ja 3 muuta'],
  ['sv', '3–6: 5 Sanni, nästa besök; 3 Aino, på kommande; och 3 till'],
  ['en', '3–6: 5 Sanni, next visit; 3 Aino, to come; and 3 others']
] as const)('of many the first ones are named, what is done last (%s)', (locale, words) => {
  expect(name(many, null, locale)).toBe(words);
});

test('the chosen one comes before all others, so that each is heard in its turn', () => {
  expect(name(many, '2')).toBe('3–6: 2 Veikko, hoidettu; 5 Sanni, seuraava kohde; ja 3 muuta');
});

test('a whole day in one pin is said in a breath', () => {
  const day = [...Array(60).keys()].map((n) => stop(String(n + 1), `Kuikkasalmentie ${n}`));
  expect(name(day).length).toBeLessThan(100);
});
