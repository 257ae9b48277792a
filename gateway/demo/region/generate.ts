import type { OsmData } from '#routing/region/pbf/write.ts';
import { inventMunicipality, type Municipality } from './invent.ts';
import { createRandom } from './random.ts';
import { describeAsOsm } from './to-osm.ts';

/** The seed of the demonstration: chosen by looking at several maps. */
export const demoSeed = 4;

let known: Municipality | undefined;

/** The demonstration's municipality; invented once, which takes a few seconds, and then remembered. */
export function demoMunicipality(): Municipality {
  known ??= inventMunicipality(demoSeed);
  return known;
}

/** Invents a municipality of about 60 × 45 km as a map; the same seed gives the same map. */
export const generateRegion = (seed: number): OsmData => mapOf(inventMunicipality(seed), seed);

/** The demonstration's map. */
export const demoRegion = (): OsmData => mapOf(demoMunicipality(), demoSeed);

const mapOf = (municipality: Municipality, seed: number) => describeAsOsm(municipality, createRandom(seed + 1));
