import * as protomaps from 'protomaps-leaflet';
import { describe, expect, it } from 'vitest';
import { layerNames } from '#routing/region/map-layers.ts';
import { labelRules } from './map-labels.ts';
import { palettes } from './map-palette.ts';
import { paintRules } from './map-style.ts';

/** Red, green and blue from 0 to 1, as light adds up. */
const lightOf = (colour: string) =>
  [1, 3, 5]
    .map((at) => parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
const weighed = (light: readonly number[], weights: readonly number[]) =>
  weights.reduce((sum, weight, at) => sum + weight * light[at]!, 0);
const toLuminance = [0.2126, 0.7152, 0.0722];

/** WCAG 2.2, relative luminance and contrast ratio. */
function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [one, other]
    .map((colour) => weighed(lightOf(colour), toLuminance))
    .sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** G. Machado, M. Oliveira, L. Fernandes: A physiologically-based model for simulation of color vision deficiency, 2009. */
const eyes = {
  usual: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1]
  ],
  'without red': [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998]
  ],
  'without green': [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881]
  ],
  'without blue': [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039]
  ]
};

/** How unlike two colours are to some eyes: their distance in CIELAB, where 2 is just seen side by side. */
function unlikeness(one: string, other: string, eye: readonly (readonly number[])[]): number {
  const [a, b] = [one, other].map((colour) => {
    const light = eye.map((weights) => Math.min(1, Math.max(0, weighed(lightOf(colour), weights))));
    const [x, y, z] = [[0.4339, 0.3762, 0.1899], toLuminance, [0.0177, 0.1095, 0.8728]]
      .map((weights) => weighed(light, weights))
      .map((value) => (value > 0.008856 ? Math.cbrt(value) : 7.787 * value + 16 / 116)) as [number, number, number];
    return [116 * y, 500 * (x - y), 200 * (y - z)];
  }) as [number[], number[]];
  return Math.hypot(...a.map((value, at) => value - b[at]!));
}

const feature = (props: Record<string, string | boolean>) =>
  ({ props, bbox: { minX: 0, minY: 0, maxX: 1, maxY: 1 }, geomType: 2, geom: [], numVertices: 0 }) as never;

describe.each(Object.entries(palettes))('the map by %s', (_theme, palette) => {
  it('paints or names every layer that the region pack has', () => {
    const drawn = [...paintRules(protomaps, palette), ...labelRules(protomaps, palette, 'fi')];
    expect(new Set(drawn.map(({ dataLayer }) => dataLayer))).toEqual(new Set(layerNames));
  });

  it('has names that can be read on their halo', () => {
    for (const text of [palette.text, palette.quietText, palette.waterText])
      expect(contrast(text, palette.halo)).toBeGreaterThan(4.5);
  });

  it('has roads whose edge or face stands out from the ground', () => {
    const { road, casing, ground } = palette;
    expect(Math.max(contrast(road, ground), contrast(casing, ground))).toBeGreaterThan(3);
  });

  it.each(Object.entries(eyes))('keeps forest, field, water and villages apart for eyes %s', (_eye, eye) => {
    const { forest, field, water, residential } = palette;
    for (const [one, other] of [
      [forest, field],
      [forest, water],
      [field, water],
      [forest, residential],
      [water, residential]
    ] as const)
      expect(unlikeness(one, other, eye), `${one} beside ${other}`).toBeGreaterThan(9);
  });

  it('has house numbers in the nearest view that opens by itself, and none farther off', () => {
    const numbers = labelRules(protomaps, palette, 'fi').filter(({ dataLayer }) => dataLayer === 'addresses');
    expect(numbers.map(({ minzoom }) => minzoom)).toEqual([16]);
  });

  it('keeps gravel and private roads apart from others by a line of their own', () => {
    const painting = (props: Record<string, string | boolean>) =>
      paintRules(protomaps, palette).filter(
        ({ dataLayer, filter }) => dataLayer === 'roads' && filter?.(16, feature(props))
      ).length;
    const paved = painting({ class: 'minor' });
    expect(paved).toBeGreaterThan(0);
    expect(painting({ class: 'minor', unpaved: true })).toBe(paved + 1);
    expect(painting({ class: 'minor', private: true })).toBe(paved + 1);
    expect(painting({ class: 'proposed' })).toBe(0);
  });
});

describe('names', () => {
  const shown = (props: Record<string, string>, locale: 'fi' | 'sv') =>
    labelRules(protomaps, palettes.day, locale).filter(
      ({ dataLayer, filter }) => dataLayer === 'places' && filter?.(12, feature({ kind: 'village', ...props }))
    );

  it('stand in both languages where they differ, and once where they do not', () => {
    const two = { name: 'Porvoo', 'name:fi': 'Porvoo', 'name:sv': 'Borgå' };
    for (const locale of ['fi', 'sv'] as const) {
      expect(shown(two, locale)).toHaveLength(1);
      expect(shown(two, locale)[0]?.symbolizer).not.toBeInstanceOf(protomaps.CenteredTextSymbolizer);
      expect(shown({ name: 'Jänisperä' }, locale)[0]?.symbolizer).toBeInstanceOf(protomaps.CenteredTextSymbolizer);
    }
  });
});
