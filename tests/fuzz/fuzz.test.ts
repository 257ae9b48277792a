import { expect, test } from 'vitest';
import { fuzz } from './fuzz.ts';

const refusals = [
  'broken-pbf',
  'broken-region',
  'no-drivable-roads',
  'not-a-pbf',
  'not-a-region',
  'truncated-pbf',
  'unsupported-pbf-feature',
  'unsupported-region-version'
];

test('2,000 damaged map files and packs are refused by name or answer; none hangs, crashes or eats the memory', async () => {
  const { outcomes, failures } = await fuzz(1_000_000, 2000);
  expect(failures).toEqual([]);
  expect([...outcomes.keys()].sort()).toEqual([...refusals, 'whole']);
}, 120_000);
