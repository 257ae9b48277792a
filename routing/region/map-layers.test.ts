import { expect, test } from 'vitest';
import { lineObjects, poiKind } from './map-layers.ts';

const tagsOf = (written: Record<string, string>) => new Map(Object.entries(written));

test.each<[Record<string, string>, number, object]>([
  [{ highway: 'trunk', ref: '9;E63', name: 'Teiskontie' }, 6, { class: 'trunk', ref: '9', name: 'Teiskontie' }],
  [{ highway: 'trunk_link' }, 10, { class: 'trunk' }],
  [{ highway: 'track' }, 12, { class: 'track', unpaved: true }],
  [{ highway: 'track', surface: 'asphalt', tunnel: 'yes' }, 12, { class: 'track', tunnel: true }],
  [{ highway: 'residential', surface: 'gravel', motorcar: 'no' }, 12, { class: 'minor', unpaved: true, private: true }],
  [{ highway: 'residential', access: 'private', motor_vehicle: 'yes' }, 12, { class: 'minor' }],
  [{ highway: 'footway', access: 'private' }, 14, { class: 'path' }],
  [{ waterway: 'stream' }, 12, { kind: 'stream' }]
])('%o is drawn from zoom %d as %o', (tags, minzoom, properties) => {
  expect(lineObjects(tagsOf(tags))).toEqual([expect.objectContaining({ minzoom, properties })]);
});

test.each([{ highway: 'proposed' }, { highway: 'pedestrian', area: 'yes' }, { waterway: 'stream', tunnel: 'culvert' }])(
  '%o is not drawn as a line',
  (tags) => expect(lineObjects(tagsOf(tags as Record<string, string>))).toEqual([])
);

test.each([
  ['shop', 'convenience', 'shop'],
  ['shop', 'florist', 'other_shop'],
  ['shop', 'vacant', undefined],
  ['amenity', 'pharmacy', 'pharmacy'],
  ['amenity', 'bench', undefined],
  ['tourism', 'hotel', 'hotel']
])('%s=%s is %s', (key, value, kind) => {
  expect(poiKind(tagsOf({ [key]: value }))).toBe(kind);
});
