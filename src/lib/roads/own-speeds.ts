import * as v from 'valibot';
import type { Position } from '#domain/geometry.ts';
import type { Instant } from '#domain/units.ts';
import { roadClasses } from '#routing/region/road-classes.ts';
import { factorsOf, learn, speedBins, type LearnedSpeeds } from '#routing/roads/learned-speeds.ts';
import type { Trace } from './road-messages.ts';
import type { Roads } from './roads.ts';

const key = 'raitti-speeds';
const seconds = v.pipe(v.number(), v.finite(), v.minValue(0));
const learnedSchema = v.record(v.picklist(roadClasses), v.pipe(v.array(seconds), v.length(speedBins)));

/** Milliseconds; closer places say more of the receiver than of the road. */
const between = 5_000;
/** So many places are read at a time: ten minutes of driving. */
const enough = 120;

interface Outside {
  readonly roads: Pick<Roads, 'driven'>;
  readonly storage: Pick<Storage, 'getItem' | 'setItem'>;
}

/**
 * Learns how fast this van is on roads of each class. Where it drove is held in memory until it is read, ten minutes at a
 * time, and then forgotten; what is kept, on this tablet alone, are seconds at each speed. Nobody can follow a courier by it.
 */
export function ownSpeeds({ roads, storage }: Outside) {
  let trace: Trace = [];

  const known = (): LearnedSpeeds => {
    const kept = v.safeParse(v.pipe(v.string(), v.parseJson(), learnedSchema), storage.getItem(key));
    return kept.success ? kept.output : {};
  };

  async function read(places: Trace) {
    try {
      const parts = await roads.driven(places);
      if (parts.length > 0) storage.setItem(key, JSON.stringify(learn(known(), parts)));
    } catch {
      // Ten minutes that fit no road, or no open pack, or find no room: others will come.
    }
  }

  return {
    /** Takes where the van is; at every fix of the tablet's own receiver. */
    drove(position: Position, at: Instant): void {
      const last = trace.at(-1)?.at ?? -Infinity;
      // A clock that was set back begins anew.
      if (at < last) trace = [];
      else if (at - last < between) return;
      trace.push({ position, at });
      if (trace.length < enough) return;
      void read(trace);
      trace = [];
    },
    /** For the conditions under which roads are opened. */
    factors: () => factorsOf(known())
  };
}
