import { decodeHierarchy } from '../roads/hierarchy/hierarchy-file.ts';
import type { MetricOptions } from '../roads/metric.ts';
import { createRouter, type RegionRouter } from '../roads/router.ts';
import type { Manifest, PackFile } from './manifest.ts';
import { readPlaces } from './places-file.ts';
import type { Place } from './places.ts';
import { RegionError } from './region-error.ts';
import { decodeRoadGraph, type RoadGraph } from './road-graph.ts';
import { turnsOf } from './turn-graph.ts';

/** Where a pack's bytes come from: a folder of Node's, or what a tablet keeps. */
export interface PackFiles {
  readonly manifest: Manifest;
  read(name: PackFile): Promise<Uint8Array<ArrayBuffer>>;
}

/**
 * Opens the roads of a pack, in Node and in a browser alike.
 * @param metric the day and what else the roads are to cost from the beginning
 * @throws RegionError `not-a-region`, `broken-region` or `unsupported-region-version`, and whatever `read` throws
 */
export async function openRoads(
  files: PackFiles,
  metric?: MetricOptions
): Promise<{ graph: RoadGraph; router: RegionRouter }> {
  const graph = decodeRoadGraph((await readWhole(files, 'roads.bin')).buffer);
  const turns = turnsOf(graph);
  const hierarchy = decodeHierarchy((await readWhole(files, 'hierarchy.bin')).buffer, turns);
  return { graph, router: createRouter({ graph, turns, hierarchy }, metric) };
}

/** The places of a pack. @throws RegionError `broken-region`, and whatever `read` throws */
export const openPlaces = async (files: PackFiles): Promise<Place[]> =>
  readPlaces(await readWhole(files, 'places.json'));

/**
 * One file of a pack, compared with the checksum in the manifest.
 * @throws RegionError `broken-region`, and whatever `read` throws
 */
export async function readWhole({ manifest, read }: PackFiles, name: PackFile): Promise<Uint8Array<ArrayBuffer>> {
  const content = await read(name);
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', content));
  const sha256 = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
  if (sha256 === manifest.files[name].sha256) return content;
  throw new RegionError(
    'broken-region',
    `The region pack is damaged: ${name} does not match its checksum. Build the region again with "raitti region build".`
  );
}
