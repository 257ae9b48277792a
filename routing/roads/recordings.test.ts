import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { importRoads } from '../region/import-roads.ts';
import { prepareRoads } from './roads.ts';
import { createRouter } from './router.ts';

const shared = new URL('../../../shared/', import.meta.url);
const extract = new URL('osm/fi-tampere-roads-2021.osm.pbf', shared);
const recordings = new URL('osrm/', shared);

test.skipIf(!existsSync(extract) || !existsSync(recordings))(
  'Tampere is much as OSRM answered it in ../shared/osrm (skipped where it is absent)',
  async () => {
    const { request, body } = JSON.parse(readFileSync(new URL('table-5x5.json', recordings), 'utf8'));
    const positions = (request as string)
      .replace(/.*driving\/|\?.*/g, '')
      .split(';')
      .map((pair) => pair.split(',').map(Number))
      .map(([longitude, latitude]) => ({ longitude: longitude!, latitude: latitude! }));
    const { graph } = await importRoads(() => createReadStream(extract));
    const router = createRouter(prepareRoads(graph), { profile: 'osrm-car' });
    // One position is 2.2 km from the nearest road: OSRM snaps from any distance, we do when asked.
    const table = await router.table(positions, { radiuses: positions.map(() => 'unlimited') });
    for (const [index, { location, name }] of table.sources.entries()) {
      const expected = body.sources[index];
      expect(name).toBe(expected.name);
      expect(location[0]).toBeCloseTo(expected.location[0], 5);
      expect(location[1]).toBeCloseTo(expected.location[1], 5);
    }
    const ratios = (ours: (number | null)[][], theirs: number[][]) =>
      ours.flatMap((row, from) => row.flatMap((cell, to) => (from === to ? [] : [cell! / theirs[from]![to]!])));
    for (const ratio of ratios(table.distances, body.distances)) expect(Math.abs(ratio - 1)).toBeLessThan(0.001);
    for (const ratio of ratios(table.durations, body.durations)) expect(Math.abs(ratio - 1)).toBeLessThan(0.0035);
  }
);
