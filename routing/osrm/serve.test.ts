import { once } from 'node:events';
import { cp, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { request as httpRequest, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PMTiles } from 'pmtiles';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Position } from '../../src/domain/geometry.ts';
import { buildRegion } from '../region/build.ts';
import { pbfDrawn } from '../region/drawn-roads.fixture.ts';
import { openRegion, type Region } from '../region/open.ts';
import { answerRequest } from './answer-request.ts';
import { createOsrmClient } from './client.ts';
import { createOsrmRouter } from './router.ts';
import { serveCommand } from './serve-command.ts';
import { createRegionServer } from './serve.ts';

const at = (longitude: number, latitude: number): Position => ({ longitude, latitude });
const [west, east, island] = [at(24.001, 61.5001), at(24.009, 61.5001), at(24.005, 61.6)];

let folder: string;
let region: Region;
let server: Server;
let url: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'raitti-serve-'));
  const file = join(folder, 'kyla.osm.pbf');
  const street = { highway: 'residential', name: 'Kylätie' };
  const ways = [
    { refs: [1, 2, 3], tags: street },
    { refs: [2, 4], tags: { ...street, name: 'Kuja' } },
    { refs: [5, 6], tags: { ...street, name: 'Saaritie' } }
  ];
  const nodes = {
    1: [24, 61.5],
    2: [24.005, 61.5],
    3: [24.01, 61.5],
    4: [24.005, 61.502],
    5: [24, 61.6],
    6: [24.01, 61.6]
  } as const;
  await writeFile(file, pbfDrawn(structuredClone(nodes) as never, ways));
  await buildRegion(file, join(folder, 'pack'), {});
  region = await openRegion(join(folder, 'pack'));
  server = createRegionServer(region, { table: 3, viaroute: 4, matching: 5, nearest: 6, alternatives: 1 });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await rm(folder, { recursive: true });
});

const clientOf = (root: string) => createOsrmClient({ url: root, fetch, patience: () => AbortSignal.timeout(10_000) });
const get = async (path: string, init?: RequestInit) => {
  const response = await fetch(url + path, init);
  return { response, body: (await response.json()) as { code: string; message?: string; [key: string]: unknown } };
};

describe('our OSRM client', () => {
  test('the router over it says what the router in process says', async () => {
    const remote = createOsrmRouter(clientOf(url));
    const { waypoints, routes } = await region.router.route([west, east]);
    const asked = await remote.route([west, east]);
    expect(asked.waypoints).toMatchObject(waypoints.map(({ name, distance }) => ({ name, distance })));
    expect(asked.routes[0]).toMatchObject({ distance: routes[0]!.distance, duration: routes[0]!.duration });
    expect(asked.routes[0]!.geometry).toEqual(routes[0]!.geometry);
    const table = await remote.table([west, east]);
    const { durations, distances } = await region.router.table([west, east]);
    expect([table.durations, table.distances]).toEqual([durations, distances]);
    await expect(remote.route([west, at(25, 61.5)])).rejects.toMatchObject({ code: 'NoSegment', position: 1 });
  });

  test('all services with all that can be asked', async () => {
    const osrm = clientOf(url);
    const details = { steps: true, annotations: true, overview: 'full', geometries: 'geojson' } as const;
    const { waypoints } = await osrm.nearest([west], { number: 2 });
    expect(waypoints.map(({ name }) => name)).toEqual(['Kylätie', 'Kuja']);
    const { routes } = await osrm.route([west, east], {
      ...details,
      alternatives: true,
      approaches: ['opposite', null],
      bearings: [[90, 20], null],
      radiuses: [50, null],
      hints: [waypoints[0]!.hint!, null]
    });
    expect(routes[0]!.legs[0]!.steps.map(({ maneuver }) => maneuver.type)).toEqual(['depart', 'arrive']);
    expect(routes[0]!.legs[0]!.annotation!.metadata).toEqual({ datasource_names: ['OpenStreetMap'] });
    expect(routes[0]).toMatchObject({ weight_name: 'duration', weight: routes[0]!.duration });
    const { matchings, tracepoints } = await osrm.match([west, at(24.004, 61.5), east], { ...details, tidy: true });
    expect(matchings[0]!.legs).toHaveLength(2);
    expect(tracepoints[2]).toMatchObject({ matchings_index: 0, waypoint_index: 2 });
    const reachable = await osrm.table([west, east, island], { snapping: 'any' });
    expect(reachable.durations!.map((row) => row.map((cell) => cell === null))).toEqual([
      [false, false, true],
      [false, false, true],
      [true, true, false]
    ]);
    const { durations } = await osrm.table([west, east, island], {
      sources: [0],
      snapping: 'any',
      annotations: ['duration', 'distance'],
      fallback_speed: 10,
      scale_factor: 2
    });
    const { body } = await get(
      `/table/v1/driving/24.001,61.5001;24.005,61.6?snapping=any&fallback_speed=10&annotations=distance`
    );
    expect(body['fallback_speed_cells']).toEqual([
      [0, 1],
      [1, 0]
    ]);
    expect(body['durations']).toBeUndefined();
    expect(durations![0]![2]).toBeCloseTo((2 * (body['distances'] as number[][])[0]![1]!) / 10, 0);
    await expect(osrm.trip([west, east])).rejects.toMatchObject({ code: 'InvalidService' });
  });
});

test.each<[string, string, string]>([
  ['/nearest/v1/driving/24,61.5?number=7', 'TooBig', 'Number of results 7 is higher than current maximum (6)'],
  ['/route/v1/driving/1,2;1,2;1,2;1,2;1,2', 'TooBig', 'Number of entries (5) is higher than current maximum (4)'],
  [
    '/route/v1/driving/1,2;1,2?alternatives=2',
    'TooBig',
    'Requested number of alternatives is higher than current maximum (1)'
  ],
  ['/table/v1/driving/1,2;1,2;1,2;1,2', 'TooBig', 'Too many table coordinates'],
  ['/match/v1/driving/1,2;1,2;1,2;1,2;1,2;1,2', 'TooBig', 'Too many trace coordinates'],
  ['/match/v1/driving/1,2;1,2?timestamps=2;1', 'InvalidValue', 'Timestamps need to be monotonically increasing.'],
  ['/match/v1/driving/1,2;1,2', 'NoSegment', 'Could not find a matching segment for any coordinate.'],
  ['/match/v1/driving/24.001,61.5;1,2', 'NoMatch', 'Could not match the trace.'],
  [
    '/match/v1/driving/24.001,61.5;25,61.5;24.009,61.5?waypoints=0;1;2',
    'NoMatch',
    'Requested waypoint parameter could not be matched.'
  ],
  [
    '/match/v1/driving/24.001,61.5;24.002,61.5;24.001,61.6;24.002,61.6?waypoints=0;3&snapping=any',
    'NoMatch',
    'Could not match the trace with the given waypoints.'
  ],
  ['/route/v1/driving/24,61.5;24,61.6?snapping=any', 'NoRoute', 'Impossible route between points'],
  ['/nearest/v1/driving/25,61.5?radiuses=50', 'NoSegment', 'Could not find a matching segments for coordinate'],
  [
    '/table/v1/driving/24,61.5;25,61.5?radiuses=50;50',
    'NoSegment',
    'Could not find a matching segment for coordinate 1'
  ],
  ['/nearest/v1/driving/180,90', 'InvalidQuery', 'Coordinate 0 is too near a pole: the map ends at 85 degrees'],
  ['/table/v1/driving/24,61.5;24,-86', 'InvalidQuery', 'Coordinate 1 is too near a pole'],
  ['/', 'InvalidUrl', ''],
  ['/favicon.ico', 'InvalidUrl', '']
])('%s is %s', async (path, code, message) => {
  const { response, body } = await get(path);
  expect(response.status).toBe(400);
  expect(body.code).toBe(code);
  expect(body.message).toContain(message);
});

test('a place far from every road is found, as OSRM does, when no radius is given', async () => {
  expect((await get('/nearest/v1/driving/24.3,61.5')).body.code).toBe('Ok');
});

test('an answer has its length and a name, as OSRM sends it', async () => {
  const path = '/route/v1/driving/24.001,61.5001;24.009,61.5001?steps=true';
  const { headers } = await fetch(url + path);
  const body = await (await fetch(url + path)).arrayBuffer();
  expect(headers.get('content-length')).toBe(String(body.byteLength));
  expect(headers.get('transfer-encoding')).toBeNull();
  expect(headers.get('content-disposition')).toBe('inline; filename="response.json"');
});

test.each<[path: string, there: string[], absent: string[]]>([
  ['/nearest/v1/driving/24.001,61.5', ['code', 'waypoints'], []],
  ['/nearest/v1/driving/24.001,61.5?skip_waypoints=true', ['code'], ['waypoints']],
  ['/route/v1/driving/24.001,61.5;24.009,61.5?skip_waypoints=true', ['code', 'routes'], ['waypoints']],
  ['/table/v1/driving/24.001,61.5;24.009,61.5', ['durations', 'sources', 'destinations'], ['distances']],
  [
    '/table/v1/driving/24.001,61.5;24.009,61.5?annotations=distance&skip_waypoints=true',
    ['distances'],
    ['durations', 'sources', 'destinations', 'fallback_speed_cells']
  ],
  ['/match/v1/driving/24.001,61.5;24.009,61.5?skip_waypoints=true', ['matchings'], ['tracepoints']],
  // A clock that ticks slower than places are measured.
  ['/match/v1/driving/24.001,61.5;24.004,61.5;24.009,61.5?timestamps=1;1;2', ['matchings', 'tracepoints'], []]
])('%s tells what is asked and no more', async (path, there, absent) => {
  const { body } = await get(path);
  expect(body.code).toBe('Ok');
  for (const key of there) expect(body).toHaveProperty(key);
  for (const key of absent) expect(body).not.toHaveProperty(key);
});

test('legs of a trace end at its waypoints', async () => {
  const { body } = await get('/match/v1/driving/24.001,61.5;24.004,61.5;24.007,61.5;24.009,61.5?waypoints=0;2;3');
  expect((body['matchings'] as { legs: object[] }[])[0]!.legs).toHaveLength(2);
  const points = body['tracepoints'] as { waypoint_index: number | null }[];
  expect(points.map(({ waypoint_index }) => waypoint_index)).toEqual([0, null, 1, 2]);
});

test('roads are summed up where the steps are told', async () => {
  const summaries = async (query: string) => {
    const { body } = await get(`/route/v1/driving/24.001,61.5;24.005,61.501${query}`);
    return (body['routes'] as { legs: { summary: string }[] }[])[0]!.legs.map(({ summary }) => summary);
  };
  expect(await summaries('?steps=true')).toEqual(['Kylätie, Kuja']);
  expect(await summaries('')).toEqual(['']);
});

test('pages of other sites may ask', async () => {
  const { response } = await get('/nearest/v1/driving/24,61.5');
  expect(response.headers.get('access-control-allow-origin')).toBe('*');
  expect(response.headers.get('access-control-allow-methods')).toBe('GET');
  expect(response.headers.get('content-type')).toBe('application/json; charset=UTF-8');
  const before = await fetch(`${url}/map.pmtiles`, { method: 'OPTIONS', headers: { origin: 'https://example.org' } });
  expect(before.status).toBe(204);
  expect(before.headers.get('access-control-allow-headers')).toContain('Range');
  expect((await get('/nearest/v1/driving/24,61.5', { method: 'POST' })).response.status).toBe(400);
});

describe('the map', () => {
  const ask = async (headers: Record<string, string>, method = 'GET') => {
    const response = await fetch(`${url}/map.pmtiles`, { headers, method });
    return { response, bytes: new Uint8Array(await response.arrayBuffer()) };
  };

  test('as a whole and by its parts', async () => {
    const file = new Uint8Array(await readFile(join(region.directory, 'map.pmtiles')));
    const whole = await ask({});
    expect(whole.response.status).toBe(200);
    expect(whole.bytes).toEqual(file);
    for (const [range, begin, end] of [
      ['bytes=0-6', 0, 7],
      ['bytes=7-', 7, file.length],
      ['bytes=-5', file.length - 5, file.length],
      [`bytes=3-${file.length + 99}`, 3, file.length]
    ] as const) {
      const { response, bytes } = await ask({ range });
      expect(response.status).toBe(206);
      expect(response.headers.get('content-range')).toBe(`bytes ${begin}-${end - 1}/${file.length}`);
      expect(bytes).toEqual(file.slice(begin, end));
    }
  });

  test('under a name with a query too, by which some get round a cache', async () => {
    const [{ bytes }, asked] = await Promise.all([ask({}), fetch(`${url}/map.pmtiles?x=1`)]);
    expect(await asked.bytes()).toEqual(bytes);
  });

  test('is read by the library that draws it', async () => {
    const map = new PMTiles(`${url}/map.pmtiles`);
    expect(await map.getHeader()).toMatchObject({ minZoom: 6, maxZoom: 14 });
  });

  test('a part of another version is the whole, and a part that is not there is refused', async () => {
    expect((await ask({ range: 'bytes=0-6', 'if-range': '"old"' })).response.status).toBe(200);
    expect((await ask({ range: 'bytes=99999999-' })).response.status).toBe(416);
    expect((await ask({ range: 'furlongs=1-2' })).response.status).toBe(200);
    const head = await ask({}, 'HEAD');
    expect(head.bytes).toHaveLength(0);
    expect(Number(head.response.headers.get('content-length'))).toBeGreaterThan(100);
  });
});

test('the map stays that of the roads when a build puts another pack in their place', async () => {
  const pack = join(folder, 'replaced');
  await cp(join(folder, 'pack'), pack, { recursive: true });
  const before = await readFile(join(pack, 'map.pmtiles'));
  const replaced = createRegionServer(await openRegion(pack));
  await once(replaced.listen(0, '127.0.0.1'), 'listening');
  await rename(pack, `${pack}.previous`);
  await cp(join(folder, 'pack'), pack, { recursive: true });
  await writeFile(join(pack, 'map.pmtiles'), before.toReversed());
  await rm(`${pack}.previous`, { recursive: true });
  const map = `http://127.0.0.1:${(replaced.address() as AddressInfo).port}/map.pmtiles`;
  const got = await Promise.all(
    [{}, { range: 'bytes=4-99' }].map(async (headers) => Buffer.from(await (await fetch(map, { headers })).bytes()))
  );
  expect(got).toEqual([before, before.subarray(4, 100)]);
  replaced.closeAllConnections();
  replaced.close();
});

test('a mistake of ours is reported without the question, and told as such', async () => {
  const reported: unknown[] = [];
  const broken = { ...region.router, nearest: () => Promise.reject(new TypeError('x is not a function')) };
  const asked = await answerRequest(broken, '/nearest/v1/driving/24,61.5', {}, (error) => reported.push(error));
  expect(asked).toMatchObject({ status: 500, body: { code: 'InternalError' } });
  expect(reported).toMatchObject([{ name: 'TypeError' }]);
});

test('hostile requests leave it answering', async () => {
  const { port } = server.address() as AddressInfo;
  for (const bytes of [
    'GET /\0\r\n\r\n',
    '\xff\xfe\r\n\r\n',
    'GET ' + 'a'.repeat(100_000),
    'GET /route/v1/driving/1,2;3,4?%c0%af HTTP/1.1\r\nhost: a\r\n\r\n'
  ]) {
    const socket = connect(port, '127.0.0.1').on('error', () => {});
    socket.write(bytes, 'latin1');
    setTimeout(() => socket.destroy(), 50);
    await once(socket, 'close');
  }
  for (const path of ['/../../etc/passwd', '/map.pmtiles/../manifest.json', '//', '/%2e%2e/manifest.json', '*'])
    await new Promise((resolve, reject) => {
      httpRequest({ port, path, host: '127.0.0.1' }, (response) => {
        expect(response.statusCode).toBe(400);
        response.resume().on('end', resolve);
      })
        .on('error', reject)
        .end();
    });
  const long = Array.from({ length: 900 }, () => '24.00111,61.50011').join(';');
  expect((await get(`/table/v1/driving/${long}`)).body.code).toBe('TooBig');
  expect((await get('/nearest/v1/driving/24,61.5')).body.code).toBe('Ok');
});

describe('raitti region serve', () => {
  async function run(args: string[], stop?: AbortSignal) {
    const written = { stdout: '', stderr: '' };
    const code = await serveCommand(
      args,
      {
        stdout: { write: (text) => (written.stdout += text) },
        stderr: { write: (text) => (written.stderr += text) }
      },
      stop ?? AbortSignal.timeout(20_000)
    );
    return { code, ...written };
  }

  async function started(...options: string[]) {
    const stop = new AbortController();
    let said: (text: string) => void;
    const address = new Promise<string>((resolve) => (said = resolve));
    const stdout = { write: (text: string) => said(text) };
    const args = [join(folder, 'pack'), '--port', '0', ...options];
    const ended = serveCommand(args, { stdout, stderr: stdout }, stop.signal);
    const root = /http:\/\/127\.0\.0\.1:\d+/.exec(await address)![0];
    return { root, ended, stop: () => stop.abort() };
  }

  test('answers until it is stopped', async () => {
    const { root, ended, stop } = await started('--profile', 'osrm-car', '--date', '2026-01-15');
    expect((await clientOf(root).nearest([west])).waypoints[0]!.name).toBe('Kylätie');
    stop();
    expect(await ended).toBe(0);
  });

  test('answers a question in its middle when it is stopped, and waits for nobody who does not end theirs', async () => {
    const { root, ended, stop } = await started();
    const ask = async () => {
      const socket = connect(Number(new URL(root).port), '127.0.0.1').setEncoding('utf8');
      await once(socket, 'connect');
      socket.write('GET /nearest/v1/driving/24,61.5 HTTP/1.1\r\n');
      return socket;
    };
    const [slow] = await Promise.all([ask(), ask()]);
    await fetch(`${root}/nearest/v1/driving/24,61.5`);
    stop();
    slow.write('host: a\r\n\r\n');
    const [answer] = await once(slow, 'data');
    expect(answer).toContain('"code":"Ok"');
    expect(await ended).toBe(0);
  });

  test('ends well when it is stopped before it answers', async () => {
    expect(await run([join(folder, 'pack'), '--port', '0'], AbortSignal.abort())).toMatchObject({
      code: 0,
      stderr: ''
    });
  });

  test.each<[string[], 0 | 1 | 2, RegExp]>([
    [['--help'], 0, /Usage: raitti region serve DIR/],
    [[], 2, /Give one region pack/],
    [['a', 'b'], 2, /Give one region pack/],
    [['a', '--port', 'x'], 2, /--port takes a number from 0 to 65535/],
    [['a', '--max-table-size', '-1'], 2, /--max-table-size/],
    [['a', '--colour'], 2, /colour/],
    [['a', '--profile', 'bicycle'], 2, /--profile is raitti or osrm-car/],
    [['a', '--date', '2026-02-30'], 2, /--date is a day of the calendar, written YYYY-MM-DD/],
    [['nowhere'], 1, /not a region pack/]
  ])('%j', async (args, code, said) => {
    const told = await run(args);
    expect(told.code).toBe(code);
    expect(told.stdout + told.stderr).toMatch(said);
  });

  test('a map that is not that of the roads is not served', async () => {
    const pack = join(folder, 'mixed');
    await cp(join(folder, 'pack'), pack, { recursive: true });
    await writeFile(join(pack, 'map.pmtiles'), 'another');
    expect(await run([pack, '--port', '0'])).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/map\.pmtiles does not match/) as string
    });
  });

  test('a port that is taken', async () => {
    const { port } = server.address() as AddressInfo;
    expect(await run([join(folder, 'pack'), '--port', String(port)])).toMatchObject({
      code: 1,
      stderr: `Port ${port} is in use. Choose another with --port N.\n`
    });
  });
});
