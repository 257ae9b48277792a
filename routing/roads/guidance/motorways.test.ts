import { describe } from 'vitest';
import { checkTold } from './told.fixture.ts';

const oneway = { oneway: 'yes' };

describe('motorways and ramps', () => {
  checkTold([
    {
      name: 'where one ramp ends and another begins, the motorway is joined on the side from which the ramp comes',
      map: `
a - - b - - - c - - - d - - e
f - - g - '     ' - - h - - i`,
      metres: 10,
      ways: [
        ['abcde', 'motorway'],
        ['fgc', 'motorway_link', { oneway: 'yes' }],
        ['chi', 'motorway_link', { oneway: 'yes' }]
      ],
      told: [['fe', 'merge slight left: abcde'], ['ae'], ['ai', 'off ramp slight right: chi']]
    },
    {
      name: 'a ramp goes straight on where the road turns: only the ramp is told',
      map: `
        c
a   b   d`,
      ways: [
        ['abc', 'secondary'],
        ['bd', 'motorway_link']
      ],
      told: [['ac'], ['ad', 'on ramp straight: bd']]
    },
    {
      name: 'an exit to the right is told, passing it is not',
      map: `
a b c d e
     f  g`,
      ways: [
        ['abcde', 'motorway'],
        ['bfg', 'motorway_link', oneway]
      ],
      told: [['ae'], ['ag', 'off ramp slight right: bfg']]
    },
    {
      name: 'an exit to the left',
      map: `
     f  g
a b c d e`,
      ways: [
        ['abcde', 'motorway'],
        ['bfg', 'motorway_link', oneway]
      ],
      told: [['ae'], ['ag', 'off ramp slight left: bfg']]
    },
    {
      name: 'an exit by a lesser link from a road without crossings',
      map: `
a b c d e
     f  g`,
      ways: [
        ['abcde', 'trunk', oneway],
        ['bfg', 'primary_link', oneway]
      ],
      told: [['ae'], ['ag', 'off ramp slight right: bfg']]
    },
    {
      name: 'joining from the right',
      map: `
a b c d e
f g`,
      ways: [
        ['abcde', 'motorway'],
        ['fgd', 'motorway_link', oneway]
      ],
      told: [['ae'], ['fe', 'merge slight left: abcde']]
    },
    {
      name: 'joining from the left',
      map: `
f g
a b c d e`,
      ways: [
        ['abcde', 'motorway'],
        ['fgd', 'motorway_link', oneway]
      ],
      told: [['ae'], ['fe', 'merge slight right: abcde']]
    },
    {
      name: 'a ramp without a name joins a motorway that has one',
      map: `
d
a     b             c`,
      ways: [
        ['abc', 'motorway', { name: 'Turunväylä' }],
        ['db', 'motorway_link', { name: '', ...oneway }]
      ],
      told: [['ac'], ['dc', 'merge slight right: Turunväylä']]
    },
    {
      name: 'a motorway that parts',
      map: `
      d e
a b c
      f g`,
      ways: [
        ['abcde', 'motorway'],
        ['cfg', 'motorway']
      ],
      told: [
        ['ae', 'fork slight left: abcde'],
        ['ag', 'fork slight right: cfg']
      ]
    },
    {
      name: 'a ramp that parts into two motorways',
      map: `
      d e
a b c
      f g`,
      ways: [
        ['abc', 'motorway_link', oneway],
        ['cde', 'motorway'],
        ['cfg', 'motorway']
      ],
      told: [
        ['ae', 'fork slight left: cde'],
        ['ag', 'fork slight right: cfg']
      ]
    },
    {
      name: 'motorways that join each other',
      map: `
e
a   b   c
d`,
      ways: [
        ['abc', 'motorway'],
        ['db', 'motorway'],
        ['eb', 'motorway']
      ],
      told: [['dc', 'merge slight left: abc'], ['ec', 'merge slight right: abc'], ['ac']]
    },
    {
      name: 'ramps that become a motorway together need no word',
      map: `
a
      c d
b`,
      ways: [
        ['ac', 'motorway_link', { name: '', ...oneway }],
        ['bc', 'motorway_link', { name: '', ...oneway }],
        ['cd', 'motorway', { name: '' }]
      ],
      told: [['ad'], ['bd']]
    },
    {
      name: 'onto a ramp from a street',
      map: `
  e
a b c
  d`,
      ways: [
        ['abc', 'tertiary'],
        ['bd', 'motorway_link', oneway],
        ['be', 'motorway_link', oneway]
      ],
      told: [['ac'], ['ad', 'on ramp right: bd'], ['ae', 'on ramp left: be']]
    },
    {
      name: 'onto a ramp straight on, where the street bends',
      map: `
        c

a   b   d`,
      ways: [
        ['abc', 'tertiary'],
        ['bd', 'motorway_link', oneway]
      ],
      told: [['ad', 'on ramp straight: bd'], ['ac']]
    },
    {
      name: 'a ramp beside the street that goes on is no fork',
      map: `
        c
a   b
        d`,
      ways: [
        ['abc', 'primary'],
        ['bd', 'motorway_link', oneway]
      ],
      told: [['ac'], ['ad', 'on ramp slight right: bd']]
    },
    {
      name: 'an exit that turns off sharply, after a ramp that joins',
      map: `
a
x b   c y
      d`,
      ways: [
        ['ab', 'motorway_link', oneway],
        ['xb', 'motorway', { name: 'Turunväylä' }],
        ['bcy', 'motorway', { name: 'Turunväylä' }],
        ['cd', 'motorway_link', oneway]
      ],
      told: [['ad', 'merge slight right: Turunväylä', 'off ramp right: cd']]
    },
    {
      name: 'a street that becomes a ramp',
      map: `
a b c`,
      ways: [
        ['ab', 'primary'],
        ['bc', 'motorway_link', oneway]
      ],
      told: [['ac', 'on ramp straight: bc']]
    },
    {
      name: 'a ramp that goes on by its name beside one that leaves it',
      metres: 10,
      map: `
          i
a   c   b     j
  x`,
      ways: [
        ['acbj', 'motorway_link', { name: 'Liittymä', ...oneway }],
        ['bi', 'motorway_link', { name: 'Erkanema', ...oneway }],
        ['xc', 'motorway_link', { name: 'Yhdystie', ...oneway }]
      ],
      told: [['aj'], ['ai', 'turn left: Erkanema']]
    },
    {
      name: 'ramps that part',
      map: `
        c
a   b
        d`,
      ways: [
        ['ab', 'motorway_link', { name: '', ...oneway }],
        ['bc', 'motorway_link', { name: '', ...oneway }],
        ['bd', 'motorway_link', { name: '', ...oneway }]
      ],
      told: [
        ['ac', 'fork slight left:'],
        ['ad', 'fork slight right:']
      ]
    }
  ]);
});

describe('joining a road that was there before', () => {
  checkTold([
    {
      name: 'on a long road it is going straight',
      map: `
d
a   b                 c`,
      ways: [
        ['abc', 'primary'],
        ['db', 'primary']
      ],
      told: [['dc', 'turn straight: abc'], ['ac']]
    }
  ]);
});
