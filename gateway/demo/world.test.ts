import { describe, expect, test } from 'vitest';
import { instant, milliseconds } from '#domain/units.ts';
import { changeWorld, clockOf, newWorld, restoreWorld, storeWorld, timeIn } from './world.ts';

const morning = instant(Date.UTC(2026, 10, 24, 5, 30));
const evening = instant(Date.UTC(2026, 10, 24, 19, 0));
const later = (minutes: number) => instant(evening + minutes * 60_000);

describe('the demo clock', () => {
  test('shows the morning although the real clock shows the evening', () => {
    const world = newWorld(morning, evening);
    expect(timeIn(world.clock, later(5))).toBe(morning + 5 * 60_000);
  });

  test('goes on from where it was when its rate changes', () => {
    const fast = changeWorld(newWorld(morning, evening), { change: 'rate', rate: 60 }, later(10));
    expect(timeIn(fast.clock, later(10))).toBe(morning + 10 * 60_000);
    expect(timeIn(fast.clock, later(11))).toBe(morning + 70 * 60_000);
  });

  test('can be advanced, and never goes back', () => {
    const advanced = changeWorld(newWorld(morning, evening), { change: 'advance', minutes: 30 }, later(1));
    expect(timeIn(advanced.clock, later(1))).toBe(morning + 31 * 60_000);
  });

  test('stands still while the demo is stopped', () => {
    const stopped = storeWorld(newWorld(morning, evening), later(10));
    const restored = restoreWorld(stopped, later(600));
    expect(restored && timeIn(restored.clock, later(601))).toBe(morning + 11 * 60_000);
  });

  test('leaves the monotonic time alone', () => {
    const clock = clockOf(() => newWorld(morning, evening), { now: () => later(3), monotonic: () => milliseconds(7) });
    expect([clock.now(), clock.monotonic()]).toEqual([morning + 180_000, 7]);
  });
});

test.each(['', 'null', '{"clock":1}', '{"clock":{"base":1,"at":1,"rate":1}}'])(
  'a broken file is no world: %s',
  (text) => {
    expect(restoreWorld(text, evening)).toBeNull();
  }
);

test('a cut link is the only thing that changes', () => {
  const world = newWorld(morning, evening);
  const cut = changeWorld(world, { change: 'link', link: 'hub-van', open: false }, evening);
  expect(cut).toEqual({ ...world, links: { ...world.links, 'hub-van': false } });
});
