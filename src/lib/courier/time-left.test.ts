import { expect, test } from 'vitest';
import { timeLeft } from './time-left.ts';

test('time left follows how fast it comes now, and is not guessed too early', () => {
  let now = 0;
  const left = timeLeft(() => now);
  const all = 100_000;
  expect(left(40_000, all)).toBeNull();
  now = 1;
  expect(left(41_000, all)).toBeNull();
  now = 10;
  expect(left(50_000, all)).toBe(50);
  // Ten times as slow, for longer than is remembered.
  for (now = 11; now < 60; now++) left(50_000 + (now - 10) * 100, all);
  expect(left(55_000, all)).toBe(450);
  // Nothing comes any more.
  for (; now < 90; now++) left(55_000, all);
  expect(left(55_000, all)).toBeNull();
});
