import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { RouterError } from '../roads/questions.ts';
import { createOsrmClient, type OsrmClient } from './client.ts';
import { answering, home, nearHome, refused, send, shop } from './osrm-server.fixture.ts';

const route = {
  code: 'Ok',
  waypoints: [nearHome.waypoints[0], nearHome.waypoints[0]],
  routes: [
    {
      distance: 5,
      duration: 1,
      weight: 1,
      weight_name: 'routability',
      legs: [{ distance: 5, duration: 1, weight: 1, summary: '', steps: [] }]
    }
  ]
};

describe('an answer that is not as OSRM has it is refused', () => {
  test.each<[string, number, unknown]>([
    ['a web page', 200, '<!doctype html><title>Kotitie 25.061234</title>'],
    ["a proxy's error", 502, '<h1>Bad gateway</h1>'],
    ['nothing', 200, ''],
    ['JSON cut short', 200, JSON.stringify(route).slice(0, -9)],
    ['a list', 200, [route]],
    ['a version 4 answer', 200, { status: 207, status_message: 'Kotitie' }],
    ['an unknown code', 400, { code: 'secret', message: 'Kotitie' }],
    ['a code of every object', 400, { code: 'constructor' }],
    ['no code', 200, { ...route, code: undefined }],
    ['Ok with an error status', 500, route],
    ['a redirect', 302, ''],
    ['too few waypoints', 200, { ...route, waypoints: route.waypoints.slice(1) }],
    ['no route', 200, { ...route, routes: [] }],
    ['a leg too many', 200, { ...route, routes: [{ ...route.routes[0], legs: [...route.routes[0]!.legs, {}] }] }],
    ['a negative duration', 200, { ...route, routes: [{ ...route.routes[0], duration: -1 }] }],
    ['a duration without end', 200, JSON.stringify(route).replace('"duration":1', '"duration":1e999')],
    ['a text for a number', 200, { ...route, routes: [{ ...route.routes[0], distance: '5' }] }],
    ['a place off the earth', 200, { ...route, waypoints: [{ ...route.waypoints[0], location: [25, 99] }, nearHome] }],
    ['a depth without end', 200, '['.repeat(200_000)]
  ])('%s', async (_, status, body) => {
    const { client, asked } = await answering((_request, response) => {
      response.setHeader('location', '/elsewhere');
      send(response, status, body);
    });
    expect(await refused(client().route([home, shop]))).toMatchObject({ code: 'InvalidAnswer' });
    expect(asked).toHaveLength(1);
  });

  test.each<[string, object]>([
    [
      'a row too many',
      {
        durations: [
          [0, 1],
          [1, 0],
          [1, 1]
        ]
      }
    ],
    ['a cell too few', { durations: [[0, 1], [1]] }],
    ['a source too few', { sources: [route.waypoints[0]] }],
    ['a destination too many', { destinations: [...route.waypoints, route.waypoints[0]] }],
    ['no durations', { durations: undefined }]
  ])('a table with %s', async (_, change) => {
    const [sources, destinations] = [route.waypoints, route.waypoints];
    const table = {
      code: 'Ok',
      durations: [
        [0, null],
        [1, 0]
      ],
      sources,
      destinations
    };
    let body: object = table;
    const { client } = await answering((_request, response) => send(response, 200, body));
    expect((await client().table([home, shop])).durations).toEqual(table.durations);
    body = { ...table, ...change };
    expect(await refused(client().table([home, shop]))).toMatchObject({ code: 'InvalidAnswer' });
  });

  test.each<[string, object, (osrm: OsrmClient) => Promise<unknown>]>([
    ['no nearest place', { waypoints: [] }, (osrm) => osrm.nearest([home])],
    ['more nearest places', { waypoints: route.waypoints }, (osrm) => osrm.nearest([home])],
    ['a trace too short', { tracepoints: [null], matchings: [] }, (osrm) => osrm.match([home, shop])],
    ['a trip too short', { waypoints: [], trips: [] }, (osrm) => osrm.trip([home, shop])]
  ])('%s', async (_, body, ask) => {
    const { client } = await answering((_request, response) => send(response, 200, { code: 'Ok', ...body }));
    const error = await refused(ask(client()));
    expect(error.message).toContain('more or fewer parts');
  });

  test('one that is as it should be is taken, without what was not asked for', async () => {
    const { client } = await answering((_, response) => send(response, 200, { ...route, advertisement: 'Buy' }));
    const { code: _, ...rest } = route;
    expect(await client().route([home, shop])).toEqual(rest);
  });

  test('whatever JSON is answered, it is taken or refused with a sentence', async () => {
    let body = '';
    const answers: typeof fetch = async () => new Response(body);
    const osrm = createOsrmClient({ url: 'http://x', fetch: answers, patience: () => AbortSignal.timeout(5000) });
    const damaged = fc.constantFrom(nearHome, route).chain((whole) => {
      const text = JSON.stringify(whole);
      return fc
        .tuple(fc.nat(text.length), fc.nat(9), fc.string({ maxLength: 9 }))
        .map(([from, length, put]) => text.slice(0, from) + put + text.slice(from + length));
    });
    await fc.assert(
      fc.asyncProperty(fc.oneof(damaged, fc.json()), async (text) => {
        body = text;
        for (const question of [osrm.nearest([home]), osrm.route([home, shop]), osrm.table([home]), osrm.match([home])])
          await question.catch((error: unknown) => expect(error).toBeInstanceOf(RouterError));
      })
    );
  });
});

test.each([
  ['Could not find a matching segment for coordinate 1', 1],
  ['Could not find a matching segment for coordinate 2', undefined],
  ['Could not find a matching segment for coordinate 99999999999999999999', undefined],
  ['Kotitie', undefined]
])('the position that has no segment is known from "%s"', async (message, position) => {
  const { client } = await answering((_, response) => send(response, 400, { code: 'NoSegment', message }));
  expect(await refused(client().route([home, shop]))).toMatchObject({ code: 'NoSegment', position });
});

describe('the URL of the server', () => {
  test.each([
    ['', '', '/route/v1/driving/25.1,66.5;25.1,66.5?steps=true'],
    ['/', '', '/route/v1/driving/25.1,66.5;25.1,66.5?steps=true'],
    ['/osrm/car/', '?key=secret&a=b', '/osrm/car/route/v1/driving/25.1,66.5;25.1,66.5?steps=true&key=secret&a=b']
  ])('%s%s is kept', async (path, query, asked) => {
    const { client, url, asked: paths } = await answering((_, response) => send(response, 400, {}));
    const osrm = client({ url: url + path + query });
    await refused(osrm.route([shop, shop], { steps: true }));
    await refused(osrm.route([shop, shop]));
    expect(paths).toEqual([asked, asked.replace('?steps=true&', '?').replace('?steps=true', '')]);
  });

  test.each(['', 'localhost:5000', 'file:///etc/passwd', 'http://', 'http://me:secret@host', 'http://secret@host'])(
    '"%s" is refused',
    (url) => {
      const create = () => createOsrmClient({ url, fetch, patience: () => AbortSignal.timeout(5000) });
      expect(create).toThrow(expect.objectContaining({ code: 'InvalidUrl' }));
      expect(create).not.toThrow(/secret|passwd/);
    }
  );
});
