import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Position } from '../../src/domain/geometry.ts';
import type { OsrmClient } from './client.ts';
import { openOsrmServer, send, type OsrmServer } from './osrm-server.fixture.ts';

const folder = new URL('../../../shared/osrm/', import.meta.url);

interface Recording {
  request: string;
  status: number;
  body: { code: string; message?: string };
}

/** OSRM was asked with `23.7400`; we write `23.74`. */
const shortest = (path: string) => path.replaceAll(/(\.\d*?)0+(?=[,;?]|$)/g, '$1');

const at = (text: string): Position[] =>
  text.split(' ').map((pair) => {
    const [longitude, latitude] = pair.split(',').map(Number) as [number, number];
    return { longitude, latitude };
  });
const five = at('23.761,61.4981 23.635,61.524 23.85,61.503 23.7,61.47 23.8,61.535');
const trace = at('23.74,61.504 23.7425,61.503 23.745,61.5022 23.748,61.5012 23.75,61.5003');
const tooMany = Array.from({ length: 101 }, (_, index) => ({ longitude: 23.7 + index / 1000, latitude: 61.4981 }));
const whole = { overview: 'full', geometries: 'polyline6' } as const;

/** How each recording is asked for. */
const questions: Record<string, (osrm: OsrmClient) => Promise<object>> = {
  'nearest.json': (osrm) => osrm.nearest(five.slice(0, 1), { number: 3 }),
  'route-plain.json': (osrm) => osrm.route([five[1]!, five[0]!], whole),
  'route-steps.json': (osrm) =>
    osrm.route([five[1]!, five[0]!, five[2]!], {
      ...whole,
      steps: true,
      annotations: ['duration', 'distance', 'speed']
    }),
  'route-geojson-alternatives.json': (osrm) =>
    osrm.route([five[1]!, five[2]!], { alternatives: 2, overview: 'simplified', geometries: 'geojson' }),
  'route-approach-curb.json': (osrm) =>
    osrm.route(at('23.75,61.5 23.8,61.49'), { approaches: ['curb', 'curb'], overview: false }),
  'table-5x5.json': (osrm) => osrm.table(five, { annotations: ['duration', 'distance'] }),
  'table-sources-destinations.json': (osrm) =>
    osrm.table(five.slice(0, 4), { sources: [0], destinations: [1, 2, 3], annotations: ['duration', 'distance'] }),
  'match.json': (osrm) =>
    osrm.match(trace, {
      timestamps: trace.map((_, index) => 1_700_000_000 + 15 * index),
      radiuses: trace.map(() => 25),
      ...whole
    }),
  'trip-roundtrip.json': (osrm) => osrm.trip(five, { source: 'first', roundtrip: true, overview: false }),
  'error-nosegment.json': (osrm) => osrm.route(at('23.74,61.58 23.761,61.4981'), { radiuses: [50, 50] }),
  'error-one-coordinate.json': (osrm) => osrm.route(at('23.74,61.504')),
  'error-invalid-option.json': (osrm) =>
    osrm.route(at('23.74,61.504 23.761,61.4981'), { geometries: 'wkt' as 'geojson' }),
  'error-toobig.json': (osrm) => osrm.table(tooMany),
  // Our client cannot ask in this way; the server answers the recording to whatever it does not know.
  'error-v4-url.json': (osrm) => osrm.nearest(at('1,1'))
};

describe.skipIf(!existsSync(folder))(
  "OSRM's recorded answers in ../shared/osrm (skipped where they are absent)",
  () => {
    const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.json')) : [];
    const recordings = new Map(
      files.map((name) => [name, JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as Recording])
    );
    let server: OsrmServer;
    beforeAll(async () => {
      const byPath = new Map([...recordings.values()].map((recording) => [shortest(recording.request), recording]));
      server = await openOsrmServer((request, response) => {
        const { status, body } = byPath.get(request.url!) ?? recordings.get('error-v4-url.json')!;
        send(response, status, body);
      });
    });
    afterAll(() => server.close());

    test('there is a question for each', () => {
      expect(Object.keys(questions).sort()).toEqual(files.sort());
    });

    test.each(files)('%s', async (name) => {
      const { request, body } = recordings.get(name)!;
      const answer = questions[name]!(server.client());
      if (body.code === 'Ok') {
        const { code: _, ...rest } = body;
        expect(await answer).toEqual(rest);
      } else {
        const error = (await answer.catch((error: unknown) => error)) as Error;
        expect(error).toMatchObject({
          name: 'RouterError',
          code: body.code,
          position: name === 'error-nosegment.json' ? 0 : undefined
        });
        expect(error.message).not.toContain(body.message!);
        expect(error.message).not.toMatch(/\d\d\.\d|http/);
      }
      if (name !== 'error-v4-url.json') expect(server.asked.at(-1)).toBe(shortest(request));
    });
  }
);
