import * as v from 'valibot';
import { instant, type Clock, type Instant } from '#domain/units.ts';

/**
 * What the demo stands in for: the time of day, the networks and the road. Hub, van and tablet take their time from it,
 * so that a demo at nine in the evening still begins in the morning.
 */
export interface World {
  clock: WorldClock;
  links: Record<Link, boolean>;
  drive: { playing: boolean };
}

/** The demo's time: `base` was shown at the real instant `at`, and runs `rate` times as fast since; 0 stands still. */
export interface WorldClock {
  base: Instant;
  at: Instant;
  rate: number;
}

export const links = ['hub-van', 'hub-tablet', 'van-tablet'] as const;
export type Link = (typeof links)[number];

/** What a person can change on the demo's front page. */
export const worldChange = v.variant('change', [
  v.strictObject({ change: v.literal('rate'), rate: v.picklist([0, 1, 10, 60]) }),
  v.strictObject({
    change: v.literal('advance'),
    minutes: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(240))
  }),
  v.strictObject({ change: v.literal('link'), link: v.picklist(links), open: v.boolean() }),
  v.strictObject({ change: v.literal('drive'), playing: v.boolean() })
]);
export type WorldChange = v.InferOutput<typeof worldChange>;

const storedWorld = v.strictObject({
  clock: v.strictObject({ base: v.number(), at: v.number(), rate: v.number() }),
  links: v.record(v.picklist(links), v.boolean()),
  drive: v.strictObject({ playing: v.boolean() })
});

/** A world whose day begins at `start`, with every network up. */
export const newWorld = (start: Instant, real: Instant): World => ({
  clock: { base: start, at: real, rate: 1 },
  links: { 'hub-van': true, 'hub-tablet': true, 'van-tablet': true },
  drive: { playing: false }
});

/** The demo's time when the real clock shows `real`. */
export const timeIn = ({ base, at, rate }: WorldClock, real: Instant): Instant => instant(base + (real - at) * rate);

/** The world after a person's change at the real instant `real`. */
export function changeWorld(world: World, change: WorldChange, real: Instant): World {
  const now = timeIn(world.clock, real);
  switch (change.change) {
    case 'rate':
      return { ...world, clock: { base: now, at: real, rate: change.rate } };
    case 'advance':
      return { ...world, clock: { base: instant(now + change.minutes * 60_000), at: real, rate: world.clock.rate } };
    case 'link':
      return { ...world, links: { ...world.links, [change.link]: change.open } };
    case 'drive':
      return { ...world, drive: { playing: change.playing } };
  }
}

/**
 * The world as it was when the demo was stopped: its clock stood still meanwhile.
 *
 * @returns null when the text is not a world.
 */
export function restoreWorld(text: string, real: Instant): World | null {
  try {
    const stored = v.parse(storedWorld, JSON.parse(text));
    const { base, rate } = stored.clock;
    return { ...(stored as unknown as World), clock: { base: instant(base), at: real, rate } };
  } catch {
    return null;
  }
}

/** The world as it should be stored at the real instant `real`. */
export const storeWorld = (world: World, real: Instant): string =>
  JSON.stringify({ ...world, clock: { base: timeIn(world.clock, real), at: real, rate: world.clock.rate } });

/** A clock that shows the demo's time; its monotonic time is the device's own. */
export const clockOf = (world: () => World, real: Clock): Clock => ({
  now: () => timeIn(world().clock, real.now()),
  monotonic: () => real.monotonic()
});
