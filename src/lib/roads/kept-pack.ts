import { parseManifest } from '#routing/region/manifest.ts';
import type { PackFiles } from '#routing/region/open-pack.ts';
import { keptFile } from '../courier/region-pack.ts';
import { RoadsError } from './road-messages.ts';

/**
 * The region pack that `../courier/region-pack.ts` keeps on this tablet.
 * @throws RoadsError `no-pack`; RegionError when what is kept is not a pack, or not one for this program
 */
export async function keptPack(caches: CacheStorage): Promise<PackFiles> {
  const kept = await (await caches.open('raitti-region')).match('/region/manifest.json');
  if (!kept) throw noPack();
  const manifest = parseManifest(await kept.text());
  return {
    manifest,
    async read(name) {
      const file = await keptFile(caches, manifest, name);
      if (!file) throw noPack();
      return new Uint8Array(await file.arrayBuffer());
    }
  };
}

const noPack = () => new RoadsError('no-pack', 'No whole region pack is on this tablet. Fetch it.');
