import { describe, expect, test } from 'vitest';
import { checkTold, mapDrawn } from './told.fixture.ts';

const ring = { junction: 'roundabout' };
const oneway = { oneway: 'yes' };

const fourArms = `
    a
    b
h g   c d
    e
    f`;
const streets = (name: string) =>
  [
    ['ab', 'primary'],
    ['cd', 'primary'],
    ['ef', 'primary'],
    ['gh', 'primary'],
    ['bgecb', 'primary', { ...ring, name }]
  ] as const;

describe('roundabouts', () => {
  checkTold([
    {
      name: 'exits are counted against the clock from the entry',
      map: fourArms,
      metres: 40,
      ways: streets(''),
      told: [
        ['ah', 'roundabout 1 right: gh', 'exit roundabout right: gh'],
        ['af', 'roundabout 2 right: ef', 'exit roundabout right: ef'],
        ['ad', 'roundabout 3 right: cd', 'exit roundabout right: cd'],
        ['fd', 'roundabout 1 right: cd', 'exit roundabout right: cd'],
        ['ha', 'roundabout 3 right: ab', 'exit roundabout right: ab']
      ]
    },
    {
      name: 'a way that begins on the ring is only led off it',
      map: fourArms,
      metres: 40,
      ways: streets(''),
      told: [
        ['bh', 'exit roundabout right: gh'],
        ['bd', 'exit roundabout right: cd']
      ]
    },
    {
      name: 'a way that ends on the ring has no exit to count',
      map: fourArms,
      metres: 40,
      ways: streets(''),
      told: [
        ['ag', 'roundabout right:'],
        ['ae', 'roundabout right:']
      ]
    },
    {
      name: 'driving round without leaving needs no word',
      map: fourArms,
      metres: 40,
      ways: streets(''),
      told: [['bc'], ['ge']]
    },
    {
      name: 'yards are no exits, unless one wants to go there',
      map: fourArms,
      metres: 40,
      ways: [
        ['ab', 'primary'],
        ['cd', 'primary'],
        ['ef', 'service'],
        ['gh', 'primary'],
        ['bgecb', 'primary', { ...ring, name: '' }]
      ],
      told: [
        ['ad', 'roundabout 2 right: cd', 'exit roundabout right: cd'],
        ['af', 'roundabout 2 right: ef', 'exit roundabout right: ef']
      ]
    },
    {
      name: 'a great one with a name of its own goes by it',
      map: fourArms,
      metres: 40,
      ways: streets('Linnan ympyrä'),
      told: [
        ['ad', 'rotary 3 right: cd', 'exit rotary right: cd'],
        ['ag', 'rotary right: Linnan ympyrä'],
        ['bd', 'exit rotary right: cd']
      ]
    },
    {
      name: 'a small one with four clear arms is a crossing',
      map: fourArms,
      metres: 6,
      ways: streets(''),
      told: [
        ['ah', 'roundabout turn 1 right: gh'],
        ['af', 'roundabout turn 2 straight: ef'],
        ['ad', 'roundabout turn 3 left: cd']
      ]
    },
    {
      name: 'a small one on which one stays is a roundabout',
      map: fourArms,
      metres: 6,
      ways: streets('').toReversed(),
      told: [['ae', 'roundabout right:']]
    },
    {
      name: 'a great one that is called as a street through it is a roundabout',
      map: fourArms,
      metres: 40,
      ways: streets('cd'),
      told: [['ah', 'roundabout 1 right: gh', 'exit roundabout right: gh']]
    },
    {
      name: 'a small one with arms close together is no crossing',
      map: `
    a
    b   l
h g   c d
    e   k
    f`,
      metres: 6,
      ways: [...streets(''), ['ck', 'primary'], ['cl', 'primary']],
      told: [['ad', 'roundabout 3 right: cd', 'exit roundabout right: cd']]
    },
    {
      name: 'a circle without priority and without a name is a street',
      map: fourArms,
      metres: 60,
      ways: [...streets('').slice(0, 4), ['bgecb', 'primary', { junction: 'circular', name: '' }]],
      told: [['ah', 'turn right:', 'turn right: gh']]
    },
    {
      name: 'a ring alone',
      map: `
  a
b   d
  c`,
      metres: 40,
      ways: [['abcda', 'primary', { ...ring, name: '' }]],
      told: [['ac']]
    },
    {
      name: 'a ring where each arm has two carriageways counts the one that leads out',
      map: `
      a   c

l       b       d
    k       e
j       h       f

      i   g`,
      metres: 30,
      ways: [
        ['ab', 'primary', oneway],
        ['bc', 'primary', oneway],
        ['de', 'primary', oneway],
        ['ef', 'primary', oneway],
        ['gh', 'primary', oneway],
        ['hi', 'primary', oneway],
        ['jk', 'primary', oneway],
        ['kl', 'primary', oneway],
        ['bkheb', 'primary', { ...ring, name: '' }]
      ],
      told: [
        ['al', 'roundabout 1 right: kl', 'exit roundabout right: kl'],
        ['ai', 'roundabout 2 right: hi', 'exit roundabout right: hi'],
        ['af', 'roundabout 3 right: ef', 'exit roundabout right: ef']
      ]
    },
    {
      name: 'a turn close behind a ring is told, too',
      map: `
      a
      b
h i g   c d
      e
  k   f`,
      metres: 20,
      ways: [
        ...streets('').slice(0, 3),
        ['gih', 'primary', { name: 'gh' }],
        ['ik', 'primary'],
        ['bgecb', 'primary', { ...ring, name: '' }]
      ],
      told: [['ak', 'roundabout 1 right: gh', 'exit roundabout right: gh', 'turn left: ik']]
    },
    {
      name: 'a ring that does not close is a road like others',
      map: fourArms,
      metres: 150,
      ways: [
        ['ab', 'primary'],
        ['cd', 'primary'],
        ['gh', 'primary'],
        ['bgec', 'primary', { ...ring, name: 'Kaari' }]
      ],
      told: [['ah', 'new name right: Kaari', 'turn right: gh']]
    }
  ]);

  test('the name of a rotary and the street beyond it are both known', async () => {
    const ask = await mapDrawn({ map: fourArms, metres: 40, ways: streets('Linnan ympyrä') });
    const [, enter] = ask('a', 'd');
    expect(enter).toMatchObject({ name: 'cd', rotary_name: 'Linnan ympyrä', maneuver: { exit: 3 } });
  });
});
