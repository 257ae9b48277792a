import { parseManifest } from '#routing/region/manifest.ts';
import type { PackFiles } from '#routing/region/open-pack.ts';
import { RoadsError } from './road-messages.ts';

/**
 * The region pack that `../courier/region-pack.ts` keeps on this tablet.
 * @throws RoadsError `no-pack`; RegionError when what is kept is not a pack, or not one for this program
 */
export async function keptPack(caches: CacheStorage): Promise<PackFiles> {
  const cache = await caches.open('raitti-region');
  const kept = await cache.match('/region/manifest.json');
  if (!kept) throw noPack();
  const manifest = parseManifest(await kept.text());
  return {
    manifest,
    async read(name) {
      const file = await cache.match(`/region/kept/${manifest.files[name].sha256}`);
      if (!file) throw noPack();
      return new Uint8Array(await file.arrayBuffer());
    }
  };
}

const noPack = () => new RoadsError('no-pack', 'No whole region pack is on this tablet. Fetch it.');
