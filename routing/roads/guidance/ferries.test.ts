import { describe, expect, test } from 'vitest';
import { checkTold, mapDrawn } from './told.fixture.ts';

const straightOn = `
a b     c d`;
const lossi = [
  ['ab', 'primary', { name: 'Rantatie' }],
  ['bc', 'ferry', { name: 'Lossi', duration: '00:05' }],
  ['cd', 'primary', { name: 'Saaritie' }]
] as const;

describe('ferries', () => {
  checkTold([
    {
      name: 'onto and off a ferry straight on',
      metres: 400,
      map: straightOn,
      ways: lossi,
      told: [['ad', 'notification straight: Lossi', 'notification straight: Saaritie']]
    },
    {
      name: 'a turn onto a ferry is a turn',
      metres: 400,
      map: `
f
b     d
a       e`,
      ways: [
        ['abf', 'primary', { name: '' }],
        ['bd', 'ferry', { name: 'Lossi' }],
        ['de', 'primary', { name: '' }]
      ],
      told: [['ae', 'turn right: Lossi', 'notification right:']]
    },
    {
      name: 'a turn close before a ferry is told, too, and so is one close behind it',
      metres: 20,
      map: `
a   b   e         f   c   h
    d                 g


    i                 j`,
      ways: [
        ['abe', 'primary', { name: 'Rantatie' }],
        ['bd', 'primary', { name: 'Lossitie' }],
        ['di', 'ferry', { name: 'Lossi', oneway: 'no' }],
        ['ij', 'ferry', { name: 'Yhteysalus' }],
        ['jg', 'ferry', { name: 'Lossi' }],
        ['gc', 'primary', { name: 'Saaritie' }],
        ['fch', 'primary', { name: 'Kylätie' }]
      ],
      told: [
        ['ai', 'turn right: Lossitie', 'notification straight: Lossi'],
        ['jh', 'notification straight: Saaritie', 'turn right: Kylätie']
      ]
    },
    {
      name: 'where lines part at sea nobody on board has to be told',
      metres: 400,
      map: `
        d e
a b   c
        f g`,
      ways: [
        ['ab', 'primary', { name: 'Rantatie' }],
        ['bc', 'ferry', { name: 'Yhteysalus' }],
        ['cd', 'ferry', { name: 'Yhteysalus' }],
        ['cf', 'ferry', { name: 'Saarilautta' }],
        ['de', 'primary', { name: 'Pohjoissaari' }],
        ['fg', 'primary', { name: 'Eteläsaari' }]
      ],
      told: [
        ['ae', 'notification straight: Yhteysalus', 'notification right: Pohjoissaari'],
        ['ag', 'notification straight: Yhteysalus', 'notification left: Eteläsaari']
      ]
    },
    {
      name: 'off a ferry at the end of a road',
      metres: 400,
      map: `
h     g
a c   e
b     f`,
      ways: [
        ['ac', 'primary', { name: '' }],
        ['bah', 'primary', { name: '' }],
        ['ec', 'ferry', { name: 'Lossi' }],
        ['gef', 'primary', { name: '' }]
      ],
      told: [['gh', 'turn right: Lossi', 'notification straight:', 'turn right:']]
    }
  ]);

  test('the mode of a step says what the van stands on', async () => {
    const steps = (await mapDrawn({ map: straightOn, metres: 400, ways: lossi }))('a', 'd');
    expect(steps.map(({ mode }) => mode)).toEqual(['driving', 'ferry', 'driving', 'driving']);
    expect(steps[1]!.intersections[0]).toMatchObject({ classes: ['ferry'] });
  });
});
