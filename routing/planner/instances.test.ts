import fc from 'fast-check';
import { expect, test } from 'vitest';
import { distanceOf, problemOf, readLiLim, readSolomon, tasksOf } from './instances.ts';
import { PlannerError } from './planner-error.ts';
import { checkProblem } from './problem.ts';
import { solve } from './solve.ts';

/** Two requests on a line: 1 to 4, and 3 to 2. Times and places with decimals, tabs and spaces as the files have them. */
const liLim = `5\t20\t1
0\t0\t0\t0\t0\t1000\t0\t0\t0
1\t3\t4\t10\t0\t900\t90\t0\t4
 2   6 8.5  -20  50 900.5 0   3  0
3\t-3\t-4\t20\t0\t900\t1\t0\t2
4\t0\t5\t-10\t0\t900\t2\t1\t0
`;

const solomon = `tiny

VEHICLE
NUMBER     CAPACITY
  2         30

CUSTOMER
CUST NO.  XCOORD.   YCOORD.    DEMAND   READY TIME  DUE DATE   SERVICE   TIME

    0      0         0          0          0       1000          0
    1      3         4         10          0        967         90
    2      3         0          0         20        100         10
`;

test('reads a file of Li & Lim as shipments whose ids are the tasks of the file', () => {
  const problem = problemOf(readLiLim(liLim));
  const stop = (id: number, service: number, window: [number, number]) => ({
    id,
    location_index: id,
    service,
    time_windows: [window]
  });
  expect(problem.shipments).toEqual([
    { pickup: stop(1, 90, [0, 900]), delivery: stop(4, 2, [0, 900]), amount: [10] },
    { pickup: stop(3, 1, [0, 900]), delivery: stop(2, 0, [50, 900.5]), amount: [20] }
  ]);
  expect(problem.jobs).toBeUndefined();
  expect(problem.matrices!.car!.durations.map((row) => row[2])).toEqual([
    Math.hypot(6, 8.5),
    Math.hypot(3, 4.5),
    0,
    Math.hypot(9, 12.5),
    Math.hypot(6, 3.5)
  ]);
  // Of the five vehicles of the file no more than requests.
  expect(problem.vehicles.map(({ id }) => id)).toEqual([0, 1]);
  expect(problem.vehicles[1]).toMatchObject({ start_index: 0, end_index: 0, capacity: [20], time_window: [0, 1000] });
});

test('reads a file of Solomon as jobs whose ids are the customers of the file', () => {
  const problem = problemOf(readSolomon(solomon));
  expect(problem.shipments).toBeUndefined();
  expect(problem.jobs).toEqual([
    { id: 1, location_index: 1, service: 90, time_windows: [[0, 967]], delivery: [10] },
    { id: 2, location_index: 2, service: 10, time_windows: [[20, 100]], delivery: [0] }
  ]);
  expect(problem.vehicles.map(({ capacity }) => capacity)).toEqual([[30], [30]]);
  expect(problem.matrices!.car!.durations).toEqual([
    [0, 5, 3],
    [5, 0, 4],
    [3, 4, 0]
  ]);
});

test.each([
  ['Windows line ends', liLim.replaceAll('\n', '\r\n')],
  ['empty lines', liLim.replaceAll('\n', '\n \n')],
  ['no last line end', liLim.trimEnd()],
  ['a speed of 0', liLim.replace('20\t1', '20\t0')]
])('reads the same from a file with %s', (_, text) => {
  expect(readLiLim(text)).toEqual(readLiLim(liLim));
});

test('prefers a vehicle less to any distance', async () => {
  // East in the morning and in the evening, west at noon: one vehicle crosses the depot twice, two wait in their corners.
  const instance = readLiLim(`2 10 1
    0 0 0 0 0 90000 0 0 0
    1 1000 0 5 0 2000 0 0 2
    2 1000 0 -5 0 2000 0 1 0
    3 -1000 0 5 5000 6000 0 0 4
    4 -1000 0 -5 5000 6000 0 3 0
    5 1000 0 5 9000 10000 0 0 6
    6 1000 0 -5 9000 10000 0 5 0`);
  const problem = problemOf(instance);
  const best = async () => {
    const { routes } = await solve(problem, { iterations: 10 });
    return { routes: routes.length, distance: distanceOf(instance, routes.map(tasksOf)) };
  };
  expect(await best()).toEqual({ routes: 1, distance: 6000 });
  for (const vehicle of problem.vehicles) delete vehicle.costs;
  expect(await best()).toEqual({ routes: 2, distance: 4000 });
});

test('measures routes from the depot and back, in double precision', () => {
  const instance = readSolomon(solomon);
  expect(distanceOf(instance, [[1, 2]])).toBe(5 + 4 + 3);
  expect(distanceOf(instance, [[1], [2]])).toBe(16);
  expect(distanceOf(instance, [])).toBe(0);
});

/** The small file with one of its lines, counted from 1, replaced. */
const withLine = (text: string, number: number, line: string) =>
  text
    .split('\n')
    .map((old, index) => (index === number - 1 ? line : old))
    .join('\n');

test.each<[string, string, string]>([
  ['nothing', ' \n', 'The file is empty. Give an instance of Li & Lim.'],
  ['only a depot', liLim.split('\n').slice(0, 2).join('\n'), 'The file has no tasks'],
  ['a head of Solomon', solomon, 'line 1: has 1 words, not 3: vehicles, capacity, speed.'],
  ['no vehicle', withLine(liLim, 1, '0 20 1'), 'line 1: the number of vehicles'],
  ['half a vehicle', withLine(liLim, 1, '1.5 20 1'), 'line 1: the number of vehicles'],
  ['a capacity below 0', withLine(liLim, 1, '1 -20 1'), 'line 1: the capacity'],
  ['a missing column', withLine(liLim, 3, '1 3 4 10 0 900 90 0'), 'line 3: has 8 words, not 9'],
  ['a column too many', withLine(liLim, 3, '1 3 4 10 0 900 90 0 4 4'), 'line 3: has 10 words, not 9'],
  ['a word', withLine(liLim, 3, '1 3 four 10 0 900 90 0 4'), 'line 3: the y is not a number'],
  ['NaN', withLine(liLim, 3, '1 NaN 4 10 0 900 90 0 4'), 'line 3: the x is not a number'],
  ['infinity', withLine(liLim, 3, '1 3 4 10 0 Infinity 90 0 4'), 'line 3: the due date is not a number'],
  ['a hexadecimal number', withLine(liLim, 3, '1 0x3 4 10 0 900 90 0 4'), 'line 3: the x is not a number'],
  ['an enormous number', withLine(liLim, 3, '1 1000001 4 10 0 900 90 0 4'), 'line 3: the x is not a number of at most'],
  ['a number that is not the next', withLine(liLim, 3, '4 3 4 10 0 900 90 0 4'), 'line 3: the number should be 1'],
  ['a demand in pieces', withLine(liLim, 3, '1 3 4 9.5 0 900 90 0 4'), 'line 3: the demand is not a whole number'],
  ['a depot with a demand', withLine(liLim, 2, '0 0 0 1 0 1000 0 0 0'), 'line 2: the depot has a demand'],
  ['a window that ends first', withLine(liLim, 3, '1 3 4 10 901 900 90 0 4'), 'line 3: the due date is before'],
  ['a window before 0', withLine(liLim, 3, '1 3 4 10 -1 900 90 0 4'), 'line 3: the due date is before'],
  ['a service below 0', withLine(liLim, 3, '1 3 4 10 0 900 -90 0 4'), 'line 3: the service time'],
  ['a task of no demand', withLine(liLim, 3, '1 3 4 0 0 900 90 0 4'), 'line 3: has a demand of 0'],
  ['a pickup with no delivery', withLine(liLim, 3, '1 3 4 10 0 900 90 0 0'), 'line 3: task 1 and its delivery do not'],
  ['a pickup with two partners', withLine(liLim, 3, '1 3 4 10 0 900 90 4 4'), 'line 3: task 1 and its delivery do not'],
  [
    'a delivery that is far away',
    withLine(liLim, 3, '1 3 4 10 0 900 90 0 99'),
    'line 3: task 1 and its delivery do not'
  ],
  ['a delivery in pieces', withLine(liLim, 3, '1 3 4 10 0 900 90 0 4.5'), 'line 3: task 1 and its delivery do not'],
  ['a delivery of another', withLine(liLim, 3, '1 3 4 10 0 900 90 0 2'), 'line 3: task 1 and its delivery do not'],
  [
    'a pickup as its own delivery',
    withLine(liLim, 3, '1 3 4 10 0 900 90 0 1'),
    'line 3: task 1 and its delivery do not'
  ],
  ['a delivery of more', withLine(liLim, 3, '1 3 4 9 0 900 90 0 4'), 'line 3: task 1 and its delivery do not'],
  ['a delivery of nobody', withLine(liLim, 6, '4 0 5 -10 0 900 2 3 0'), 'line 3: task 1 and its delivery do not'],
  ['more places than anybody plans', `${liLim}${'5 0 0 1 0 9 0 0 0\n'.repeat(1500)}`, 'The file has 1505 places']
])('refuses a file of Li & Lim with %s', (_, text, sentence) => {
  expect(() => readLiLim(text)).toThrow(
    expect.objectContaining({ code: 2, message: expect.stringContaining(sentence) })
  );
});

test.each<[string, string, string]>([
  ['nothing', '', 'The file is empty. Give an instance of Solomon or Homberger.'],
  ['only a name', 'C101', 'the end of the file: should begin with the word VEHICLE.'],
  ['a file of Li & Lim', liLim, 'line 2: should begin with the word VEHICLE.'],
  [
    'an end before the fleet',
    solomon.split('\n').slice(0, 4).join('\n'),
    'The file ends before the number of vehicles'
  ],
  ['an end before the customers', solomon.split('\n').slice(0, 5).join('\n'), 'should begin with the word CUSTOMER'],
  ['only a depot', solomon.split('\n').slice(0, 10).join('\n'), 'The file has no tasks'],
  ['no capacity', withLine(solomon, 5, '2'), 'line 5: has 1 words, not 2: vehicles, capacity.'],
  ['a demand below 0', withLine(solomon, 11, '1 3 4 -10 0 967 90'), 'line 11: has a demand of less than 0.'],
  ['pairs', withLine(solomon, 11, '1 3 4 10 0 967 90 0 2'), 'line 11: has 9 words, not 7']
])('refuses a file of Solomon with %s', (_, text, sentence) => {
  expect(() => readSolomon(text)).toThrow(
    expect.objectContaining({ code: 2, message: expect.stringContaining(sentence) })
  );
});

test('reads any file as a problem, or refuses it', () => {
  const word = fc.oneof(
    { weight: 4, arbitrary: fc.integer({ min: -3, max: 30 }).map(String) },
    fc.constantFrom('VEHICLE', 'NUMBER', 'CUSTOMER', 'CUST', '-0', '1e9', '0.5', '\u0000', '\u{1f690}', '')
  );
  const damaged = (text: string) =>
    fc
      .array(fc.tuple(fc.nat(text.split(/\s+/).length), word), { maxLength: 3 })
      .map((changes) => changes.reduce((one, [at, other]) => withWord(one, at, other), text));
  fc.assert(
    fc.property(fc.oneof(damaged(liLim), damaged(solomon), fc.string()), (text) => {
      for (const read of [readLiLim, readSolomon]) {
        let instance;
        try {
          instance = read(text);
        } catch (error) {
          expect(error).toBeInstanceOf(PlannerError);
          continue;
        }
        checkProblem(problemOf(instance));
      }
    }),
    { numRuns: 500 }
  );
});

function withWord(text: string, at: number, word: string): string {
  let index = 0;
  return text.replace(/\S+/g, (old) => (index++ === at ? word : old));
}
