import { expect, test } from 'vitest';
import { instant, milliseconds } from '#domain/units.ts';
import { measureConnectivity } from './connectivity.ts';

test.each([
  ['online', 200, 80],
  ['slow', 200, 2600],
  ['offline', 502, 80],
  ['offline', null, 10]
])('%s when the hub answers %s in %i ms', async (expected, status, took) => {
  let monotonic = 0;
  const asked: Request[] = [];
  const fetch: typeof globalThis.fetch = (input, init) => {
    asked.push(new Request(input, init));
    monotonic += took;
    return status === null
      ? Promise.reject(new TypeError('no network'))
      : Promise.resolve(new Response('', { status }));
  };
  const clock = { now: () => instant(0), monotonic: () => milliseconds(monotonic) };
  expect(await measureConnectivity(fetch, clock, 'https://hub.test', 'token')).toBe(expected);
  expect(asked.map(({ url, headers }) => [url, headers.get('authorization')])).toEqual([
    ['https://hub.test/healthz', 'Bearer token']
  ]);
});
