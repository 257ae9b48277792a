import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { distanceBetween, type Position } from '#domain/geometry.ts';
import type { LocalDate } from '#domain/units.ts';
import { buildDemoRegion } from '#gateway/demo/build-region.ts';
import { openHubRegion } from '#gateway/hub/region.ts';
import { buildRegion } from '#routing/region/build.ts';
import { placeLabel, type Place } from '#routing/region/places.ts';

const extract = join(import.meta.dirname, '../../../shared/osm/fi-tampere-roads-2021.osm.pbf');

/** A house of the region, as the order form finds it. */
export interface Home {
  label: string;
  position: Position;
}

/** Packs real roads of Tampere; the invented municipality where the extract is not at hand. */
export async function buildRegionUnderTest(directory: string): Promise<void> {
  if (existsSync(extract)) await buildRegion(extract, directory, { name: 'Tampere' });
  else await buildDemoRegion(directory);
}

/** Metres between two houses, so that each is a visit of its own. */
const apart = 400;

/**
 * Houses that a person can name without doubt and a van can reach and leave, from the middle of the region outwards.
 *
 * @throws when the region has fewer than `count`.
 */
export async function homesOf(directory: string, count: number): Promise<Home[]> {
  const { routerOn, locate, close } = await openHubRegion(directory);
  close();
  // In winter fewer roads are open, and none more.
  const router = routerOn('2026-01-15' as LocalDate);
  const places = JSON.parse(readFileSync(join(directory, 'places.json'), 'utf8')) as Place[];
  const named = places
    .filter(({ kind }) => kind === 'address')
    .map((place) => ({ label: placeLabel(place), position: place.position }))
    .filter(({ label }) => locate(label)?.label === label);
  const middle = {
    longitude: median(named.map(({ position }) => position.longitude)),
    latitude: median(named.map(({ position }) => position.latitude))
  };
  const outwards = named.toSorted((a, b) => distanceBetween(a.position, middle) - distanceBetween(b.position, middle));
  const homes: Home[] = [];
  for (const home of outwards) {
    if (homes.some(({ position }) => distanceBetween(position, home.position) < apart)) continue;
    const first = homes[0]?.position ?? home.position;
    const { durations } = await router.table([first, home.position]).catch(() => ({ durations: [[null]] }));
    if (durations.flat().includes(null)) continue;
    homes.push(home);
    if (homes.length === count) return homes;
  }
  throw new Error(`The region has ${homes.length} houses that fit, not ${count}.`);
}

const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
