import { describe, expect, test } from 'vitest';
import { checkTold, mapDrawn } from './told.fixture.ts';
import type { RouteStep } from './route-step.ts';

/** The bearings of all roads at each intersection that is passed, those that may not be taken in brackets. */
const seen = (steps: readonly RouteStep[]): string[] =>
  steps
    .flatMap(({ intersections }) => intersections)
    .map(({ bearings, entry }) => bearings.map((bearing, road) => (entry[road] ? bearing : `(${bearing})`)).join(' '));

/** A street whose carriageways part for a while, with a square in between where `drawn` has room for one. */
const esplanade = `
   a
   b
  c h
  1 2
  d g
   e
   f`;

describe('the carriageways of a street', () => {
  test('are one to who comes where they part, and where they meet again', async () => {
    const ask = await mapDrawn({
      metres: 12,
      map: esplanade,
      ways: [
        ['ab', 'secondary', { name: 'Esplanadi' }],
        ['bc1de', 'secondary', { name: 'Esplanadi', oneway: 'yes' }],
        ['eg2hb', 'secondary', { name: 'Esplanadi', oneway: 'yes' }],
        ['ef', 'secondary', { name: 'Esplanadi' }]
      ]
    });
    expect(seen(ask('a', 'f'))).toEqual(['180', '0']);
    expect(seen(ask('f', 'a'))).toEqual(['0', '180']);
  });

  test('are two where they have names of their own', async () => {
    const ask = await mapDrawn({
      metres: 12,
      map: esplanade,
      ways: [
        ['ab', 'secondary', { name: 'Esplanadi' }],
        ['bc1de', 'secondary', { name: 'Länsiranta', oneway: 'yes' }],
        ['eg2hb', 'secondary', { name: 'Itäranta', oneway: 'yes' }],
        ['ef', 'secondary', { name: 'Esplanadi' }]
      ]
    });
    expect(seen(ask('a', 'f'))).toEqual(['180', '(0) (150) 210', '30 180 (330)', '0']);
  });

  test('are two where a block of houses stands between them', async () => {
    const ask = await mapDrawn({
      metres: 40,
      map: `
      a
      b
  c       h
  1       2
  d       g
      e
      f`,
      ways: [
        ['ab', 'secondary', { name: 'Esplanadi' }],
        ['bc1de', 'secondary', { name: 'Esplanadi', oneway: 'yes' }],
        ['eg2hb', 'secondary', { name: 'Esplanadi', oneway: 'yes' }],
        ['ef', 'secondary', { name: 'Esplanadi' }]
      ]
    });
    expect(seen(ask('a', 'f'))).toHaveLength(4);
  });

  checkTold([
    {
      name: 'lead straight on over a crossing at which both meet in one point',
      metres: 6,
      map: `
    q     p




    b     c

i             d
      x
h             e

    g     f




    l     m`,
      ways: [
        ['hxi', 'primary', { name: 'Kauppatie', oneway: 'yes', lanes: '3' }],
        ['dxe', 'primary', { name: 'Kauppatie', oneway: 'yes', lanes: '3' }],
        ['qbxcp', 'primary', { name: 'Kirkkotie', oneway: 'yes', lanes: '3' }],
        ['mfxgl', 'primary', { name: 'Kirkkotie', oneway: 'yes', lanes: '3' }]
      ],
      told: [
        ['mp'],
        ['ql'],
        ['me', 'turn right: Kauppatie'],
        ['mi', 'turn left: Kauppatie'],
        ['ml', 'continue uturn: Kirkkotie']
      ]
    },
    {
      name: 'are turned into as one street, a few metres before they are one',
      metres: 6,
      map: `
  a
  b

c   d

    |  e



g   f`,
      ways: [
        ['ab', 'primary', { name: 'Kauppatie' }],
        ['bcg', 'primary', { name: 'Kauppatie', oneway: 'yes' }],
        ['fdb', 'primary', { name: 'Kauppatie', oneway: 'yes' }],
        ['ed', 'primary', { name: 'Mäkitie', oneway: 'yes' }]
      ],
      told: [['fa'], ['ea', 'turn slight right: Kauppatie'], ['fc', 'continue uturn: Kauppatie']]
    }
  ]);
});

describe('an intersection', () => {
  test('has its roads by the 24th part of a circle, and exactly where two are in the same one', async () => {
    const ways: [string, string][] = [
      ['ab', 'residential'],
      ['bc', 'residential'],
      ['bd', 'residential']
    ];
    const wide = await mapDrawn({ metres: 100, map: '\na   b   c\n\n        d', ways });
    expect(seen(wide('a', 'c'))[1]).toBe('90 135 (270)');
    const narrow = await mapDrawn({
      metres: 100,
      map: '\na   b                    c\n                        d',
      ways
    });
    expect(seen(narrow('a', 'c'))[1]).toBe('90 96 (270)');
  });

  test('is told where a street takes another name or leads into a tunnel, though no other road is there', async () => {
    const ask = await mapDrawn({
      metres: 100,
      map: '\na b c d e',
      ways: [
        ['ab', 'residential', { name: 'Rantatie' }],
        ['bc', 'residential', { name: 'Rantatie', surface: 'gravel' }],
        ['cd', 'residential', { name: 'Rantatie', tunnel: 'yes', surface: 'gravel' }],
        ['de', 'residential', { name: 'Uusikatu', tunnel: 'yes' }]
      ]
    });
    expect(seen(ask('a', 'e'))).toEqual(['90', '90 (270)', '90 (270)', '270']);
  });
});
