import { expect, test } from 'vitest';
import { glanceDistance, packNotice, roadNotice } from './road-notice.ts';

const known = { isPlaced: true, hasPosition: true, pack: 'open', problem: null } as const;

test.each<[string, Partial<Parameters<typeof roadNotice>[0]>, string, string]>([
  ['a place nobody knows', { isPlaced: false, pack: 'no-pack' }, 'no_place', 'drive_by_plan'],
  ['a pack that opens', { pack: 'opening', hasPosition: false }, 'opening', 'wait'],
  ['a pack of another version', { pack: 'unsupported-region-version' }, 'pack_unfit', 'fetch'],
  ['a damaged pack', { pack: 'broken-region' }, 'pack_unfit', 'fetch'],
  ['a pack that was taken away', { pack: 'no-pack' }, 'pack_unfit', 'fetch'],
  ['a worker that stopped', { pack: 'worker-failed' }, 'stopped', 'retry'],
  ['a position nobody knows', { hasPosition: false }, 'no_position', 'drive_by_plan'],
  ['a road that is looked for', {}, 'finding', 'wait'],
  ['no road', { problem: 'NoRoute' }, 'no_way', 'drive_by_plan'],
  ['no road near', { problem: 'NoSegment' }, 'no_road_near', 'drive_by_plan'],
  ['anything else', { problem: 'InvalidQuery' }, 'stopped', 'retry']
])('%s has its words and its way on', (_, wanted, words, way) =>
  expect(roadNotice({ ...known, ...wanted })).toEqual({ words, way })
);

test('what is open needs no words, whatever the van’s position', () => {
  expect(packNotice('open')).toBeNull();
  expect(packNotice('broken-region')).toMatchObject({ way: 'fetch' });
});

test.each([
  [3, 0],
  [7, 10],
  [94, 90],
  [99, 100],
  [120, 100],
  [130, 150],
  [910, 900],
  [940, 940],
  [12_345, 12_345]
])('%d m is read as %d m', (metres, shown) => expect(glanceDistance(metres)).toBe(shown));
