import { describe, expect, test } from 'vitest';
import { distanceBetween } from './geometry.ts';

/** Metres of a degree of WGS 84, by the series that navigation tables print (National Geospatial-Intelligence Agency). */
const degreesAt = (latitude: number) => {
  const cos = (times: number) => Math.cos((times * latitude * Math.PI) / 180);
  return {
    ofLatitude: 111_132.92 - 559.82 * cos(2) + 1.175 * cos(4) - 0.0023 * cos(6),
    ofLongitude: 111_412.84 * cos(1) - 93.5 * cos(3) + 0.118 * cos(5)
  };
};

describe('distances on the ellipsoid, to a hundred-thousandth', () => {
  test.each([0, 45, 59.8, 61.5, 65, 70.1])('at %d degrees north', (latitude) => {
    const { ofLatitude, ofLongitude } = degreesAt(latitude);
    const north = distanceBetween(
      { longitude: 24, latitude: latitude - 0.05 },
      { longitude: 24, latitude: latitude + 0.05 }
    );
    const east = distanceBetween({ longitude: 24.1, latitude }, { longitude: 24, latitude });
    expect(north / (0.1 * ofLatitude)).toBeCloseTo(1, 5);
    expect(east / (0.1 * ofLongitude)).toBeCloseTo(1, 5);
    const across = distanceBetween(
      { longitude: 24, latitude: latitude - 0.05 },
      { longitude: 24.1, latitude: latitude + 0.05 }
    );
    expect(across / Math.hypot(north, east)).toBeCloseTo(1, 5);
  });

  test('Helsinki to Tampere, as the geodesic (T. Vincenty, 1975) has it, within 20 metres', () => {
    const distance = distanceBetween(
      { longitude: 24.9384, latitude: 60.1699 },
      { longitude: 23.761, latitude: 61.4978 }
    );
    expect(Math.abs(distance - 161220)).toBeLessThan(20);
  });

  test('nothing from a place to itself', () => {
    expect(distanceBetween({ longitude: 24, latitude: 61.5 }, { longitude: 24, latitude: 61.5 })).toBe(0);
  });
});
