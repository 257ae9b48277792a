import type * as Protomaps from 'protomaps-leaflet';
import type { MapPalette } from './map-palette.ts';

export type Feature = Parameters<NonNullable<Protomaps.PaintRule['filter']>>[1];
export type Library = typeof Protomaps;

/** A filter: the feature's `key` is one of the values. */
export const is =
  (key: string, ...values: string[]) =>
  (_zoom: number, { props }: Feature) =>
    values.includes(String(props[key]));

/** How the region's layers (`routing/region/map-layers.ts`) are painted, from the ground up. */
export function paintRules(
  { LineSymbolizer, PolygonSymbolizer, exp }: Library,
  palette: MapPalette
): Protomaps.PaintRule[] {
  const area = (dataLayer: string, fill: string, kinds?: string[], stroke?: string, width = 1) => ({
    dataLayer,
    symbolizer: new PolygonSymbolizer({ fill, ...(stroke && { stroke, width }) }),
    ...(kinds && { filter: is('kind', ...kinds) })
  });
  const width = (stops: [zoom: number, pixels: number][], extra = 0) => {
    const grow = exp(1.5, stops);
    return (zoom: number) => grow(zoom) + extra + palette.extraWidth * (extra > 0 ? 1 : 0.3);
  };
  const line = (dataLayer: string, color: string, pixels: (zoom: number) => number, more: object = {}) => ({
    dataLayer,
    symbolizer: new LineSymbolizer({ color, width: pixels, lineCap: 'round', lineJoin: 'round' }),
    ...more
  });
  const dashed = (color: string, pixels: (zoom: number) => number, dash: number[]) =>
    new LineSymbolizer({ color, width: pixels, dash });

  const roads = [
    {
      classes: ['service'],
      least: 14,
      stops: [
        [14, 0.6],
        [16, 3],
        [18, 8]
      ],
      color: palette.road
    },
    {
      classes: ['minor'],
      least: 12,
      stops: [
        [12, 0.8],
        [14, 2.2],
        [16, 6],
        [18, 14]
      ],
      color: palette.road
    },
    {
      classes: ['tertiary'],
      least: 9,
      stops: [
        [9, 0.6],
        [12, 1.8],
        [14, 3.4],
        [16, 8],
        [18, 18]
      ],
      color: palette.road
    },
    {
      classes: ['secondary'],
      least: 8,
      stops: [
        [8, 0.8],
        [12, 2.4],
        [14, 4.2],
        [16, 10],
        [18, 21]
      ],
      color: palette.mainRoad
    },
    {
      classes: ['motorway', 'trunk', 'primary'],
      least: 6,
      stops: [
        [6, 0.8],
        [10, 2],
        [12, 3.2],
        [14, 5],
        [16, 12],
        [18, 24]
      ],
      color: palette.mainRoad
    }
  ] as { classes: string[]; least: number; stops: [number, number][]; color: string }[];
  const isRiver = is('kind', 'river', 'canal');
  const riverWidth: [number, number][] = [
    [8, 0.8],
    [14, 3],
    [18, 12]
  ];
  const streamWidth: [number, number][] = [
    [12, 0.5],
    [18, 3]
  ];
  const onRoad = (classes: string[], least: number) => ({ minzoom: least, filter: is('class', ...classes) });

  return [
    area('landuse', palette.residential, ['residential']),
    area('landuse', palette.forest, ['forest']),
    area('landuse', palette.field, ['field']),
    area('landuse', palette.heath, ['heath']),
    area('landuse', palette.rock, ['rock']),
    area('landuse', palette.wetland, ['wetland']),
    area('landuse', palette.park, ['park']),
    // A river is drawn as a line, and where it is broad as an area too: its shore is under both.
    line('water', palette.shore, width(riverWidth, 1.6), { filter: isRiver }),
    line('water', palette.shore, width(streamWidth), { filter: is('kind', 'stream') }),
    area('water', palette.water, ['lake'], palette.shore, 0.8 + palette.extraWidth),
    line('water', palette.water, width(riverWidth), { filter: isRiver }),
    {
      ...area('buildings', palette.building, undefined, palette.buildingLine, 0.7 + palette.extraWidth),
      minzoom: palette.details.buildings
    },
    { dataLayer: 'ferries', symbolizer: dashed(palette.ferry, () => 2 + palette.extraWidth, [8, 6]) },
    {
      dataLayer: 'roads',
      ...onRoad(['path'], palette.details.paths),
      symbolizer: dashed(palette.path, () => 1.2 + palette.extraWidth, [2, 3])
    },
    {
      dataLayer: 'roads',
      ...onRoad(['track'], 13),
      symbolizer: dashed(palette.track, () => 1.6 + palette.extraWidth, [7, 3])
    },
    ...roads.map(({ classes, least, stops }) =>
      line('roads', palette.casing, width(stops, 1.6), onRoad(classes, least))
    ),
    ...roads.map(({ classes, least, stops, color }) => line('roads', color, width(stops), onRoad(classes, least))),
    // Gravel is dashed down the middle, a private road crossed: seen without a word and without colour.
    {
      dataLayer: 'roads',
      minzoom: 14,
      filter: (_zoom: number, { props }: Feature) =>
        props.unpaved === true && !['track', 'path'].includes(String(props.class)),
      symbolizer: dashed(palette.casing, () => 1 + palette.extraWidth, [4, 5])
    },
    {
      dataLayer: 'roads',
      minzoom: 15,
      filter: (_zoom: number, { props }: Feature) => props.private === true,
      symbolizer: dashed(palette.quietText, () => 2 + palette.extraWidth, [1.5, 9])
    }
  ];
}
