import { FileSource, PMTiles, SharedPromiseCache } from 'pmtiles';
import { RegionError } from '#routing/region/region-error.ts';

/** Where a region's `map.pmtiles` is: an address that answers byte ranges, or the file itself on the tablet. */
export type MapSource = string | Blob;

/** Bytes. No directory or tile of ours unpacks to more. */
const largestDirectory = 2 ** 22;
const largestTile = 2 ** 24;
const nearestZoom = 22;

/**
 * Opens the archive and reads its header, so that a missing or broken map is known before anything is drawn.
 * @param onBroken is told, too, of a damaged part that is only found as it is drawn
 * @throws RegionError `broken-region`, of its tiles too when they are read; `cannot-read` of an address
 */
export async function openMapArchive(source: MapSource, onBroken: () => void = () => undefined) {
  const file = source instanceof Blob ? new FileSource(new File([source], 'map.pmtiles')) : source;
  const unpackedTo = (most: number) => (packed: ArrayBuffer) =>
    unpacked(packed, most).catch((error: unknown) => {
      onBroken();
      throw error;
    });
  const directories = new SharedPromiseCache(undefined, undefined, unpackedTo(largestDirectory));
  const archive = new PMTiles(file, directories, unpackedTo(largestTile));
  const { minLon, minLat, maxLon, maxLat, minZoom, maxZoom } = await archive.getHeader().catch((error: unknown) => {
    if (error instanceof RegionError) throw error;
    if (source instanceof Blob) throw broken(String(error));
    throw new RegionError('cannot-read', `${source} gives no map (${String(error)}). Is its server there?`);
  });
  const isOnEarth = -180 <= minLon && minLon <= maxLon && maxLon <= 180 && -90 <= minLat && minLat <= maxLat;
  if (!isOnEarth || maxLat > 90) throw broken('it shows no place on the earth');
  if (minZoom > maxZoom || maxZoom > nearestZoom) throw broken('it has no such scales');
  return { archive, maxZoom, bounds: [minLon, minLat, maxLon, maxLat] as const };
}

export type MapArchive = Awaited<ReturnType<typeof openMapArchive>>;

/** All of our maps is in gzip, whatever a damaged header says. The library unpacks without end. */
async function unpacked(packed: ArrayBuffer, most: number): Promise<ArrayBuffer> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  try {
    // A stream may be read step by step in every browser, but looped over only in new ones.
    const reader = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip')).getReader();
    for (let step = await reader.read(); !step.done; step = await reader.read()) {
      size += step.value.length;
      if (size > most) break;
      parts.push(step.value);
    }
    if (size > most) await reader.cancel();
  } catch (error) {
    throw broken(String(error));
  }
  if (size > most) throw broken('a part of it is too large');
  return new Blob(parts).arrayBuffer();
}

const broken = (what: string) =>
  new RegionError('broken-region', `The map is damaged: ${what}. Fetch the region again, or build it anew.`);
