import { describe } from 'vitest';
import { checkTold } from './told.fixture.ts';

describe('turns', () => {
  checkTold([
    {
      name: 'where streets cross, each turn is told and straight on is not',
      map: `
  c
a b e
  d`,
      ways: [
        ['abe', 'primary'],
        ['cbd', 'primary']
      ],
      told: [
        ['ac', 'turn left: cbd'],
        ['ad', 'turn right: cbd'],
        ['ae'],
        ['cd'],
        ['ca', 'turn right: abe'],
        ['ec', 'turn right: cbd'],
        ['de', 'turn right: abe']
      ]
    },
    {
      name: 'four streets that end at one crossing: straight on is the same way for all that',
      map: `
  c
a b e
  d`,
      ways: [
        ['ab', 'primary'],
        ['cb', 'primary'],
        ['db', 'primary'],
        ['eb', 'primary']
      ],
      told: [['ae'], ['cd'], ['ac', 'turn left: cb'], ['de', 'turn right: eb']]
    },
    {
      name: 'a crossing that does not point north',
      map: `
a   c
  b
d   e`,
      ways: [
        ['abe', 'primary'],
        ['cbd', 'primary']
      ],
      told: [['ac', 'turn left: cbd'], ['ad', 'turn right: cbd'], ['ae'], ['cd'], ['ea']]
    },
    {
      name: 'a side street: staying is not told',
      map: `
  d
a b c`,
      ways: [
        ['abc', 'residential'],
        ['db', 'residential']
      ],
      told: [['ac'], ['ca'], ['ad', 'turn left: db'], ['cd', 'turn right: db'], ['da', 'turn right: abc']]
    },
    {
      name: 'two one-way streets that meet leave one way on, which turns',
      map: `
  c
a b d`,
      ways: [
        ['ab', 'primary', { oneway: 'yes' }],
        ['bc', 'primary', { oneway: 'yes' }],
        ['db', 'primary', { oneway: 'yes' }]
      ],
      told: [
        ['ac', 'turn left: bc'],
        ['dc', 'turn right: bc']
      ]
    },
    {
      name: 'a star of streets has a word for each',
      map: `
i   b   c


h   a   d


g   f   e`,
      ways: [...'bcdefghi'].map((end) => [`a${end}`, 'primary'] as const),
      told: [
        ['bc', 'turn sharp left: ac'],
        ['bd', 'turn left: ad'],
        ['be', 'turn slight left: ae'],
        ['bf'],
        ['bg', 'turn slight right: ag'],
        ['bh', 'turn right: ah'],
        ['bi', 'turn sharp right: ai']
      ]
    },
    {
      name: 'three streets on one side each have a word',
      map: `
a     b     c


f     e     d`,
      ways: [
        ['abc', 'primary'],
        ['bd', 'primary'],
        ['be', 'primary'],
        ['bf', 'primary']
      ],
      told: [
        ['ac'],
        ['ad', 'turn slight right: bd'],
        ['ae', 'turn right: be'],
        ['af', 'turn sharp right: bf'],
        ['cf', 'turn slight left: bf'],
        ['ce', 'turn left: be'],
        ['cd', 'turn sharp left: bd']
      ]
    },
    {
      name: 'one of three on a side may not be entered: the others share the words',
      map: `
a     b     c


f     e     d`,
      ways: [
        ['abc', 'primary'],
        ['db', 'primary', { oneway: 'yes' }],
        ['be', 'primary'],
        ['bf', 'primary']
      ],
      told: [
        ['ae', 'turn right: be'],
        ['af', 'turn sharp right: bf']
      ]
    },
    {
      name: 'a street that becomes two carriageways, and one again, goes on',
      map: `
        c     e
a   b             f
        d     g`,
      ways: [
        ['ab', 'primary', { name: 'Väylä' }],
        ['bde', 'primary', { name: 'Väylä', oneway: 'yes' }],
        ['gcb', 'primary', { name: 'Väylä', oneway: 'yes' }]
      ],
      told: [['ae'], ['ga']]
    },
    {
      name: 'into the other carriageway of the same street one turns round',
      map: `
  a   d


c   b   e

    f`,
      ways: [
        ['ab', 'primary', { name: 'Väylä', oneway: 'yes' }],
        ['bd', 'primary', { name: 'Väylä', oneway: 'yes' }],
        ['cbe', 'secondary'],
        ['bf', 'primary', { name: 'Väylä' }]
      ],
      told: [['ad', 'continue uturn: Väylä'], ['af'], ['cd', 'turn left: Väylä']]
    },
    {
      name: 'with a road between them they are no two carriageways',
      map: `
a   d
  x

  b   e`,
      ways: [
        ['ab', 'primary', { name: 'Mäki', oneway: 'yes' }],
        ['bd', 'primary', { name: 'Mäki', oneway: 'yes' }],
        ['xb', 'service'],
        ['be', 'primary']
      ],
      told: [['ad', 'continue left: Mäki']]
    },
    {
      name: 'nor is a street that goes on in both directions',
      map: `
a   d

  b   e`,
      ways: [
        ['ab', 'primary', { name: 'Mäki', oneway: 'yes' }],
        ['bd', 'primary', { name: 'Mäki' }],
        ['be', 'primary']
      ],
      told: [['ad', 'continue sharp left: Mäki']]
    },
    {
      name: 'where its other carriageway comes from straight ahead, a street turns without a word',
      map: `
a   b   c

    d`,
      ways: [
        ['ab', 'primary', { name: 'Väylä' }],
        ['bd', 'primary', { name: 'Väylä', oneway: 'yes' }],
        ['cb', 'primary', { name: 'Väylä', oneway: 'yes' }]
      ],
      told: [['ad'], ['ca']]
    },
    {
      name: 'a link that goes by the name of its road is not the road',
      map: `
a   b       d

            c`,
      ways: [
        ['abc', 'primary', { name: 'Väylä' }],
        ['bd', 'primary_link', { name: 'Väylä' }]
      ],
      told: [['ac'], ['ad', 'continue straight: Väylä']]
    },
    {
      name: 'a street that is crossed by one of its own name is not looked for aside',
      map: `
    e

a   b       c

    d`,
      metres: 100,
      ways: [
        ['ab', 'primary', { name: 'Kehä' }],
        ['ebd', 'primary', { name: 'Kehä' }],
        ['bc', 'primary']
      ],
      told: [
        ['ac', 'new name straight: bc'],
        ['ad', 'continue right: Kehä']
      ]
    },
    {
      name: 'a street that bends where a yard goes straight on is followed without a word',
      map: `
        c
a   b   d`,
      ways: [
        ['abc', 'residential'],
        ['bd', 'service']
      ],
      told: [['ac'], ['ca'], ['ad', 'turn straight: bd']]
    },
    {
      name: 'the street straight on is told from a yard beside it that looks as straight',
      map: `
a   b           c
                d`,
      ways: [
        ['abc', 'residential'],
        ['bd', 'service']
      ],
      told: [['ac'], ['ad', 'turn slight right: bd']]
    },
    {
      name: 'a road that one joins at a narrow angle and drives on for long is straight on',
      map: `
d
a   b             c`,
      metres: 10,
      ways: [
        ['abc', 'primary'],
        ['db', 'primary']
      ],
      told: [['dc', 'turn straight: abc']]
    },
    {
      name: 'one that ends soon is a turn',
      map: `
d
a   b         c`,
      metres: 10,
      ways: [
        ['abc', 'primary'],
        ['db', 'primary']
      ],
      told: [['dc', 'turn slight left: abc']]
    },
    {
      name: 'both turns are sharp, and both are called so',
      map: `
a       b
c
  d`,
      ways: [
        ['ab', 'primary'],
        ['bc', 'primary'],
        ['bd', 'primary']
      ],
      told: [
        ['ac', 'turn sharp right: bc'],
        ['ad', 'turn sharp right: bd'],
        ['dc', 'turn sharp left: bc'],
        ['da', 'turn sharp left: ab']
      ]
    },
    {
      name: 'a yard is not asked about: neither its gate nor the street beside it',
      map: `
  d
a b c
  e`,
      ways: [
        ['abc', 'residential', { name: 'Rantatie' }],
        ['bd', 'service', { name: '' }],
        ['be', 'service', { name: '' }]
      ],
      told: [['ac'], ['de'], ['ad', 'turn left:'], ['dc', 'turn left: Rantatie']]
    },
    {
      name: 'a great road that bends is followed without a word past a lesser street straight on',
      metres: 10,
      map: `
a b d
    c`,
      ways: [
        ['abc', 'primary'],
        ['bd', 'residential']
      ],
      told: [['ac'], ['ad', 'turn straight: bd']]
    },
    {
      name: 'a great road that bends is followed without a word past a yard straight on',
      metres: 10,
      map: `
a b d
    c`,
      ways: [
        ['abc', 'primary'],
        ['bd', 'service']
      ],
      told: [['ac']]
    },
    {
      name: 'two turns to one side: the one nearer to a right angle keeps the word',
      metres: 10,
      map: `
     f   e


a       b       c


       g    d`,
      ways: [
        ['abc', 'primary'],
        ['bd', 'primary'],
        ['bg', 'primary'],
        ['be', 'primary'],
        ['bf', 'primary']
      ],
      told: [
        ['ae', 'turn left: be'],
        ['af', 'turn sharp left: bf'],
        ['ad', 'turn slight right: bd'],
        ['ag', 'turn right: bg']
      ]
    },
    {
      name: 'a road that bends goes on past a lesser one on the other side',
      metres: 20,
      map: `
            c

a       b

          d`,
      ways: [
        ['abc', 'secondary'],
        ['bd', 'tertiary']
      ],
      told: [['ac'], ['ad', 'turn right: bd']]
    },
    {
      name: 'a dead end is turned round in only where a way leads into it',
      map: `
a b c`,
      ways: [['abc', 'residential']],
      told: [['ac'], ['ca']]
    }
  ]);
});

describe('a road that goes on by its name', () => {
  checkTold([
    {
      name: 'round a corner, with another straight ahead',
      map: `
    c
a   b d`,
      ways: [
        ['abc', 'primary'],
        ['bd', 'primary']
      ],
      told: [
        ['ac', 'continue left: abc'],
        ['ad', 'turn straight: bd'],
        ['ca', 'continue right: abc']
      ]
    },
    {
      name: 'the same to the right',
      map: `
a   b d
    c`,
      ways: [
        ['abc', 'primary'],
        ['bd', 'primary']
      ],
      told: [
        ['ac', 'continue right: abc'],
        ['ad', 'turn straight: bd']
      ]
    },
    {
      name: 'both ways: straight on needs no word',
      map: `
    c
a   b d
    e`,
      ways: [
        ['abc', 'primary', { name: 'Rantatie' }],
        ['bd', 'primary', { name: 'Rantatie' }],
        ['be', 'primary', { name: 'Rantatie' }]
      ],
      told: [['ac', 'continue left: Rantatie'], ['ad'], ['ae', 'continue right: Rantatie']]
    },
    {
      name: 'slightly aside, with another as slightly on the other side',
      metres: 10,
      map: `
        c

a   b
      d`,
      ways: [
        ['abc', 'primary'],
        ['bd', 'primary']
      ],
      told: [
        ['ac', 'continue left: abc'],
        ['ad', 'turn right: bd']
      ]
    },
    {
      name: 'after a turn into it, round its corner',
      map: `
a   b   c


    d   e


    f`,
      ways: [
        ['abc', 'primary', { name: 'Rantatie' }],
        ['bdf', 'primary', { name: 'Rantatie' }],
        ['ed', 'primary', { name: 'Kuja' }]
      ],
      told: [['ea', 'turn right: Rantatie', 'continue left: Rantatie']]
    }
  ]);
});

describe('the end of a road', () => {
  checkTold([
    {
      name: 'on a street that passes by',
      map: `
    c
a e b
  f d`,
      ways: [
        ['aeb', 'primary'],
        ['cbd', 'primary'],
        ['ef', 'primary']
      ],
      told: [
        ['ac', 'end of road left: cbd'],
        ['ad', 'end of road right: cbd']
      ]
    },
    {
      name: 'where both arms have names of their own',
      map: `
    c
a e b
  f d`,
      ways: [
        ['aeb', 'primary'],
        ['cb', 'primary'],
        ['bd', 'primary'],
        ['ef', 'primary']
      ],
      told: [
        ['ac', 'end of road left: cb'],
        ['ad', 'end of road right: bd']
      ]
    },
    {
      name: 'where only one arm may be taken',
      map: `
        c
a e     b
  f     d`,
      ways: [
        ['aeb', 'primary'],
        ['cbd', 'primary', { oneway: 'yes' }],
        ['ef', 'primary']
      ],
      told: [['ad', 'end of road right: cbd']]
    },
    {
      name: 'at a slant',
      map: `
a e       c
  f       b
          d`,
      ways: [
        ['aeb', 'primary'],
        ['cbd', 'primary'],
        ['ef', 'primary']
      ],
      told: [
        ['ac', 'end of road left: cbd'],
        ['ad', 'end of road right: cbd']
      ]
    },
    {
      name: 'between two ramps, which are what a driver sees',
      map: `
    c
a e b
  f d`,
      ways: [
        ['aeb', 'primary'],
        ['ef', 'primary'],
        ['bc', 'motorway_link', { oneway: 'yes' }],
        ['bd', 'motorway_link', { oneway: 'yes' }]
      ],
      told: [
        ['ac', 'on ramp left: bc'],
        ['ad', 'on ramp right: bd']
      ]
    }
  ]);
});

describe('forks', () => {
  checkTold([
    {
      name: 'two roads of a kind',
      map: `
        c
a   b
        d`,
      ways: [
        ['ab', 'primary'],
        ['bc', 'primary'],
        ['bd', 'primary']
      ],
      told: [
        ['ac', 'fork slight left: bc'],
        ['ad', 'fork slight right: bd']
      ]
    },
    {
      name: 'beside another road that comes in',
      map: `
        c
a   b
  e     d`,
      ways: [
        ['ab', 'primary'],
        ['bc', 'primary'],
        ['bd', 'primary'],
        ['eb', 'primary']
      ],
      told: [
        ['ac', 'fork slight left: bc'],
        ['ad', 'fork slight right: bd']
      ]
    },
    {
      name: 'both a little to the right',
      map: `
a   b
          c
          d`,
      ways: [
        ['ab', 'primary'],
        ['bc', 'primary'],
        ['bd', 'primary']
      ],
      told: [
        ['ac', 'fork slight left: bc'],
        ['ad', 'fork slight right: bd']
      ]
    },
    {
      name: 'without names',
      map: `
          c
          d
a   b`,
      ways: [
        ['ab', 'primary', { name: '' }],
        ['bc', 'primary', { name: '' }],
        ['bd', 'primary', { name: '' }]
      ],
      told: [
        ['ac', 'fork slight left:'],
        ['ad', 'fork slight right:']
      ]
    },
    {
      name: 'three at once',
      map: `
                c
a   b   d
                e`,
      ways: [
        ['ab', 'secondary'],
        ['bc', 'secondary'],
        ['bd', 'secondary'],
        ['be', 'secondary']
      ],
      told: [
        ['ac', 'fork slight left: bc'],
        ['ad', 'fork straight: bd'],
        ['ae', 'fork slight right: be']
      ]
    },
    {
      name: 'not where the middle one goes on by its name',
      map: `
        c
a   b   d
        e`,
      ways: [
        ['abd', 'secondary'],
        ['bc', 'secondary'],
        ['be', 'secondary']
      ],
      told: [['ac', 'turn slight left: bc'], ['ad'], ['ae', 'turn slight right: be']]
    },
    {
      name: 'not where both roads turn',
      metres: 20,
      map: `
a   b


        c
      d`,
      ways: [
        ['ab', 'primary'],
        ['bc', 'primary'],
        ['bd', 'primary']
      ],
      told: [
        ['ac', 'turn right: bc'],
        ['ad', 'turn right: bd']
      ]
    },
    {
      name: 'not with a third road close by',
      metres: 20,
      map: `
        c
a   b
        d

      e`,
      ways: [
        ['ab', 'primary'],
        ['bc', 'primary'],
        ['bd', 'primary'],
        ['be', 'primary']
      ],
      told: [
        ['ac', 'turn slight left: bc'],
        ['ad', 'turn slight right: bd'],
        ['ae', 'turn right: be']
      ]
    },
    {
      name: 'not into a link',
      map: `
        c
a   b
        d`,
      ways: [
        ['abc', 'primary'],
        ['bd', 'primary_link']
      ],
      told: [['ac'], ['ad', 'turn slight right: bd']]
    },
    {
      name: 'not into a yard',
      map: `
        c
a   b
        d`,
      ways: [
        ['abc', 'residential'],
        ['bd', 'service']
      ],
      told: [['ac'], ['ad', 'turn slight right: bd']]
    },
    {
      name: 'not where one leaves a road that goes straight on',
      map: `
a   b   c
        d`,
      ways: [
        ['abc', 'secondary'],
        ['bd', 'secondary']
      ],
      told: [['ac'], ['ad', 'turn slight right: bd']]
    },
    {
      name: 'not where a greater road goes on',
      map: `
        c
a   b
  e     d`,
      ways: [
        ['abc', 'secondary'],
        ['bd', 'tertiary'],
        ['eb', 'tertiary']
      ],
      told: [['ac'], ['ad', 'turn slight right: bd']]
    }
  ]);
});
