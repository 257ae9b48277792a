import { describe, expect, test } from 'vitest';
import { blocksDriving, profiles, type Profile } from './car-profile.ts';

type Written = Record<string, string>;
const tagsOf = (written: Written) => new Map(Object.entries(written));

describe('barriers', () => {
  test.each<Written>([
    { barrier: 'bollard' },
    { barrier: 'block' },
    { barrier: 'kerb' },
    { barrier: 'kerb', kerb: 'raised' },
    { barrier: 'gate', access: 'no' },
    { barrier: 'gate', access: 'military' },
    { barrier: 'gate', motor_vehicle: 'bus;taxi' },
    { barrier: 'fence' },
    { barrier: 'height_restrictor', maxheight: '1.9' },
    { barrier: 'cattle_grid', motor_vehicle: 'no' },
    { access: 'no' }
  ])('%o blocks', (tags) => {
    for (const profile of profiles) expect(blocksDriving(tagsOf(tags), profile)).toBe(true);
  });
  test.each<Written>([
    {},
    { barrier: 'gate' },
    { barrier: 'gate', access: 'private' },
    { barrier: 'lift_gate' },
    { barrier: 'gate', access: 'residents' },
    { barrier: 'gate', motor_vehicle: 'no;permit' },
    { barrier: 'fence', sensory: 'audible' },
    { barrier: 'height_restrictor', maxheight: '2.8' },
    { barrier: 'height_restrictor' },
    { barrier: 'kerb', kerb: 'lowered' },
    { barrier: 'kerb', kerb: 'flush' },
    { barrier: 'kerb', highway: 'crossing' },
    { barrier: 'bollard', bollard: 'rising' },
    { barrier: 'bollard', motor_vehicle: 'yes' },
    { highway: 'crossing' }
  ])('%o does not', (tags) => {
    for (const profile of profiles) expect(blocksDriving(tagsOf(tags), profile)).toBe(false);
  });
  test.each<[Written, by: Profile]>([
    [{ barrier: 'height_restrictor', maxheight: '2.6' }, 'raitti'],
    [{ barrier: 'swing_gate' }, 'osrm-car'],
    [{ barrier: 'kerb', kerb: 'flat' }, 'osrm-car']
  ])('%o bars %s only', (tags, by) => {
    expect(profiles.filter((profile) => blocksDriving(tagsOf(tags), profile))).toEqual([by]);
  });
});
