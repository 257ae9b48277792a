import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Position } from '../../src/domain/geometry.ts';
import { createOsrmClient } from './client.ts';
import { judgedCell, judgeTable, openOsrmServer, send, type OsrmServer } from './osrm-server.fixture.ts';
import { createOsrmRouter } from './router.ts';

const village = (count: number): Position[] =>
  Array.from({ length: count }, (_, index) => ({ longitude: (2500 + index) / 100, latitude: 66 + (index % 7) / 10 }));

let server: OsrmServer;
beforeAll(async () => {
  server = await openOsrmServer((request, response) => {
    const { status, body } = judgeTable(request.url!, 100);
    send(response, status, body);
  });
});
afterAll(() => server.close());

test('a table that fits is one question of OSRM', async () => {
  server.asked.length = 0;
  const router = createOsrmRouter(server.client());
  await router.table(village(2));
  await router.table(village(4), { sources: [3], destinations: [0, 1] });
  const [both, radiuses] = ['annotations=duration,distance', 'radiuses=2000;2000'];
  expect(server.asked).toEqual([
    `/table/v1/driving/25,66;25.01,66.1?${both}&${radiuses}`,
    `/table/v1/driving/25,66;25.01,66.1;25.03,66.3?sources=2&destinations=0;1&${both}&${radiuses};2000`
  ]);
});

test('a table of more than the server takes is put together, with what cannot be reached kept as null', async () => {
  const places = village(230);
  await expect(server.client().table(places)).rejects.toMatchObject({ code: 'TooBig' });
  await expect(server.client().table(village(101))).rejects.toMatchObject({ code: 'TooBig' });
  server.asked.length = 0;
  const { durations, distances, sources } = await createOsrmRouter(server.client()).table(places);
  expect(server.asked).toHaveLength(25);
  const cells = places.map((from) => places.map((to) => judgedCell(from, to)));
  expect(durations).toEqual(cells.map((row) => row.map((cell) => cell && cell.duration)));
  expect(distances).toEqual(cells.map((row) => row.map((cell) => cell && cell.distance)));
  expect(durations.flat().filter((cell) => cell === null).length).toBeGreaterThan(1000);
  expect(sources.map(({ location: [longitude] }) => longitude)).toEqual(places.map(({ longitude }) => longitude));
});

test('a split table equals an unsplit one', async () => {
  const router = (limit: number, tableLimit: number) => {
    const answers: typeof fetch = async (url) => {
      const { status, body } = judgeTable(String(url), limit);
      return Response.json(body, { status });
    };
    const osrm = createOsrmClient({ url: 'http://judge', fetch: answers, patience: () => AbortSignal.timeout(9000) });
    return createOsrmRouter(osrm, { tableLimit });
  };
  const position = fc.record({
    longitude: fc.integer({ min: -1_800_000, max: 1_800_000 }).map((tenth) => tenth / 10_000),
    latitude: fc.integer({ min: 0, max: 900_000 }).map((tenth) => tenth / 10_000)
  });
  const question = fc.array(position, { minLength: 1, maxLength: 25 }).chain((positions) => {
    const indices = fc.option(fc.array(fc.nat(positions.length - 1), { minLength: 1, maxLength: 30 }), {
      nil: undefined
    });
    return fc.tuple(fc.constant(positions), indices, indices, fc.integer({ min: 2, max: 12 }));
  });
  await fc.assert(
    fc.asyncProperty(question, async ([positions, sources, destinations, limit]) => {
      const options = { ...(sources && { sources }), ...(destinations && { destinations }) };
      const whole = await router(99, 99).table(positions, options);
      expect(await router(limit, limit).table(positions, options)).toEqual(whole);
      expect(whole.durations).toEqual(
        (sources ?? positions.keys().toArray()).map((from) =>
          (destinations ?? positions.keys().toArray()).map(
            (to) => judgedCell(positions[from]!, positions[to]!)?.duration ?? null
          )
        )
      );
    })
  );
});

test('the position without a road is named as in the question, whichever part it was in', async () => {
  const router = createOsrmRouter(server.client());
  for (const outside of [0, 60, 149, 150]) {
    const places = village(151).with(outside, { longitude: 25, latitude: -66 });
    await expect(router.table(places)).rejects.toMatchObject({ code: 'NoSegment', position: outside });
  }
});

test('a table is aborted between its parts', async () => {
  const abort = new AbortController();
  const answers: typeof fetch = async (url) => {
    abort.abort(new Error('Enough.'));
    return Response.json(judgeTable(String(url), 100).body);
  };
  let asked = 0;
  const counted: typeof fetch = async (url, init) => {
    init?.signal?.throwIfAborted();
    asked++;
    return answers(url, init);
  };
  const osrm = createOsrmClient({ url: 'http://x', fetch: counted, patience: () => AbortSignal.timeout(9000) });
  await expect(createOsrmRouter(osrm).table(village(300), { signal: abort.signal })).rejects.toThrow('Enough.');
  expect(asked).toBe(1);
});

test.each<[string, (router: ReturnType<typeof createOsrmRouter>) => Promise<unknown>]>([
  ['no position', (router) => router.table([])],
  ['no source', (router) => router.table(village(3), { sources: [] })],
  ['a position that is none', (router) => router.table(village(3), { destinations: [3] })],
  ['half a position', (router) => router.table(village(3), { destinations: [0.5] })],
  ['a route to nowhere', (router) => router.route(village(1))],
  ['less than one place', (router) => router.nearest(village(1)[0]!, { number: 0 })]
])('%s is not asked about', async (_, ask) => {
  server.asked.length = 0;
  await expect(ask(createOsrmRouter(server.client()))).rejects.toMatchObject({ code: 'InvalidQuery' });
  expect(server.asked).toEqual([]);
});

test('a route and the nearest places are asked for in GeoJSON, as the in-process router gives them', async () => {
  const waypoint = { name: 'Koulutie', location: [25, 66], distance: 1.5, hint: 'AAAA' };
  const line = {
    type: 'LineString',
    coordinates: [
      [25, 66],
      [25.01, 66.1]
    ]
  };
  const leg = { distance: 9, duration: 2, weight: 2, summary: '', steps: [] };
  let geometry: unknown = line;
  const own = await openOsrmServer((request, response) => {
    const routes = [{ distance: 9, duration: 2, weight: 2, weight_name: 'routability', legs: [leg], geometry }];
    const nearest = request.url!.startsWith('/nearest');
    send(
      response,
      200,
      nearest ? { code: 'Ok', waypoints: [waypoint] } : { code: 'Ok', waypoints: [waypoint, waypoint], routes }
    );
  });
  try {
    const router = createOsrmRouter(own.client());
    const place = { name: 'Koulutie', location: [25, 66], distance: 1.5 };
    expect(await router.nearest(village(1)[0]!, { number: 4 })).toEqual([place]);
    expect(await router.route(village(2))).toEqual({
      waypoints: [place, place],
      routes: [{ distance: 9, duration: 2, legs: [{ distance: 9, duration: 2 }], geometry: line }]
    });
    expect(own.asked).toEqual([
      '/nearest/v1/driving/25,66?number=4&radiuses=2000',
      '/route/v1/driving/25,66;25.01,66.1?overview=full&geometries=geojson&radiuses=2000;2000'
    ]);
    geometry = 'polyline';
    await expect(router.route(village(2))).rejects.toMatchObject({ code: 'InvalidAnswer' });
  } finally {
    await own.close();
  }
});
