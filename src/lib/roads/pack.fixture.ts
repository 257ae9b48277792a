import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildRegion } from '#routing/region/build.ts';
import { pbfDrawn, type DrawnNodes } from '#routing/region/drawn-roads.fixture.ts';
import type { PackFiles } from '#routing/region/open-pack.ts';
import { readManifest, readPackFile } from '#routing/region/open.ts';

/**
 * A village: a square of four streets, a main road east from its corner, a pharmacy at either end, and an island.
 *
 *     D ── Takatie ── E
 *     │               │
 *  Pohjantie       Sivutie
 *     │               │
 *     B ── Raitti ─── C ── Valtatie, winter 80 ── F      G ── Saarentie ── H
 */
const nodes: DrawnNodes = {
  2: [27.02, 64],
  3: [27.04, 64],
  4: [27.02, 64.01],
  5: [27.04, 64.01],
  6: [27.3, 64],
  7: [27.5, 64],
  8: [27.52, 64],
  20: [27.021, 64.0001, { amenity: 'pharmacy', name: 'Läntinen apteekki' }],
  21: [27.299, 64.0001, { amenity: 'pharmacy', name: 'Itäinen apteekki' }],
  22: [27.03, 64.005, { place: 'village', name: 'Tervala', 'name:sv': 'Tjärby' }]
};
const street = (name: string, ...refs: number[]) => ({ refs, tags: { highway: 'residential', name } });

/** A region pack drawn by hand, as a tablet keeps it, for tests. */
export async function packDrawn(name = 'Tervala', more: ReturnType<typeof street>[] = []): Promise<PackFiles> {
  const folder = await mkdtemp(join(tmpdir(), 'raitti-pack-'));
  try {
    const ways = [
      street('Raitti', 2, 3),
      street('Pohjantie', 2, 4),
      street('Takatie', 4, 5),
      street('Sivutie', 5, 3),
      { refs: [3, 6], tags: { highway: 'primary', maxspeed: '100', name: 'Valtatie' } },
      street('Saarentie', 7, 8),
      ...more
    ];
    await writeFile(join(folder, 'map.osm.pbf'), pbfDrawn(nodes, ways));
    const directory = join(folder, 'pack');
    await buildRegion(join(folder, 'map.osm.pbf'), directory, { name });
    const manifest = await readManifest(directory);
    const files = new Map(
      await Promise.all(
        (['roads.bin', 'hierarchy.bin', 'places.json'] as const).map(
          async (file) => [file as string, await readPackFile(directory, manifest, file)] as const
        )
      )
    );
    return { manifest, read: async (file) => files.get(file)!.slice() };
  } finally {
    await rm(folder, { recursive: true });
  }
}

const at = (id: number) => ({ longitude: nodes[id]![0], latitude: nodes[id]![1] });
/** The corners of the map above. */
export const corners = { B: at(2), C: at(3), D: at(4), E: at(5), F: at(6), G: at(7), H: at(8) };

/** So far along a straight line between two corners, 0 to 1. */
export const between = (a: keyof typeof corners, b: keyof typeof corners, share: number) => ({
  longitude: corners[a].longitude + share * (corners[b].longitude - corners[a].longitude),
  latitude: corners[a].latitude + share * (corners[b].latitude - corners[a].latitude)
});
