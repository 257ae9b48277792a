import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { RegionRouter } from '../roads/router.ts';
import { parseManifest, type Manifest, type PackFile } from './manifest.ts';
import { openRoads, readWhole } from './open-pack.ts';
import { RegionError } from './region-error.ts';
import type { RoadGraph } from './road-graph.ts';

export interface Region {
  /** Where the pack's files are. */
  readonly directory: string;
  readonly manifest: Manifest;
  readonly graph: RoadGraph;
  readonly router: RegionRouter;
}

/**
 * Opens a region pack that `buildRegion` made.
 * @throws RegionError `cannot-read`, `not-a-region`, `broken-region` or `unsupported-region-version`
 */
export async function openRegion(directory: string): Promise<Region> {
  const target = resolve(directory);
  // A build that was interrupted between its two last steps leaves the old pack under this name.
  const place = !existsSync(target) && existsSync(previousOf(target)) ? previousOf(target) : target;
  const manifest = await readManifest(place);
  return { directory: place, manifest, ...(await openRoads(filesIn(place, manifest))) };
}

/** @param target the pack's folder as `resolve` writes it, without a slash at the end */
export const previousOf = (target: string) => `${target}.previous`;

export async function readManifest(directory: string): Promise<Manifest> {
  return parseManifest((await read(directory, 'manifest.json')).toString('utf8'));
}

/** One file of a pack, compared with the checksum in the manifest. */
export const readPackFile = (directory: string, manifest: Manifest, name: PackFile) =>
  readWhole(filesIn(directory, manifest), name);

const filesIn = (directory: string, manifest: Manifest) => ({
  manifest,
  read: async (name: PackFile) => new Uint8Array(await read(directory, name))
});

export const sha256Of = (content: Uint8Array) => createHash('sha256').update(content).digest('hex');

async function read(directory: string, name: string): Promise<Buffer> {
  try {
    return await readFile(join(directory, name));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') {
      throw new RegionError(
        'not-a-region',
        `${directory} is not a region pack: it has no ${name}. Make one with "raitti region build".`
      );
    }
    throw new RegionError('cannot-read', `${join(directory, name)} cannot be read (${code}). Check the rights to it.`);
  }
}
