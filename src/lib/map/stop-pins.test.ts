import { expect, test } from 'vitest';
import type { MapStop, MapStopKind } from './map-stop.ts';
import { stopPins } from './stop-pins.ts';

/** Each stop as its number, its kind and its pixel. */
const stops = (...all: [label: string, kind: MapStopKind, x: number][]) =>
  all.map(([label, kind, x], index): MapStop => ({
    id: String(index),
    position: { longitude: x, latitude: 0 },
    label,
    kind,
    title: ''
  }));
const pins = (...all: Parameters<typeof stops>) =>
  stopPins(stops(...all), ({ position }) => ({ x: position.longitude, y: 0 }));

test.each([
  ['one', [['3', 'planned', 0]], 'planned', [], '3'],
  ['a service stop keeps its number', [['4', 'service', 0]], 'service', ['service'], '4'],
  ['the depot has none', [['', 'depot', 0]], 'depot', ['depot'], ''],
  [
    'numbers that follow one another',
    [
      ['3', 'planned', 0],
      ['4', 'planned', 5],
      ['5', 'planned', 9]
    ],
    'planned',
    [],
    '3–5'
  ],
  [
    'others with them',
    [
      ['3', 'planned', 0],
      ['4', 'planned', 0],
      ['34', 'planned', 0]
    ],
    'planned',
    [],
    '3–4 +1'
  ],
  [
    'the next one leads',
    [
      ['2', 'done', 0],
      ['3', 'next', 9],
      ['5', 'planned', 0]
    ],
    'next',
    [],
    '3 +1'
  ],
  [
    'what is done is silent beside what is to come',
    [
      ['2', 'done', 0],
      ['3', 'planned', 0]
    ],
    'planned',
    [],
    '3'
  ],
  [
    'what failed is not',
    [
      ['2', 'failed', 0],
      ['3', 'planned', 0]
    ],
    'planned',
    ['failed'],
    '3'
  ],
  [
    'what failed says so before what is done',
    [
      ['1', 'done', 0],
      ['2', 'failed', 0]
    ],
    'failed',
    ['failed'],
    ''
  ],
  [
    'the depot among its neighbours',
    [
      ['', 'depot', 0],
      ['1', 'planned', 0]
    ],
    'planned',
    ['depot'],
    '1'
  ],
  [
    'all done',
    [
      ['1', 'done', 0],
      ['2', 'done', 0]
    ],
    'done',
    ['done'],
    ''
  ]
] as const)('%s', (_, all, kind, signs, label) => {
  expect(pins(...(all as never as Parameters<typeof stops>))).toMatchObject([{ kind, signs, label }]);
});

test('no two pins lie on one another, and every stop has one', () => {
  const many = stops(
    ...[...Array(200).keys()].map((n) => [String(n + 1), 'planned', (n * 37) % 500] as [string, 'planned', number])
  );
  const made = stopPins(many, ({ position }) => ({ x: position.longitude, y: 0 }));
  const places = made.map(({ at }) => at.position.longitude).sort((a, b) => a - b);
  for (const [index, place] of places.slice(1).entries()) expect(place - places[index]!).toBeGreaterThanOrEqual(64);
  expect(made.flatMap(({ stops }) => stops.map(({ id }) => id)).sort()).toEqual(many.map(({ id }) => id).sort());
});

test('the next stop’s pin stands at its own door', () => {
  expect(pins(['1', 'planned', 0], ['2', 'next', 40])[0]?.at.label).toBe('2');
});
