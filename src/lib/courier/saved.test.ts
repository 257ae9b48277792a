import { expect, test } from 'vitest';
import { savedPlace } from './saved.ts';

test.each([
  [{ tablet: 0, van: 0, hub: 0 }, null],
  [{ tablet: 3, van: 0, hub: 0 }, 'tablet'],
  [{ tablet: 3, van: 2, hub: 2 }, 'tablet'],
  [{ tablet: 3, van: 3, hub: 2 }, 'van'],
  [{ tablet: 3, van: 1, hub: 3 }, 'hub']
] as const)('%o: all entries are in %s, never a step ahead', (counts, place) => {
  expect(savedPlace({ ...counts, oldest: null })).toBe(place);
});
