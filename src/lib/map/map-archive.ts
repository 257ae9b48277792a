import { FileSource, PMTiles } from 'pmtiles';

/** Where a region's `map.pmtiles` is: an address that answers byte ranges, or the file itself on the tablet. */
export type MapSource = string | Blob;

/** Opens the archive and reads its header, so that a missing or broken map is known before anything is drawn. */
export async function openMapArchive(source: MapSource) {
  const file = source instanceof Blob ? new FileSource(new File([source], 'map.pmtiles')) : source;
  const archive = new PMTiles(file);
  const { minLon, minLat, maxLon, maxLat, maxZoom } = await archive.getHeader();
  return { archive, maxZoom, bounds: [minLon, minLat, maxLon, maxLat] as const };
}

export type MapArchive = Awaited<ReturnType<typeof openMapArchive>>;
