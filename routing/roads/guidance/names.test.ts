import { describe, expect, test } from 'vitest';
import { checkTold } from './told.fixture.ts';
import { isRenamed } from './name-change.ts';

describe('a new name', () => {
  checkTold([
    {
      name: 'straight on and round bends where nothing else leads on',
      metres: 150,
      map: `
        d
a   b   c
    e   f`,
      ways: [
        ['ab', 'primary'],
        ['bc', 'primary'],
        ['cd', 'primary'],
        ['be', 'service', { name: '' }]
      ],
      told: [
        ['ac', 'new name straight: bc'],
        ['ad', 'new name straight: bc', 'new name left: cd']
      ]
    },
    {
      name: 'a little aside',
      metres: 150,
      map: `
        c
a   b`,
      ways: [
        ['ab', 'primary'],
        ['bc', 'primary']
      ],
      told: [
        ['ac', 'new name slight left: bc'],
        ['ca', 'new name slight right: ab']
      ]
    },
    {
      name: 'a name that is lost is not told, the one that comes after is',
      metres: 150,
      map: `
a   b   c   d`,
      ways: [
        ['ab', 'primary'],
        ['bc', 'primary', { name: '' }],
        ['cd', 'primary']
      ],
      told: [['ad', 'new name straight: cd'], ['ac']]
    },
    {
      name: 'a name that comes back was never away',
      metres: 150,
      map: `
a   b   c   d   e`,
      ways: [
        ['ab', 'primary', { name: 'Alkutie' }],
        ['bc', 'primary', { name: 'Rantatie' }],
        ['cd', 'primary', { name: '' }],
        ['de', 'primary', { name: 'Rantatie' }]
      ],
      told: [['ae', 'new name straight: Rantatie'], ['be']]
    },
    {
      name: 'where a private road or a yard leaves, or a street that nobody takes for this one',
      metres: 150,
      map: `
a   b   c   d   e
      f   g   h`,
      ways: [
        ['ab', 'secondary', { name: 'Alkutie' }],
        ['bc', 'secondary', { name: 'Rantatie' }],
        ['cd', 'residential', { name: 'Mäkitie' }],
        ['de', 'residential', { name: 'Kuja' }],
        ['bf', 'secondary', { name: '', access: 'private' }],
        ['cg', 'service', { name: '' }],
        ['dh', 'residential', { name: '' }]
      ],
      told: [['ae', 'new name straight: Rantatie', 'new name straight: Mäkitie', 'new name straight: Kuja']]
    },
    {
      name: 'a name of a few metres is not read',
      metres: 20,
      map: `
a   b   c`,
      ways: [
        ['ab', 'primary'],
        ['bc', 'primary']
      ],
      told: [['ac'], ['ca']]
    },
    {
      name: 'numbers that change under one name',
      metres: 150,
      map: `
a b c d e`,
      ways: [
        ['ab', 'motorway', { name: 'Kehä', ref: '50', oneway: 'no' }],
        ['bc', 'motorway', { name: 'Kehä', ref: '50;51', oneway: 'no' }],
        ['cd', 'motorway', { name: 'Kehä', ref: '51', oneway: 'no' }],
        ['de', 'motorway', { name: 'Kehä', oneway: 'no' }]
      ],
      told: [['ae'], ['ea']]
    }
  ]);
});

test.each([
  ['Rantatie', '', 'Rantatie', '', false],
  ['Rantatie', '', 'Kuja', '', true],
  ['', '', 'Kuja', '', true],
  ['Kuja', '', '', '', false],
  ['', '', '', '', false],
  ['Rantatie', '4', 'Rantatie', '', false],
  ['Rantatie', '4', 'Rantatie', '79', false],
  ['Rantatie', '4', 'Kuja', '4', true],
  ['Rantatie', '4', 'Kuja', '4;79', true],
  ['Rantatie', '4', '', '4;79', false],
  ['', '4', 'Kuja', '', true],
  ['Kuja', '', '', '4', true],
  ['', '4', 'Rantatie', '4', false],
  ['Rantatie', '4', '', '4', false],
  ['', '4;79', '', '4', false],
  ['', '79;4', '', '4', false],
  ['', '4', '', '79;4', false],
  ['', '4', '', '79', true],
  ['', '4', '', '', false],
  ['', '', '', '4', true],
  ['', '4', '', '40', true],
  ['Keystone', 'US 64;US 412', ' Keystone', ' US 64 ; US 412', false],
  ['Rantatie', '', 'Pohjoinen Rantatie', '', false],
  ['West 42', '', 'East 42', '', false],
  ['West 42', '101', 'East 42', '', false],
  ['42 N', '', '42 S', '101', false],
  ['42', '', '42 S', '', false],
  ['Rantatie', '', 'Rantatien jatke', '', false],
  ['Itäinen', '', 'Läntinen', '', true]
])('from "%s" (%s) to "%s" (%s): told is %s', (name, ref, nextName, nextRef, expected) => {
  expect(isRenamed({ name, ref }, { name: nextName, ref: nextRef })).toBe(expected);
});
