import { expect, test } from 'vitest';
import type { LocalDate } from '#domain/units.ts';
import { courierMessages } from '#messages/courier.ts';
import type { Day } from './day.ts';
import { readyLines } from './ready.ts';
import type { RegionManifest } from './region-pack.ts';

const say = courierMessages('fi');
const day = (change: Partial<Day> = {}) =>
  ({
    date: '2026-11-24' as LocalDate,
    plan: 1,
    visits: [],
    region: { name: 'Tervala', version: 'v1' },
    cards: { here: 3, all: 3 },
    ...change
  }) as Day;
const pack = (version: string) => ({
  state: 'here' as const,
  manifest: {
    name: 'Tervala',
    version,
    attribution: '',
    invented: true,
    files: { 'map.pmtiles': { bytes: 2_400_000, sha256: '' } }
  } satisfies RegionManifest
});
const installed = { state: 'installed' as const, useNewVersion: null };
const states = (on: Parameters<typeof readyLines>[0]) => readyLines(on, say).map(({ state }) => state);

test('with everything on the tablet every line is good', () => {
  expect(states({ installed, day: day(), pack: pack('v1') })).toEqual(['ok', 'ok', 'ok', 'ok']);
  expect(readyLines({ installed, day: day(), pack: pack('v1') }, say)[3]?.text).toBe('Tervala, 2,4 Mt, tarkistettu');
});

test.each([
  ['no worker yet', { installed: { state: 'installing' } }, ['wait', 'ok', 'ok', 'ok']],
  ['no worker possible', { installed: { state: 'impossible' } }, ['attention', 'ok', 'ok', 'ok']],
  ['no facts yet', { day: null }, ['ok', 'wait', 'wait', 'ok']],
  ['no plan yet', { day: day({ plan: 0 }) }, ['ok', 'wait', 'wait', 'ok']],
  ['one card missing', { day: day({ cards: { here: 2, all: 3 } }) }, ['ok', 'ok', 'wait', 'ok']],
  ['another region', { pack: pack('v0') }, ['ok', 'ok', 'ok', 'attention']],
  ['no map', { pack: { state: 'absent' } }, ['ok', 'ok', 'ok', 'attention']],
  ['a broken map', { pack: { state: 'failed', problem: 'broken' } }, ['ok', 'ok', 'ok', 'attention']],
  ['on its way', { pack: { state: 'fetching', progress: { have: 1, all: 2 } } }, ['ok', 'ok', 'ok', 'wait']]
] as const)('%s: not ready', (_, change, expected) => {
  expect(states({ installed, day: day(), pack: pack('v1'), ...(change as object) })).toEqual(expected);
});

test('a line that needs the courier has a way on', () => {
  const lines = readyLines({ installed, day: day(), pack: { state: 'failed', problem: 'offline' } }, say);
  expect(lines[3]).toMatchObject({ fetchMap: true });
});
