import { describe } from 'vitest';
import { checkTold, type ToldMap } from './told.fixture.ts';

/** A road that is left before a crossing, for those who turn there. */
const crossing = `
            k


a b         c     d



            e
            f




            g`;

const turning = (name: string, slip: ToldMap['ways'][number], more: Partial<ToldMap> = {}): ToldMap => ({
  name,
  metres: 6,
  map: crossing,
  ways: [['abcd', 'primary', { name: 'Valtatie' }], ['kcefg', 'primary', { name: 'Sillantie', oneway: 'yes' }], slip],
  told: [],
  ...more
});

describe('a slip road', () => {
  checkTold([
    turning('is a turn at the crossing that it spares', ['be', 'primary_link', { name: '', oneway: 'yes' }], {
      told: [['ag', 'turn right: Sillantie'], ['ad']]
    }),
    turning('may be a ramp, or have a name', ['be', 'trunk_link', { name: 'Liittymä', oneway: 'yes' }], {
      told: [['ag', 'turn right: Sillantie']]
    }),
    turning('is a turn for who arrives on it', ['b1e', 'trunk_link', { name: '', oneway: 'yes' }], {
      map: crossing.replace('\n\n\n\n            e', '\n\n        1\n\n            e'),
      told: [['a1', 'turn right:']]
    }),
    turning('is none where it is a street of its own', ['be', 'primary', { name: 'Oikotie', oneway: 'yes' }], {
      told: [['ag', 'turn slight right: Oikotie', 'turn right: Sillantie']]
    }),
    {
      name: 'is none where the crossing is half a kilometre away',
      metres: 60,
      map: crossing,
      ways: [
        ['abcd', 'primary', { name: 'Valtatie' }],
        ['kcefg', 'primary', { name: 'Sillantie', oneway: 'yes' }],
        ['be', 'primary', { name: '', oneway: 'yes' }]
      ],
      told: [['ag', 'turn slight right:', 'turn right: Sillantie']]
    }
  ]);
});

describe('a road of a step', () => {
  checkTold([
    {
      name: 'is not turned off from, nor into',
      metres: 0.4,
      map: `
a b



























  c d`,
      ways: [['ab'], ['bc'], ['cd']],
      told: [['ad']]
    }
  ]);
});
