import type { Position } from '#domain/geometry.ts';
import type { LocalDate } from '#domain/units.ts';
import { heldOpen, type HeldFiles } from '#routing/region/held-open.ts';
import { openRegion, readPackFile } from '#routing/region/open.ts';
import type { Manifest, PackFile } from '#routing/region/manifest.ts';
import { findPlaces, placeIndex, type PlaceIndex } from '#routing/region/places-search.ts';
import { ownLabel, placeLabel, type Place } from '#routing/region/places.ts';
import type { Router } from '#routing/roads/questions.ts';
import { readPlaces } from '#routing/region/places-file.ts';

/**
 * The area that the hub knows the roads and addresses of. Its files stay the manifest's when a build takes the folder's
 * place: the hub hands the old pack out, whole, until it is started again.
 */
export interface HubRegion extends HeldFiles {
  manifest: Manifest;
  /** The roads as they are on a day: winter's limits, what is shut. One day at a time. */
  routerOn(date: LocalDate): Router;
  /** Addresses and places that fit the text, best first. */
  find(text: string, limit?: number): { label: string; position: Position }[];
  /** The one place that a person meant; null when there is none, or more than one. */
  locate(address: string): { label: string; position: Position } | null;
}

/** @throws RegionError */
export async function openHubRegion(directory: string): Promise<HubRegion> {
  const { manifest, router, directory: place } = await openRegion(directory);
  const names = Object.keys(manifest.files) as PackFile[];
  // Held before they are checked: what a build puts in their place from now on does not fit the manifest.
  const held = heldOpen(place, names);
  const places = await checkedPlaces(place, manifest, names).catch((error: unknown) => {
    held.close();
    throw error;
  });
  let day: LocalDate | undefined;
  const routerOn = (date: LocalDate) => {
    if (date !== day) router.recustomize({ date });
    day = date;
    return router;
  };
  return { manifest, ...held, routerOn, ...placesIn(placeIndex(places)) };
}

/** The hub hands the whole pack out: a tablet would refuse a damaged file day after day. */
async function checkedPlaces(directory: string, manifest: Manifest, names: readonly PackFile[]): Promise<Place[]> {
  for (const name of names) await readPackFile(directory, manifest, name);
  return readPlaces(await readPackFile(directory, manifest, 'places.json'));
}

/** Address search, apart from where the addresses come from. */
export function placesIn(index: PlaceIndex): Pick<HubRegion, 'find' | 'locate'> {
  const labelled = (place: Place) => ({ label: placeLabel(place), position: place.position });
  return {
    find: (text, limit = 8) => findPlaces(index, text, { limit }).map(labelled),
    locate(address) {
      const [wanted, ...rest] = address.split(',').map((part) => part.trim());
      // "Koulutie 3" also begins "Koulutie 31", and one letter makes another village: only the whole name will do.
      const found = findPlaces(index, address, { limit: 50, typos: false }).filter((place) =>
        same(ownLabel(place), wanted ?? '')
      );
      const named = found.filter((place) => rest.length > 0 && same(place.locality ?? '', rest.join(', ')));
      const [only, other] = named.length > 0 ? named : found;
      return only && !other ? labelled(only) : null;
    }
  };
}

const collator = new Intl.Collator('fi', { sensitivity: 'base' });
const same = (a: string, b: string) => collator.compare(a.trim(), b.trim()) === 0;
