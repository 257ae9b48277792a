import { expect, test } from 'vitest';
import { keptSettings, kindName, readSettings } from './settings.ts';

const settings = {
  kinds: [{ id: 'hot_meal', name: { fi: 'Lämmin ateria', sv: 'Varm måltid', en: 'Hot meal' } }],
  temperatureClasses: []
};
function memory() {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value)
  };
}
const answering = (body: unknown, status = 200) =>
  (async () => new Response(JSON.stringify(body), { status })) as typeof fetch;
const noNetwork = (async () => {
  throw new TypeError('no network');
}) as typeof fetch;

test('the last heard settings stand without a network, and when the session has ended', async () => {
  const storage = memory();
  expect(await readSettings({ fetch: noNetwork, storage })).toBeNull();
  await readSettings({ fetch: answering(settings), storage });
  expect(await readSettings({ fetch: noNetwork, storage })).toEqual(settings);
  expect(await readSettings({ fetch: answering({ code: 'not_signed_in' }, 401), storage })).toEqual(settings);
  expect(await readSettings({ fetch: answering({ kinds: 'none' }), storage })).toEqual(settings);
  expect(keptSettings(storage)).toEqual(settings);
});

test('a kind is called by its name in the courier’s language, an unknown one by its own word', () => {
  expect(kindName(settings, 'hot_meal', 'sv')).toBe('Varm måltid');
  expect(kindName(settings, 'library_bag', 'fi')).toBe('library bag');
  expect(kindName(null, 'hot_meal', 'fi')).toBe('hot meal');
});
