import { rename, writeFile } from 'node:fs/promises';
import { writePbf, type OsmData } from '#routing/region/pbf/write.ts';
import { inventMunicipality } from './invent.ts';
import { createRandom } from './random.ts';
import { describeAsOsm } from './to-osm.ts';

/** The seed of the demonstration: chosen by looking at several maps. */
export const demoSeed = 4;

/** Invents a municipality of about 60 × 45 km; the same seed gives the same map. */
export function generateRegion(seed: number): OsmData {
  return describeAsOsm(inventMunicipality(seed), createRandom(seed + 1));
}

/** The demonstration's map as an OpenStreetMap PBF file, byte for byte the same every time. */
export const demoRegionFile = (): Uint8Array =>
  writePbf(generateRegion(demoSeed), {
    source: 'invented by Raitti; no such municipality exists',
    writingProgram: 'raitti demo'
  });

/**
 * Writes the demonstration's map, whole or not at all.
 * @param path where to, usually ending in `.osm.pbf`
 */
export async function writeDemoRegion(path: string): Promise<void> {
  await writeFile(`${path}.part`, demoRegionFile());
  await rename(`${path}.part`, path);
}
