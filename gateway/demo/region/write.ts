import { rename, writeFile } from 'node:fs/promises';
import { writePbf, type OsmData } from '#routing/region/pbf/write.ts';
import { demoRegion } from './generate.ts';

/** An invented map as an OpenStreetMap PBF file, whose header says that it is invented. */
export const inventedFile = (map: OsmData): Uint8Array =>
  writePbf(map, { source: 'invented by Raitti; no such municipality exists', writingProgram: 'raitti demo' });

/**
 * Writes the demonstration's map, whole or not at all.
 * @param path where to, usually ending in `.osm.pbf`
 */
export async function writeDemoRegion(path: string): Promise<void> {
  await writeFile(`${path}.part`, inventedFile(demoRegion()));
  await rename(`${path}.part`, path);
}
