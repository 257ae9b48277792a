import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { writePmtiles } from '#routing/region/pmtiles-write.ts';
import { openMapArchive } from './map-archive.ts';

const tile = { zoom: 6, column: 36, row: 17, data: new TextEncoder().encode('county') };
const bounds = [23.5, 61.4, 23.9, 61.6] as const;
const whole = () => writePmtiles([tile], { minzoom: 6, maxzoom: 14, bounds, metadata: {} });

/** With a root directory of one's own, behind all that is there. */
function withDirectory(directory: Uint8Array): Uint8Array {
  const packed = gzipSync(directory);
  const archive = Buffer.concat([whole(), packed]);
  archive.writeBigUInt64LE(BigInt(archive.length - packed.length), 8);
  archive.writeBigUInt64LE(BigInt(packed.length), 16);
  return archive;
}

function changed(at: number, ...bytes: number[]): Uint8Array {
  const archive = whole();
  archive.set(bytes, at);
  return archive;
}

const open = (archive: Uint8Array) => openMapArchive(new Blob([new Uint8Array(archive)]));

test('a whole map tells its bounds and gives its tiles', async () => {
  const map = await open(whole());
  expect(map).toMatchObject({ bounds, maxZoom: 14 });
  const found = await map.archive.getZxy(6, 36, 17);
  expect(new TextDecoder().decode(found!.data)).toBe('county');
  expect(await map.archive.getZxy(6, 36, 18)).toBeUndefined();
});

test.each<[string, Uint8Array]>([
  ['no map at all', new TextEncoder().encode('<!doctype html>')],
  ['nothing', new Uint8Array()],
  ['only its beginning', whole().slice(0, 60)],
  ['without its directory', whole().slice(0, 130)],
  [
    'a directory of a billion entries, and no more than their count',
    withDirectory(Uint8Array.of(0x80, 0x80, 0x80, 0x80, 4))
  ],
  ['a directory that ends within its first number', withDirectory(Uint8Array.of(0xff))],
  ['a directory that unpacks to very much', withDirectory(new Uint8Array(2 ** 22 + 1).fill(1))],
  ['east of the date line', changed(110, 0xff, 0xff, 0xff, 0x7f)],
  ['west and east mixed up', changed(102, 0, 0, 0, 0x30)],
  ['north of the pole', changed(114, 0xff, 0xff, 0xff, 0x7f)],
  ['more scales than there are', changed(101, 200)],
  ['scales the wrong way round', changed(100, 15)]
])('%s is refused by name', async (_what, archive) => {
  await expect(open(archive)).rejects.toMatchObject({ name: 'RegionError', code: 'broken-region' });
});

test('a tile that is cut off is refused when it is read', async () => {
  let told = 0;
  const { archive } = await openMapArchive(new Blob([new Uint8Array(whole().slice(0, -3))]), () => told++);
  expect(told).toBe(0);
  await expect(archive.getZxy(6, 36, 17)).rejects.toMatchObject({ code: 'broken-region' });
  expect(told).toBe(1);
});
