import * as v from 'valibot';
import { instant, type Instant } from '#domain/units.ts';

/** What the tablet follows of the demo: its time of day, and whether the simulated drive plays. */
export interface DemoWorld {
  clock: { base: Instant; at: Instant; rate: number };
  drive: { playing: boolean };
}

const time = v.pipe(
  v.number(),
  v.finite(),
  v.transform((value) => instant(value))
);
const worldSchema = v.object({
  clock: v.object({ base: time, at: time, rate: v.pipe(v.number(), v.minValue(0)) }),
  drive: v.object({ playing: v.boolean() })
});

const key = 'raitti-demo-world';

interface Outside {
  fetch: typeof fetch;
  storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
}

/**
 * Asks how the demo's world is.
 *
 * @returns the world; the last one known when the hub is not reached, also after a reload; null outside the demo.
 */
export async function askWorld({ fetch, storage }: Outside): Promise<DemoWorld | null> {
  try {
    const answer = await fetch('/demo/world', { cache: 'no-store' });
    if (answer.status === 404) {
      storage.removeItem(key);
      return null;
    }
    const text = await answer.text();
    const world = v.parse(worldSchema, JSON.parse(text));
    storage.setItem(key, text);
    return world;
  } catch {
    return lastWorld(storage);
  }
}

/** The world as it was last heard; null when none was. */
export function lastWorld(storage: Outside['storage']): DemoWorld | null {
  try {
    return v.parse(worldSchema, JSON.parse(storage.getItem(key) ?? ''));
  } catch {
    return null;
  }
}

/** The time of day when the device's clock shows `real`. */
export const timeIn = (world: DemoWorld | null, real: Instant): Instant =>
  world ? instant(world.clock.base + (real - world.clock.at) * world.clock.rate) : real;
