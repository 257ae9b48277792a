import { expect, test } from 'vitest';
import { askScenario } from './ask.ts';
import { isAsExpected } from './expectation.ts';
import { scenariosOf } from './feature-file.ts';

/* The command itself is asked in features of our own words; OSRM's are not kept here. */

const village = `
@village
Feature: A village

    Background:
        Given the profile "car"
        Given a grid size of 200 meters

    Scenario: From the shop to the church
        Given the node map
            """
            a b c

              d
            """

        And the ways
            | nodes | name        |
            | abc   | Kauppatie   |
            | bd    | Kirkkopolku |

        And the nodes
            | node | barrier |
            | d    | gate    |

        And the relations
            | type        | way:from | way:to | node:via | restriction  |
            | restriction | abc      | bd     | b        | no_left_turn |

        When I route I should get
            | from | to | route                             | turns                    | time    | lanes | # from the other side only |
            | a    | d  | Kauppatie,Kirkkopolku,Kirkkopolku | depart,turn right,arrive | 35s +-1 |       |                            |
            | a    | c  | Kauppatie,Kauppatie               | ANSWER                   | /s$/    |       |                            |

    Scenario Outline: Ways of a kind
        Then routability should be
            | highway | forw |
            | <kind>  | <is> |

        Examples:
            | kind    | is |
            | primary | x  |
            | footway |    |
            | steps   | x  |

    Scenario: By bicycle
        Given the profile "bicycle"

    @todo
    Scenario: Some day
        When I route I should get
            | from | to |
`;

const outcomes = (text: string) => Promise.all(scenariosOf(text).map((scenario) => askScenario(scenario)));

test('a feature is drawn and asked; what differs, what is not asked and which columns are left out is told', async () => {
  const names = scenariosOf(village).map(({ name }) => name);
  expect(names).toEqual([
    'From the shop to the church',
    ...['primary, x', 'footway, ', 'steps, x'].map((example) => `Ways of a kind (${example})`),
    'By bicycle',
    'Some day'
  ]);
  const [church, primary, footway, steps, bicycle, someDay] = await outcomes(village);
  expect(church).toEqual({ differences: ['a,c: turns is depart,arrive, not ANSWER'], leftOut: ['lanes'] });
  expect([primary, footway]).toEqual(Array(2).fill({ differences: [], leftOut: [] }));
  expect(steps).toEqual({ differences: ['highway=steps: forw is , not x'], leftOut: [] });
  expect(bicycle).toEqual({ reason: 'the profile "bicycle"' });
  expect(someDay).toEqual({ reason: expect.stringContaining('@todo') });
});

test('restrictions that hold at times are asked at the time that the feature names, where it names it', async () => {
  const at = (hour: number) => `
Feature: Times
    Scenario: A morning
        Given the contract extra arguments "--time-zone-file=tz/london.geojson --parse-conditionals-from-now=${Date.UTC(2026, 5, 1, hour) / 1000}"
        Given the node map
            """
            a b c
              d
            """
        And the ways
            | nodes | oneway |
            | ab    | yes    |
            | bc    | yes    |
            | bd    | yes    |
        And the relations
            | type        | way:from | way:to | node:via | restriction:conditional     |
            | restriction | ab       | bd     | b        | no_right_turn @ 08:00-09:00 |
        When I route I should get
            | from | to | route | code    |
            | a    | d  |       | NoRoute |`;
  // Summer time: eight there is seven here.
  expect(await outcomes(at(7))).toEqual([{ differences: [], leftOut: [] }]);
  expect((await outcomes(at(8)))[0]).toHaveProperty('differences.length', 2);
});

test.each([
  ['12.2s', '12s +-0.2', true],
  ['12.3s', '12s +-0.2', false],
  ['12.2s', '12s', false],
  ['21 km/h', '20 km/h ~6%', true],
  ['22 km/h', '20 km/h ~6%', false],
  ['90->181,180->0', '90->180,180->0 +-1', true],
  ['90->181', '90->180,180->0 +-1', false],
  ['true:90 false:180', 'true:91 true:180 +-3', false],
  ['ab,bc,bc', '/^ab,.*c$/', true],
  ['ab,bc,bd', '/^ab,.*c$/', false],
  ['', '12s +-0.2', false]
])('%s for %s: %s', (got, wanted, isRight) => {
  expect(isAsExpected(got, wanted)).toBe(isRight);
});
