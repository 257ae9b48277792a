import * as v from 'valibot';
import { distanceBetween, type Position } from '#domain/geometry.ts';
import { instant, seconds, type Instant, type Seconds } from '#domain/units.ts';
import { farFromRoad } from '../roads/following.ts';

/** Where the van is, and where it looks. */
export interface Fix {
  position: Position;
  /** Degrees clockwise from north; null when standing or not known. */
  heading: number | null;
  /** Metres by which the position may be off; null when not known. */
  accuracy: number | null;
}

/** `none`: the receiver finds nothing; `rough`: what it says may be anywhere around here. */
type Refusal = 'none' | 'denied' | 'rough';

/** What the tablet's receiver has said so far. */
export interface Heard {
  /** The last place that may be shown, and when it came. */
  readonly last: { readonly fix: Fix; readonly at: Instant } | null;
  /** Why there has been no other since, and since when. */
  readonly refused: { readonly why: Refusal; readonly since: Instant } | null;
}

export const nothingHeard: Heard = { last: null, refused: null };

/** Where the van is now, or why that is not known; `old`: it was known `age` ago. */
export type OwnPlace = { fix: Fix } | { fix: null; problem: Refusal } | { fix: null; problem: 'old'; age: Seconds };

/** Seconds that a receiver may find nothing before its last place is old: under a bridge the van is still led. */
const silentFor = 10;

/** Where the van is by what the receiver has said: a receiver that finds nothing for a moment has not moved it. */
export function ownPlace({ last, refused }: Heard, now: Instant): OwnPlace {
  if (!last) return { fix: null, problem: refused?.why ?? 'none' };
  if (!refused || now - refused.since < silentFor * 1_000) return { fix: last.fix };
  return { fix: null, problem: 'old', age: seconds((now - last.at) / 1_000) };
}

/**
 * Listens to the tablet's own receiver.
 *
 * @param now the time by which `ownPlace` is asked
 * @param tell takes all that was heard so far, whenever the receiver has spoken
 * @returns how to stop.
 */
export function watchDevice(
  geolocation: Geolocation | undefined,
  now: () => Instant,
  tell: (heard: Heard) => void
): () => void {
  let heard = nothingHeard;
  function refuse(why: Refusal) {
    // Only a receiver that finds nothing leaves the last place standing, and no second word of it makes that younger.
    const last = why === 'none' ? heard.last : null;
    heard = { last, refused: { why, since: (last && heard.refused?.since) ?? now() } };
    tell(heard);
  }
  if (!geolocation) {
    refuse('none');
    return () => undefined;
  }
  const watch = geolocation.watchPosition(
    ({ coords }) => {
      if (coords.accuracy > farFromRoad) return refuse('rough');
      const fix = {
        position: { longitude: coords.longitude, latitude: coords.latitude },
        heading: coords.heading === null || Number.isNaN(coords.heading) ? null : coords.heading,
        accuracy: coords.accuracy
      };
      heard = { last: { fix, at: now() }, refused: null };
      tell(heard);
    },
    ({ code }) => refuse(code === 1 ? 'denied' : 'none'),
    { enableHighAccuracy: true, maximumAge: 5_000, timeout: 30_000 }
  );
  return () => geolocation.clearWatch(watch);
}

const driveSchema = v.object({
  visit: v.string(),
  /** Seconds driven. */
  driven: v.pipe(v.number(), v.finite(), v.minValue(0)),
  /** The demo's time when that was so. */
  at: v.pipe(v.number(), v.finite(), v.transform(instant))
});

/** How far the simulated drive has come on one leg. */
export type Drive = v.InferOutput<typeof driveSchema>;

/** The drive as it was kept; null when none was, or what was kept is damaged. */
export function readDrive(kept: string | null): Drive | null {
  const result = v.safeParse(v.pipe(v.string(), v.parseJson(), driveSchema), kept);
  return result.success ? result.output : null;
}

/**
 * The simulated drive at `now`: it goes on only while playing, and begins anew with the next leg.
 *
 * @param before the drive as it was; null before the first look.
 */
export function driveOn(
  before: Drive | null,
  { visit, driving, now, playing }: { visit: string; driving: Seconds; now: Instant; playing: boolean }
): Drive {
  if (before?.visit !== visit) return { visit, driven: 0, at: now };
  const passed = playing ? Math.max(0, now - before.at) / 1000 : 0;
  return { visit, driven: Math.min(driving, before.driven + passed), at: now };
}

/** The part of a leg that is driven, 0 to 1; a leg without driving is done at once. */
export const drivenPart = (drive: Drive, driving: Seconds) => (driving > 0 ? Math.min(1, drive.driven / driving) : 1);

/** The place and direction after a part (0 to 1) of a line's length; null for an empty line. */
export function alongLine(line: readonly (readonly [number, number])[], part: number): Fix | null {
  const points = line.map(([longitude, latitude]) => ({ longitude, latitude }));
  const [first] = points;
  const last = points.at(-1);
  if (!first || !last) return null;
  const lengths = points.slice(1).map((point, index) => distanceBetween(points[index] ?? point, point));
  let left = lengths.reduce((sum, length) => sum + length, 0) * part;
  for (const [index, length] of lengths.entries()) {
    const from = points[index];
    const to = points[index + 1];
    if (!from || !to) break;
    if (left <= length && length > 0) {
      const share = left / length;
      return {
        position: {
          longitude: from.longitude + (to.longitude - from.longitude) * share,
          latitude: from.latitude + (to.latitude - from.latitude) * share
        },
        heading: heading(from, to),
        accuracy: null
      };
    }
    left -= length;
  }
  return { position: part > 0 ? last : first, heading: null, accuracy: null };
}

function heading(from: Position, to: Position): number {
  const east = (to.longitude - from.longitude) * Math.cos((from.latitude * Math.PI) / 180);
  const degrees = (Math.atan2(east, to.latitude - from.latitude) * 180) / Math.PI;
  return (degrees + 360) % 360;
}
