import { createReadStream } from 'node:fs';
import { lstat, mkdir, mkdtemp, open, readdir, rename, rm, rmdir, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { encodeHierarchy } from '../roads/hierarchy/hierarchy-file.ts';
import { prepareRoads } from '../roads/roads.ts';
import { importRoads } from './import-roads.ts';
import { packFiles, packFormat, type Manifest, type PackFile } from './manifest.ts';
import { mapFeaturesCollector } from './map-features.ts';
import { buildMapTiles } from './map-tiles.ts';
import { previousOf, readManifest, sha256Of } from './open.ts';
import { readPbf } from './pbf/read.ts';
import { RegionError } from './region-error.ts';
import { encodeRoadGraph } from './road-graph.ts';

export interface BuildProgress {
  readonly step: 'reading' | 'ordering' | 'drawing' | 'writing';
  /** From 0 to 1. */
  readonly share: number;
}

export interface BuildOptions {
  /** What people call the region; the map file's name when absent. */
  readonly name?: string | undefined;
  readonly onProgress?: (progress: BuildProgress) => void;
}

/** The file is read for the map, for the ways, and for their nodes. */
const readings = 3;

/**
 * Builds a region pack from an OpenStreetMap PBF file. The pack appears whole or not at all: until the last step
 * it grows in a folder beside, so that an old pack stays in place while a new one is built or fails.
 * @param directory is made, or replaced if it is a region pack already
 * @throws RegionError of `importRoads` or `buildMapTiles`, `cannot-read` or `cannot-write`
 */
export async function buildRegion(pbfPath: string, directory: string, options: BuildOptions = {}): Promise<Manifest> {
  const target = resolve(directory);
  const report = (step: BuildProgress['step'], share: number) => options.onProgress?.({ step, share });
  const size = await sizeOf(pbfPath);
  await refuseLink(target);
  for (const replaced of [target, previousOf(target)]) await refuseForeign(replaced);
  await refuseForeignHalf(buildingOf(target));
  await writing(target, () => tryWriting(dirname(target)));

  const source = () => createReadStream(pbfPath);
  const collector = mapFeaturesCollector();
  await reading(pbfPath, () =>
    readPbf(source(), { ...collector, progress: (bytes) => report('reading', bytes / (readings * size)) })
  );
  const { header, restrictions, ...roads } = await reading(pbfPath, () =>
    roadFiles(source, {
      onRead: (bytes) => report('reading', (size + bytes) / (readings * size)),
      onOrdered: (share) => report('ordering', share)
    })
  );
  report('drawing', 0);
  const features = collector.finish();
  // The demo's map file says so in its header; the whole word on a map is a promise that nobody drives there.
  const invented = header.source.startsWith('invented');
  const attribution = invented ? 'Keksitty alue · Påhittat område · Invented region' : '© OpenStreetMap contributors';
  const files: Record<PackFile, Uint8Array> = {
    ...roads,
    'map.pmtiles': buildMapTiles(features, attribution, { onProgress: (share) => report('drawing', share) }),
    'places.json': new TextEncoder().encode(JSON.stringify(features.places))
  };
  report('writing', 0);
  const [west, south, east, north] = features.bounds;
  const manifest: Manifest = {
    format: packFormat,
    name: options.name ?? basename(pbfPath).replace(/(\.osm)?\.pbf$/, ''),
    version: sha256Of(Buffer.from(Object.values(files).map(sha256Of).join('\n'))).slice(0, 12),
    bounds: { west, south, east, north },
    attribution,
    invented,
    turnRestrictions: restrictions,
    files: {
      'roads.bin': described(files['roads.bin']),
      'hierarchy.bin': described(files['hierarchy.bin']),
      'map.pmtiles': described(files['map.pmtiles']),
      'places.json': described(files['places.json'])
    }
  };
  await writing(target, () => writePack(target, files, manifest));
  report('writing', 1);
  return manifest;
}

/** What a pack has of the roads. They themselves are gone when the map is drawn, which takes the most memory. */
async function roadFiles(
  source: () => AsyncIterable<Uint8Array>,
  { onRead, onOrdered }: { onRead: (bytes: number) => void; onOrdered: (share: number) => void }
) {
  const { graph, header, restrictions } = await importRoads(source, onRead);
  const { hierarchy } = prepareRoads(graph, onOrdered);
  return { header, restrictions, 'roads.bin': encodeRoadGraph(graph), 'hierarchy.bin': encodeHierarchy(hierarchy) };
}

const described = (content: Uint8Array) => ({ bytes: content.length, sha256: sha256Of(content) });

async function writePack(target: string, files: Record<PackFile, Uint8Array>, manifest: Manifest): Promise<void> {
  const building = buildingOf(target);
  const previous = previousOf(target);
  // Half a folder that is removed must have a name under which nobody expects a pack, also when this is killed.
  const discardPrevious = async () => {
    await rename(previous, building);
    await rm(building, { recursive: true });
  };
  await rm(building, { recursive: true, force: true });
  try {
    await mkdir(dirname(target), { recursive: true });
    if ((await exists(target)) && (await exists(previous))) await discardPrevious();
    await mkdir(building);
    for (const [name, content] of Object.entries(files)) await writeDurably(join(building, name), content);
    await writeDurably(join(building, 'manifest.json'), Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`));
    if (await exists(target)) await rename(target, previous);
    await rename(building, target);
    if (await exists(previous)) await discardPrevious();
  } catch (error) {
    await rm(building, { recursive: true, force: true });
    throw error;
  }
}

/** The file's bytes are on the disk before its folder gets the pack's name. */
async function writeDurably(path: string, content: Uint8Array): Promise<void> {
  const file = await open(path, 'w');
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** @param target the pack's folder as `resolve` writes it */
const buildingOf = (target: string) => `${target}.building`;

/** A folder with something else in it is somebody's: it is never replaced. */
async function refuseForeign(target: string): Promise<void> {
  if ((await entriesOf(target)).length === 0) return;
  await readManifest(target).catch((error: unknown) => {
    // An older pack may be of a format that this program does not read: it may be replaced.
    if (error instanceof RegionError && error.code === 'unsupported-region-version') return;
    throw foreign(target);
  });
}

/** A build that was killed leaves some of a pack's files; it is thrown away. */
async function refuseForeignHalf(building: string): Promise<void> {
  const ours: readonly string[] = [...packFiles, 'manifest.json'];
  if (!(await entriesOf(building)).every((name) => ours.includes(name))) throw foreign(building);
}

/** The link would be replaced, and the pack that it leads to left over. */
async function refuseLink(target: string): Promise<void> {
  const found = await lstat(target).catch(() => undefined);
  if (!found?.isSymbolicLink()) return;
  throw new RegionError('cannot-write', `${target} is a link. Give the folder that it leads to with --out.`);
}

/** Whoever may not write there learns it before the long work, not after. Nothing is left behind. */
async function tryWriting(directory: string): Promise<void> {
  if (!(await exists(directory))) return tryWriting(dirname(directory));
  await rmdir(await mkdtemp(join(directory, 'raitti-')));
}

const entriesOf = (directory: string): Promise<string[]> =>
  readdir(directory).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw cannotWrite(directory, error);
  });

const foreign = (directory: string) =>
  new RegionError(
    'cannot-write',
    `${directory} holds something that is not a region pack. Choose an empty or new folder with --out.`
  );

async function sizeOf(path: string): Promise<number> {
  return reading(path, async () => {
    const found = await stat(path);
    if (!found.isFile()) throw new RegionError('cannot-read', `${path} is not a file. Give an .osm.pbf file.`);
    return found.size;
  });
}

const exists = (path: string) =>
  stat(path).then(
    () => true,
    () => false
  );

async function reading<Result>(path: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof RegionError || !isFromDisk(error)) throw error;
    throw new RegionError(
      'cannot-read',
      `${path} cannot be read (${error.code}). Check its name and the rights to it.`
    );
  }
}

async function writing(path: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    throw isFromDisk(error) ? cannotWrite(path, error) : error;
  }
}

const isFromDisk = (error: unknown): error is NodeJS.ErrnoException => error instanceof Error && 'syscall' in error;
const cannotWrite = (path: string, error: NodeJS.ErrnoException) =>
  new RegionError(
    'cannot-write',
    error.code === 'ENOTDIR'
      ? `${path} is a file, or would lie within one. Choose an empty or new folder with --out.`
      : `${path} cannot be written (${error.code}). Check the free space and the rights to it.`
  );
