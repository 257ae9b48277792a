import { expect, test } from 'vitest';
import type { LocalDate } from '#domain/units.ts';
import { courierMessages } from '#messages/courier.ts';
import type { Day } from './day.ts';
import { readyLines } from './ready.ts';
import { signedPack } from './pack.fixture.ts';
import { notLooked, type RegionState } from './region-on-tablet.ts';

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
const region = (change: Partial<RegionState> = {}): RegionState => ({ ...notLooked, kept: signedPack(), ...change });
const installed = { state: 'installed' as const, useNewVersion: null };
const states = (on: Parameters<typeof readyLines>[0]) => readyLines(on, say).map(({ state }) => state);

test('with everything on the tablet every line is good', () => {
  const lines = readyLines({ installed, day: day(), region: region() }, say);
  expect(lines.map(({ state }) => state)).toEqual(['ok', 'ok', 'ok', 'ok']);
  expect(lines[3]?.text).toBe('Tervala, 2,4 Mt, tarkistettu');
});

test.each([
  ['no worker yet', { installed: { state: 'installing' } }, ['wait', 'ok', 'ok', 'ok']],
  ['no worker possible', { installed: { state: 'impossible' } }, ['fault', 'ok', 'ok', 'ok']],
  ['no facts yet', { day: null }, ['ok', 'wait', 'wait', 'ok']],
  ['no plan yet', { day: day({ plan: 0 }) }, ['ok', 'wait', 'wait', 'ok']],
  ['one card missing', { day: day({ cards: { here: 2, all: 3 } }) }, ['ok', 'ok', 'wait', 'ok']],
  ['no map', { region: region({ kept: null }) }, ['ok', 'ok', 'ok', 'fault']]
] as const)('%s: not ready', (_, change, expected) => {
  expect(states({ installed, day: day(), region: region(), ...(change as object) })).toEqual(expected);
});
