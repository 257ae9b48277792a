import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openHubRegion } from '#gateway/hub/region.ts';
import { openMapArchive } from '#lib/map/map-archive.ts';
import { seededRandom } from '#routing/planner/random.ts';
import { buildRegion } from '#routing/region/build.ts';
import { packFiles, type Manifest, type PackFile } from '#routing/region/manifest.ts';
import { openRegion, readPackFile } from '#routing/region/open.ts';
import { RegionError } from '#routing/region/region-error.ts';
import { RouterError } from '#routing/roads/questions.ts';
import { damagedPbf } from './damage-pbf.ts';
import { damagedPmtiles } from './damage-pmtiles.ts';
import { damaged } from './damage.ts';
import { drawnMap } from './drawn-map.ts';
import { chance, chosen, whole, type Random } from './random-choice.ts';

const karhula = join(import.meta.dirname, '../../../shared/osm/fi-kotka-karhula-2019.osm.pbf');
/** A real map takes a hundred times as long as a drawn one. */
const realMaps = 1 / 400;
const drawnPacks = 40;

/**
 * Builds a region of a damaged map file or opens a damaged pack, and asks it for ways and places.
 * @param seed the same one does the same
 * @param folder to write in, for this case alone
 * @returns the code of the RegionError, or `whole` where the damage did no harm
 * @throws anything else: that is a defect
 */
export async function runCase(seed: number, folder: string): Promise<string> {
  const random = seededRandom(seed);
  const target = join(folder, 'damaged');
  try {
    if (chance(random, 0.5)) {
      const map = join(folder, 'map.osm.pbf');
      const isReal = chance(random, realMaps) && existsSync(karhula);
      await writeFile(map, damagedPbf(isReal ? readFileSync(karhula) : drawnMap(random), random));
      await buildRegion(map, target);
    } else await writeDamagedPack(await wholePack(folder, whole(random, drawnPacks)), target, random);
    await ask(target, random);
    return 'whole';
  } catch (error) {
    if (error instanceof RegionError) return error.code;
    throw error;
  } finally {
    await rm(target, { recursive: true, force: true });
  }
}

type Pack = Record<PackFile | 'manifest.json', Uint8Array>;
const packs = new Map<number, Pack>();

async function wholePack(folder: string, drawing: number): Promise<Pack> {
  const known = packs.get(drawing);
  if (known) return known;
  const [map, built] = [join(folder, 'whole.osm.pbf'), join(folder, 'whole')];
  await writeFile(map, drawnMap(seededRandom(-1 - drawing)));
  await buildRegion(map, built);
  const read = async (name: string) => new Uint8Array(await readFile(join(built, name)));
  const pack: Pack = {
    'manifest.json': await read('manifest.json'),
    'roads.bin': await read('roads.bin'),
    'hierarchy.bin': await read('hierarchy.bin'),
    'map.pmtiles': await read('map.pmtiles'),
    'places.json': await read('places.json')
  };
  packs.set(drawing, pack);
  return pack;
}

async function writeDamagedPack(pack: Pack, target: string, random: Random): Promise<void> {
  const name = chosen(random, [
    'roads.bin',
    'roads.bin',
    'hierarchy.bin',
    'places.json',
    'map.pmtiles',
    'manifest.json'
  ]);
  const damage = name === 'map.pmtiles' ? damagedPmtiles : damaged;
  const content: Pack = { ...pack, [name]: damage(pack[name as keyof Pack], random) };
  // A bad will makes the checksums fit; a bad disk does not.
  if (name !== 'manifest.json' && chance(random, 0.95)) {
    const manifest = JSON.parse(Buffer.from(pack['manifest.json']).toString()) as Manifest;
    for (const file of packFiles) {
      const sha256 = createHash('sha256').update(content[file]).digest('hex');
      manifest.files[file] = { bytes: content[file].length, sha256 };
    }
    content['manifest.json'] = Buffer.from(JSON.stringify(manifest));
  }
  await mkdir(target);
  for (const [file, bytes] of Object.entries(content)) await writeFile(join(target, file), bytes);
}

async function ask(directory: string, random: Random): Promise<void> {
  const { graph, manifest, router } = await openRegion(directory);
  const somewhere = () => {
    const point = whole(random, graph.points.length / 2);
    return { longitude: graph.points[2 * point]! / 1e7, latitude: graph.points[2 * point + 1]! / 1e7 };
  };
  const positions = [somewhere(), somewhere(), somewhere()];
  for (const date of ['2026-07-01', '2026-12-24']) {
    router.recustomize({ date });
    await answered(() => router.route(positions, { steps: true, annotations: true, alternatives: 2 }));
    await answered(() => router.table(positions));
    await answered(() => router.nearest(positions[0]!, { number: 5 }));
    await answered(() => router.match(positions));
  }
  const { find, locate, close } = await openHubRegion(directory);
  close();
  find('koulut');
  locate('Koulutie 3, Jänisperä');
  await readMap(await readPackFile(directory, manifest, 'map.pmtiles'), random);
}

/** As a tablet does before it draws: the header, then tiles of the region and of anywhere at each scale. */
async function readMap(file: Uint8Array<ArrayBuffer>, random: Random): Promise<void> {
  const { archive, bounds, maxZoom } = await openMapArchive(new Blob([file]));
  for (let zoom = 0; zoom <= maxZoom; zoom++) {
    const side = 2 ** zoom;
    const [column, row] = tileOf(bounds, side);
    await archive.getZxy(zoom, column, row).catch(told);
    await archive.getZxy(zoom, whole(random, side), whole(random, side)).catch(told);
  }
}

/** What the library throws on purpose is plain, and as good as a name: the tile stays empty. */
function told(error: unknown): never {
  throw error instanceof Error && error.constructor === Error ? new RegionError('broken-region', error.message) : error;
}

/** The one with the region's south-western corner. */
function tileOf([west, south]: readonly number[], side: number): [column: number, row: number] {
  const sine = Math.sin((south! * Math.PI) / 180);
  const down = 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
  const within = (share: number) => Math.min(side - 1, Math.max(0, Math.floor(share * side)));
  return [within((west! + 180) / 360), within(down)];
}

/** Of damaged roads a place may be far away and a way may be missing: that is an answer. */
async function answered(question: () => Promise<unknown>): Promise<void> {
  await question().catch((error: unknown) => {
    if (!(error instanceof RouterError)) throw error;
  });
}
