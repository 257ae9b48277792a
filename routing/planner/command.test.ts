import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, expect, test } from 'vitest';
import { judgedCell, judgeTable, openOsrmServer, send } from '../osrm/osrm-server.fixture.ts';
import { planCommand } from './command.ts';

const directory = mkdtempSync(join(tmpdir(), 'raitti-plan-'));
afterAll(() => rmSync(directory, { recursive: true }));

const problem = JSON.stringify({
  vehicles: [{ id: 1, start_index: 0, end_index: 0 }],
  jobs: [{ id: 5, location_index: 1 }],
  matrices: {
    car: {
      durations: [
        [0, 60],
        [70, 0]
      ]
    }
  }
});

async function plan(args: string[], input = '', now = () => performance.now()) {
  let [stdout, stderr] = ['', ''];
  const io = {
    stdin: Readable.from([input]),
    stdout: { write: (text: string) => (stdout += text) },
    stderr: { write: (text: string) => (stderr += text) }
  };
  const exit = await planCommand(args, io, { fetch, now });
  return { exit, stdout, stderr };
}

test('reads a problem from standard input or a file and prints the same solution', async () => {
  const file = join(directory, 'problem.json');
  writeFileSync(file, problem);
  const { exit, stdout, stderr } = await plan([], problem);
  expect([exit, stderr]).toEqual([0, '']);
  expect(JSON.parse(stdout)).toMatchObject({ code: 0, summary: { cost: 130, unassigned: 0 }, unassigned: [] });
  expect(await plan([file])).toEqual({ exit, stdout, stderr });
  expect(await plan(['-'], problem)).toEqual({ exit, stdout, stderr });
});

test.each<[string, string[], string, object]>([
  ['nothing', [], '', { code: 2, error: 'The problem is not JSON.' }],
  [
    'an empty problem',
    [],
    '{"vehicles":[{"id":1,"start_index":0}]}',
    { code: 2, error: expect.stringContaining('empty') }
  ],
  ['a file that is not there', ['/nowhere.json'], '', { code: 2, error: '/nowhere.json cannot be read (ENOENT).' }],
  [
    'places without a region',
    [],
    '{"vehicles":[{"id":1,"start":[25,66]}],"jobs":[{"id":1,"location":[25,66]}]}',
    { code: 3, error: expect.stringContaining('region') }
  ],
  ['a region that is none', ['--region', '/nowhere'], problem, { code: 3, error: expect.stringContaining('/nowhere') }],
  [
    'an OSRM server that is none',
    ['--osrm', 'localhost:5000'],
    problem,
    { code: 3, error: expect.stringContaining('http://') }
  ]
])('refuses %s as JSON on standard error, and prints nothing', async (_, args, input, refusal) => {
  const { exit, stdout, stderr } = await plan(args, input);
  expect([exit, stdout]).toEqual([1, '']);
  expect(JSON.parse(stderr)).toEqual(refusal);
});

/** East, west and east again: one vehicle can, and drives 60. */
const liLim = `2 10 1
0   0 0  0  0 900 0 0 0
1  10 0  5  0  20 0 0 2
2  10 0 -5  0  20 0 1 0
3 -10 0  5 50  60 0 0 4
4 -10 0 -5 50  60 0 3 0
5  10 0  5 90  99 0 0 6
6  10 0 -5 90  99 0 5 0`;

const solomon = `tiny
VEHICLE
NUMBER CAPACITY
2 10
CUSTOMER
CUST NO. XCOORD. YCOORD. DEMAND READY TIME DUE DATE SERVICE TIME
0 0 0 0 0 900 0
1 3 4 5 0 900 0
2 0 4 5 20 900 0`;

test('plans an instance of Li & Lim or of Solomon, and prints only what others verify', async () => {
  const pairs = { vehicles: 1, distance: 60, routes: [[1, 2, 3, 4, 5, 6]] };
  const file = join(directory, 'instance.txt');
  writeFileSync(file, liLim);
  for (const budget of [[], ['--seconds', '0.5', '--seed', '7'], ['--iterations', '1000', '--seed', '7']]) {
    const { exit, stdout, stderr } = await plan(['--li-lim', file, ...budget]);
    expect([exit, stderr]).toEqual([0, '']);
    expect(JSON.parse(stdout)).toEqual(pairs);
  }
  const { exit, stdout, stderr } = await plan(['--solomon', '-'], solomon);
  expect([exit, stderr]).toEqual([0, '']);
  const { routes, ...rest } = JSON.parse(stdout) as { routes: number[][] };
  // It is as far one way round as the other.
  expect([rest, routes.map((route) => route.toSorted())]).toEqual([{ vehicles: 1, distance: 12 }, [[1, 2]]]);
});

test.each([
  ['no file', ['--li-lim', '/nowhere.txt'], '', { code: 2, error: '/nowhere.txt cannot be read (ENOENT).' }],
  ['the other kind of file', ['--solomon', '-'], liLim, { code: 2, error: expect.stringMatching(/^line 2: /) }],
  [
    'too few vehicles',
    ['--li-lim', '-'],
    liLim.replace('5 90  99', '5 55  60'),
    { code: 1, error: expect.stringContaining('leaves 2 tasks out') }
  ]
])('prints no plan of an instance with %s', async (_, args, input, refusal) => {
  const { exit, stdout, stderr } = await plan(args, input.replace('2 10 1', '1 10 1'));
  expect([exit, stdout]).toEqual([1, '']);
  expect(JSON.parse(stderr)).toEqual(refusal);
});

test('searches for as many seconds as the clock that it is given has', async () => {
  // A clock on which a tenth of a second is a hundred.
  const clock = () => performance.now() * 1000;
  const began = clock();
  expect(await plan(['--seconds', '100'], problem, clock)).toMatchObject({ exit: 0, stderr: '' });
  const seconds = (clock() - began) / 1000;
  expect(seconds).toBeGreaterThan(50);
  expect(seconds).toBeLessThan(1000);
});

test('asks an OSRM server for the roads, and tells of a place that has none', async () => {
  const server = await openOsrmServer((request, response) => {
    const { status, body } = judgeTable(request.url!, 100);
    send(response, status, body);
  });
  const [garage, home] = [
    { longitude: 25, latitude: 66 },
    { longitude: 25.2, latitude: 66.1 }
  ];
  const problemTo = (latitude: number) =>
    JSON.stringify({
      vehicles: [{ id: 1, start: [garage.longitude, garage.latitude] }],
      jobs: [{ id: 5, location: [home.longitude, latitude] }]
    });
  try {
    const { exit, stdout, stderr } = await plan(['--osrm', server.url], problemTo(home.latitude));
    expect([exit, stderr]).toEqual([0, '']);
    expect(JSON.parse(stdout).summary).toMatchObject({ ...judgedCell(garage, home), unassigned: 0 });
    expect(await plan(['--osrm', server.url], problemTo(-1))).toMatchObject({
      exit: 1,
      stderr: expect.stringContaining('"jobs[0].location: lies outside the region: no road is near it."')
    });
  } finally {
    await server.close();
  }
  const { exit, stderr } = await plan(['--osrm', server.url], problemTo(home.latitude));
  expect(exit).toBe(1);
  expect(JSON.parse(stderr)).toEqual({ code: 3, error: expect.stringContaining('The OSRM server cannot be reached') });
});

test('tells how it is used', async () => {
  expect(await plan(['--help'])).toMatchObject({
    exit: 0,
    stdout: expect.stringMatching(/^Usage: raitti plan/),
    stderr: ''
  });
  const wrongly = [
    ['--fast'],
    ['a.json', 'b.json'],
    ['a.json', '--li-lim', 'b.txt'],
    ['--li-lim', 'a.txt', '--solomon', 'b.txt'],
    ['--li-lim', 'a.txt', '--region', 'a'],
    ['--region', 'a', '--osrm', 'http://b'],
    ['--seconds', '0'],
    ['--seconds', '-1'],
    ['--seconds', 'Infinity'],
    ['--seconds', '1', '--iterations', '1'],
    ['--iterations', '1.5'],
    ['--seed', 'x']
  ];
  for (const wrong of wrongly)
    expect(await plan(wrong)).toMatchObject({ exit: 2, stdout: '', stderr: expect.stringContaining('Usage:') });
});
