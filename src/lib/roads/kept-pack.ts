import type { PackFiles } from '#routing/region/open-pack.ts';
import { keptFile, keptRegionPack } from '../courier/region-pack.ts';
import { RoadsError } from './road-messages.ts';

/** The region pack that this tablet keeps. @throws RoadsError `no-pack` where there is none that this app can use */
export async function keptPack(caches: CacheStorage): Promise<PackFiles> {
  const manifest = await keptRegionPack(caches);
  if (!manifest) throw noPack();
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
