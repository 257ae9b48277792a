import { describe, expect, test } from 'vitest';
import { blocksDriving } from './car-profile.ts';

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
    { barrier: 'height_restrictor', maxheight: '2.6' },
    { barrier: 'cattle_grid', motor_vehicle: 'no' },
    { access: 'no' }
  ])('%o blocks', (tags) => {
    expect(blocksDriving(tagsOf(tags))).toBe(true);
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
    expect(blocksDriving(tagsOf(tags))).toBe(false);
  });
});
