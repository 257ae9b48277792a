import * as protomaps from 'protomaps-leaflet';
import { describe, expect, it } from 'vitest';
import { layerNames } from '#routing/region/map-layers.ts';
import { labelRules } from './map-labels.ts';
import { palettes } from './map-palette.ts';
import { paintRules } from './map-style.ts';

/** WCAG 2.2, relative luminance and contrast ratio. */
function contrast(one: string, other: string): number {
  const luminance = (colour: string) => {
    const [red = 0, green = 0, blue = 0] = [1, 3, 5]
      .map((at) => parseInt(colour.slice(at, at + 2), 16) / 255)
      .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
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
