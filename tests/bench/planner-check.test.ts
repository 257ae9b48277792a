import { expect, test } from 'vitest';
import { checkRoutes } from './planner-check.ts';

const liLim = `2 10 1
0 0 0 0 0 100 0 0 0
1 3 4 10 0 50 7 0 2
2 3 0 -10 0 16 0 1 0
3 0 4 5 30 50 0 0 4
4 0 8 -5 0 50 0 3 0
`;

const solomon = `tiny

VEHICLE
NUMBER     CAPACITY
  2         30

CUSTOMER
CUST NO.  XCOORD.   YCOORD.    DEMAND   READY TIME  DUE DATE   SERVICE   TIME

    0      0         0          0          0        200          0
    1      3         4         10         50         67         90
    2      3         0         21         20        200         10
`;

test('finds nothing wrong with a right plan, and measures it', () => {
  expect(
    checkRoutes('pdptw', liLim, [
      [1, 2],
      [3, 4]
    ])
  ).toEqual({ faults: [], distance: 5 + 4 + 3 + 4 + 4 + 8 });
  expect(checkRoutes('vrptw', solomon, [[1], [2]])).toEqual({ faults: [], distance: 16 });
});

test.each<[string, 'pdptw' | 'vrptw', number[][], string[]]>([
  ['a task left out', 'vrptw', [[1]], ['task 2 is not served']],
  ['a task served twice', 'vrptw', [[1], [2, 1]], ['route 1, task 1: is served twice', 'route 1, task 0: overloaded']],
  ['more than a vehicle holds', 'vrptw', [[2, 1]], ['route 0, task 0: overloaded']],
  ['a task that is none', 'vrptw', [[1], [2, 7]], ['route 1, task 7: is not in the file']],
  ['a route of nothing', 'vrptw', [[1], [2], []], ['3 vehicles where there are 2', 'route 2, task 0: goes nowhere']],
  [
    'a delivery before its pickup',
    'pdptw',
    [
      [2, 1],
      [3, 4]
    ],
    ['not after its pickup 1', 'overloaded']
  ],
  ['a delivery by another', 'pdptw', [[1], [3, 4, 2]], ['late by', 'not after its pickup 1', 'overloaded']],
  // Served from 5 to 12, four away by 16; by way of task 3, which opens at 30, it is late.
  ['a missed window', 'pdptw', [[3, 4, 1, 2]], ['late by']],
  ['a load between', 'pdptw', [[1, 3, 2, 4]], ['overloaded', 'late by']]
])('sees %s', (_, set, routes, sentences) => {
  const { faults } = checkRoutes(set, set === 'pdptw' ? liLim : solomon, routes);
  for (const sentence of sentences) expect(faults).toContainEqual(expect.stringContaining(sentence));
  for (const fault of faults) expect(sentences.some((sentence) => fault.includes(sentence))).toBe(true);
});

test('counts the way home, and what is late by less than any figure has digits is in time', () => {
  const late = solomon.replace(' 200          0\n    1', ' 144.9999          0\n    1');
  expect(checkRoutes('vrptw', late, [[1], [2]]).faults).toEqual([expect.stringContaining('route 0, task 0: late by')]);
  const just = solomon.replace(' 200          0\n    1', ' 144.9999999          0\n    1');
  expect(checkRoutes('vrptw', just, [[1], [2]]).faults).toEqual([]);
});
