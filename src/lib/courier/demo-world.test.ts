import { expect, test } from 'vitest';
import { instant } from '#domain/units.ts';
import { askWorld, timeIn } from './demo-world.ts';

function memory() {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key)
  };
}
const world = { clock: { base: 1000, at: 500, rate: 10 }, drive: { playing: true }, links: { 'hub-van': true } };
const answering = (body: string, status = 200) => (async () => new Response(body, { status })) as typeof fetch;
const noNetwork = (async () => {
  throw new TypeError('no network');
}) as typeof fetch;

test('the last world stands when the hub is gone, also after a restart', async () => {
  const storage = memory();
  const heard = await askWorld({ fetch: answering(JSON.stringify(world)), storage });
  expect(timeIn(heard, instant(700))).toBe(3000);
  expect(await askWorld({ fetch: noNetwork, storage })).toEqual(heard);
});

test('outside the demo there is none, and none is remembered', async () => {
  const storage = memory();
  await askWorld({ fetch: answering(JSON.stringify(world)), storage });
  expect(await askWorld({ fetch: answering('', 404), storage })).toBeNull();
  expect(await askWorld({ fetch: noNetwork, storage })).toBeNull();
});

test('an answer that is no world changes nothing', async () => {
  const storage = memory();
  expect(await askWorld({ fetch: answering('<html>captive</html>'), storage })).toBeNull();
  expect(timeIn(null, instant(42))).toBe(42);
});
