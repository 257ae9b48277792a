import { expect, test } from 'vitest';
import { manoeuvreSign } from './manoeuvre-sign.ts';

test.each<[type: string, modifier: string | undefined, sign: string, mode?: string]>([
  ['turn', 'left', 'left'],
  ['end of road', 'sharp right', 'sharp_right'],
  ['fork', 'slight left', 'slight_left'],
  ['continue', 'uturn', 'back'],
  ['new name', 'straight', 'straight'],
  ['roundabout', 'right', 'ring'],
  ['roundabout turn', 'right', 'right'],
  ['exit rotary', 'slight right', 'slight_right'],
  ['arrive', 'left', 'arrive'],
  ['notification', 'straight', 'ferry', 'ferry'],
  ['depart', undefined, 'straight'],
  ['something new', 'something else', 'straight']
])('%s %s has the sign %s', (type, modifier, sign, mode = 'driving') =>
  expect(manoeuvreSign({ name: '', mode, maneuver: { type, modifier } })).toBe(sign)
);
