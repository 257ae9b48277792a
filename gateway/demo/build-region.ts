import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildRegion } from '#routing/region/build.ts';
import { openRegion } from '#routing/region/open.ts';
import { RegionError } from '#routing/region/region-error.ts';
import { writeDemoRegion } from './region/write.ts';

/** Whether the demo's map is there as this program reads it; one of another version of Raitti is not. */
export async function hasDemoRegion(directory: string): Promise<boolean> {
  try {
    await openRegion(directory);
    return true;
  } catch (error) {
    if (error instanceof RegionError) return false;
    throw error;
  }
}

/** Draws the invented municipality as a map file and packs it as any other: `directory` becomes a region pack. */
export async function buildDemoRegion(directory: string): Promise<void> {
  // Beside the pack, so that what a kill leaves behind goes the next time.
  const temporary = `${directory}.drawing`;
  rmSync(temporary, { force: true, recursive: true });
  mkdirSync(temporary, { recursive: true });
  try {
    const file = join(temporary, 'invented.osm.pbf');
    await writeDemoRegion(file);
    await buildRegion(file, directory, { name: 'Raitin demo' });
  } finally {
    rmSync(temporary, { force: true, recursive: true });
  }
}
