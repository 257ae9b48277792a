import fc from 'fast-check';
import { expect, test } from 'vitest';
import { keepTrying, restAfter, waitByTimer } from './keep-trying.ts';
import { milliseconds } from './units.ts';

const rests = { rest: milliseconds(10_000), least: milliseconds(1_000), most: milliseconds(60_000) };

test('a rest grows with every failure and stays within a third of what was meant', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2000 }), fc.double({ min: 0, max: 1, noNaN: true }), (failures, number) => {
      const meant = Math.min(60_000, 1_000 * 2 ** (failures - 1));
      const rest = restAfter(failures, { ...rests, random: () => number });
      expect(rest).toBeGreaterThanOrEqual((meant * 2) / 3 - 1);
      expect(rest).toBeLessThanOrEqual((meant * 4) / 3 + 1);
    })
  );
  expect(restAfter(0, { ...rests, random: () => 1 })).toBe(10_000);
});

test('waking during an attempt makes one more, waking during a rest ends it, and a stop is final', async () => {
  let attempts = 0;
  let finish = () => {};
  const trying = keepTrying({
    ...rests,
    attempt: () => {
      attempts += 1;
      return new Promise((resolve) => (finish = resolve));
    },
    random: () => 0.5,
    wait: waitByTimer
  });
  const settle = () => new Promise((resolve) => setTimeout(resolve, 5));
  trying.wake();
  trying.wake();
  finish();
  await settle();
  expect(attempts).toBe(2);
  finish();
  await settle();
  expect(attempts).toBe(2);
  trying.wake();
  await settle();
  expect(attempts).toBe(3);
  const stopped = trying.stop();
  finish();
  await stopped;
  trying.wake();
  await settle();
  expect(attempts).toBe(3);
});

test('a failure does not end the trying, and success forgets it', async () => {
  const waited: number[] = [];
  const outcomes: unknown[] = [];
  let attempts = 0;
  const trying = keepTrying({
    ...rests,
    attempt: async () => {
      attempts += 1;
      if (attempts !== 3) throw new Error('no network');
    },
    random: () => 0.5,
    wait: (duration, signal) => {
      waited.push(duration);
      return waited.length < 4 ? Promise.resolve() : waitByTimer(duration, signal);
    },
    outcome: (error) => outcomes.push(error === null)
  });
  await new Promise((resolve) => setTimeout(resolve, 20));
  await trying.stop();
  expect(waited).toEqual([1_000, 2_000, 10_000, 1_000]);
  expect(outcomes).toEqual([false, false, true, false]);
});
