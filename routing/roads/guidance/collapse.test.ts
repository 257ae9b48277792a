import { describe } from 'vitest';
import { checkTold } from './told.fixture.ts';

const oneway = { oneway: 'yes' };

/** Two roads with two carriageways each cross: four junctions, one crossing. */
const crossing = `
    i l

d   c b   a
e   f g   h

    j k`;
const first = { name: 'Valtatie', ...oneway };
const second = { name: 'Kauppatie', ...oneway };

describe('what is one to a driver though the map has pieces', () => {
  checkTold([
    {
      name: 'round a crossing of two wide roads whose middle belongs to the other road one turns back',
      map: `
    a h

n   b g   m
o   c f   p

    d e`,
      ways: [
        ...['ab', 'cd', 'ef', 'gh'].map((way) => [way, 'primary', { name: 'Itäväylä', oneway: 'yes' }] as const),
        ...['mg', 'gb', 'bn', 'oc', 'cf', 'fp', 'bc', 'fg'].map(
          (way) => [way, 'primary', { name: 'Pohjoistie', oneway: 'yes' }] as const
        )
      ],
      told: [
        ['ah', 'continue uturn: Itäväylä'],
        ['ad'],
        ['ap', 'turn left: Pohjoistie'],
        ['on', 'continue uturn: Pohjoistie']
      ]
    },
    {
      name: 'straight on, and soon the only way has another name: that name is told at once',
      map: `
    x


a   b          d                              e`,
      metres: 10,
      ways: [
        ['abx', 'primary', { name: 'Päätie' }],
        ['bd', 'primary'],
        ['de', 'primary']
      ],
      told: [['ae', 'turn straight: de']]
    },
    {
      name: 'a lane that cuts the corner of a highway is the turn',
      map: `
          e

a   b     c   d
      h

          f

          g`,
      metres: 10,
      ways: [
        ['abcd', 'trunk', { name: 'Valtatie' }],
        ['bhf', 'trunk_link', { name: '', ...oneway }],
        ['ecfg', 'primary', { name: 'Kylätie' }]
      ],
      restrictions: [['abcd c ecfg', 'no_right_turn']],
      told: [['ag', 'turn right: Kylätie'], ['ad']]
    },
    {
      name: 'where the roads do not meet it is a ramp',
      map: `
          e

a   b     c   d
      h

          f

          g`,
      metres: 10,
      ways: [
        ['abcd', 'trunk', { name: 'Valtatie' }],
        ['bhf', 'trunk_link', { name: '', ...oneway }],
        ['efg', 'primary', { name: 'Kylätie' }]
      ],
      told: [['ag', 'off ramp right:', 'turn right: Kylätie']]
    },
    {
      name: 'a bend just before a turn is a part of it',
      map: `
        s

a       b
            c

              e         f`,
      metres: 10,
      ways: [
        ['abcf', 'residential'],
        ['bs', 'residential'],
        ['ce', 'residential']
      ],
      told: [['af'], ['ae', 'turn right: ce']]
    },
    {
      name: 'a turn, a street that is crossed and a ramp are the way onto the ramp',
      map: `
      f   e

      d

  x   c   y

a     b     g`,
      metres: 10,
      ways: [
        ['abg', 'primary'],
        ['bcdf', 'secondary'],
        ['xcy', 'secondary'],
        ['de', 'motorway_link', oneway]
      ],
      told: [
        ['ae', 'on ramp left: de'],
        ['af', 'turn left: bcdf']
      ]
    },
    {
      name: 'two roads with two carriageways each',
      map: crossing,
      ways: [
        ['abcd', 'primary', first],
        ['efgh', 'primary', first],
        ['icfj', 'primary', second],
        ['kgbl', 'primary', second]
      ],
      told: [
        ['al', 'turn right: Kauppatie'],
        ['ad'],
        ['aj', 'turn left: Kauppatie'],
        ['ah', 'continue uturn: Valtatie'],
        ['ej', 'turn right: Kauppatie'],
        ['eh'],
        ['el', 'turn left: Kauppatie'],
        ['ed', 'continue uturn: Valtatie'],
        ['kh', 'turn right: Valtatie'],
        ['kl'],
        ['kd', 'turn left: Valtatie'],
        ['ih', 'turn left: Valtatie'],
        ['il', 'continue uturn: Kauppatie']
      ]
    },
    {
      name: 'a street across a road with two carriageways',
      map: `
    i

d   c   a
e   f   h

    j`,
      ways: [
        ['acd', 'primary', first],
        ['efh', 'primary', first],
        ['icfj', 'residential', { name: 'Kuja' }]
      ],
      told: [
        ['ij'],
        ['ji'],
        ['aj', 'turn left: Kuja'],
        ['ei', 'turn left: Kuja'],
        ['id', 'turn right: Valtatie'],
        ['ih', 'turn left: Valtatie'],
        ['ah', 'continue uturn: Valtatie']
      ]
    },
    {
      name: 'arms that do not quite meet',
      map: `
      j

a b c
    d e f

    k`,
      metres: 2,
      ways: [
        ['abc', 'residential', { name: 'Rantatie' }],
        ['jc', 'residential', { name: 'Kuja' }],
        ['cdk', 'residential', { name: 'Kuja' }],
        ['def', 'residential', { name: 'Rantatie' }]
      ],
      told: [['af'], ['fa']]
    },
    {
      name: 'a name for a moment',
      map: `
a             b   c             d`,
      ways: [
        ['ab', 'primary', { name: 'Rantatie' }],
        ['bc', 'primary', { name: 'Rantasilta' }],
        ['cd', 'primary', { name: 'Rantatie' }]
      ],
      told: [['ad'], ['da']]
    },
    {
      name: 'a name that changes just before a turn is part of the turn',
      metres: 20,
      map: `
          e
a     b c
          d`,
      ways: [
        ['ab', 'primary', { name: 'Rantatie' }],
        ['bc', 'primary', { name: 'Kujanpää' }],
        ['ce', 'primary', { name: 'Mäkitie' }],
        ['cd', 'primary', { name: 'Laaksotie' }]
      ],
      told: [
        ['ae', 'turn left: Mäkitie'],
        ['ad', 'turn right: Laaksotie']
      ]
    },
    {
      name: 'a name that comes just after a turn is that of the turn',
      metres: 20,
      map: `
a   b   e
    c
    f   g


    d`,
      ways: [
        ['abe', 'primary', { name: 'Rantatie' }],
        ['bc', 'primary', { name: 'Kuja' }],
        ['cfd', 'primary', { name: 'Mäkitie' }],
        ['fg', 'primary', { name: 'Sivutie' }]
      ],
      told: [
        ['ad', 'turn right: Mäkitie'],
        ['ag', 'turn right: Mäkitie', 'turn left: Sivutie']
      ]
    },
    {
      name: 'a turn that leads only one way on soon after',
      metres: 20,
      map: `
a   b   e
    c   f

 d`,
      ways: [
        ['abe', 'primary', { name: 'Rantatie' }],
        ['bc', 'primary', { name: 'Kuja', ...oneway }],
        ['cd', 'primary', { name: 'Mäkitie', ...oneway }],
        ['fc', 'primary', { name: 'Sivutie', ...oneway }]
      ],
      told: [['ad', 'turn sharp right: Mäkitie']]
    },
    {
      name: 'carriageways with a wide green between them: round by the link, not where another road begins',
      metres: 50,
      map: `
d     c     a
e     f     h`,
      ways: [
        ['acd', 'primary', first],
        ['efh', 'primary', first],
        ['cf', 'primary_link', { name: '', ...oneway }]
      ],
      told: [['ah', 'continue uturn: Valtatie']]
    },
    {
      name: 'back on the same road round a block is two turns',
      metres: 80,
      map: `
d     c     a
e     f     h
      g`,
      ways: [
        ['acd', 'primary', first],
        ['efh', 'primary', first],
        ['cfg', 'residential', { name: 'Kuja' }]
      ],
      told: [['ah', 'turn left: Kuja', 'turn left: Valtatie']]
    },
    {
      name: 'back on a road with another name is two turns',
      metres: 40,
      map: `
d     c     a
e     f     h`,
      ways: [
        ['acd', 'primary', first],
        ['efh', 'primary', second],
        ['cf', 'primary', { name: 'Kuja' }]
      ],
      told: [['ah', 'turn left: Kuja', 'turn left: Kauppatie']]
    },
    {
      name: 'arms ten metres aside are two turns',
      map: `
      j

a b c
    d e f

    k`,
      metres: 10,
      ways: [
        ['abc', 'residential', { name: 'Rantatie' }],
        ['jc', 'residential', { name: 'Kuja' }],
        ['cdk', 'residential', { name: 'Kuja' }],
        ['def', 'residential', { name: 'Rantatie' }]
      ],
      told: [['af', 'turn right: Kuja', 'turn left: Rantatie']]
    },
    {
      name: 'a road that changes its name and bends at once',
      metres: 5,
      map: `
                            e






              c
a     b

                            d`,
      ways: [
        ['ab', 'primary', { name: 'Rantatie' }],
        ['bce', 'primary', { name: 'Mäkitie' }],
        ['cd', 'residential', { name: 'Kuja' }]
      ],
      told: [['ae', 'turn left: Mäkitie']]
    },
    {
      name: 'two corners far apart are two',
      metres: 60,
      map: `
a   b   e
    c   d`,
      ways: [
        ['abe', 'primary', { name: 'Rantatie' }],
        ['bc', 'primary', { name: 'Kuja' }],
        ['cd', 'primary', { name: 'Mäkitie' }]
      ],
      told: [['ad', 'turn right: Kuja', 'new name left: Mäkitie']]
    },
    {
      name: 'a lane of its own for those who turn right',
      map: `
                f

a   b           c           d




                g

                e`,
      metres: 10,
      ways: [
        ['abcd', 'primary', { name: 'Valtatie' }],
        ['fcge', 'primary', { name: 'Kauppatie' }],
        ['bg', 'primary_link', { name: '', maxspeed: '80', ...oneway }]
      ],
      told: [['ae', 'turn right: Kauppatie'], ['ad'], ['af', 'turn left: Kauppatie']]
    },
    {
      name: 'a road that parts into two carriageways and comes together again',
      map: `
          c         e
a     b                   g     h
          d         f`,
      metres: 16,
      ways: [
        ['ab', 'primary', { name: 'Valtatie' }],
        ['bdfg', 'primary', first],
        ['gecb', 'primary', first],
        ['gh', 'primary', { name: 'Valtatie' }]
      ],
      told: [['ah'], ['ha']]
    },
    {
      name: 'a street that goes round the block',
      metres: 40,
      map: `
  d e
a b
  c f`,
      ways: [
        ['ab', 'residential', { name: 'Kehäkuja' }],
        ['bde', 'residential', { name: 'Kehäkuja' }],
        ['efcb', 'residential', { name: 'Kehäkuja' }]
      ],
      told: [
        ['ae', 'continue left: Kehäkuja'],
        ['af', 'continue right: Kehäkuja']
      ]
    }
  ]);
});
