import type * as Protomaps from 'protomaps-leaflet';
import type { Locale } from '#messages/locale.ts';
import type { MapPalette } from './map-palette.ts';

type Feature = Parameters<NonNullable<Protomaps.PaintRule['filter']>>[1];
type Library = typeof Protomaps;

const is =
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
  const onRoad = (classes: string[], least: number) => ({ minzoom: least, filter: is('class', ...classes) });

  return [
    area('landuse', palette.residential, ['residential']),
    area('landuse', palette.forest, ['forest']),
    area('landuse', palette.field, ['field']),
    area('landuse', palette.heath, ['heath']),
    area('landuse', palette.rock, ['rock']),
    area('landuse', palette.wetland, ['wetland']),
    area('landuse', palette.park, ['park']),
    area('water', palette.water, ['lake'], palette.shore, 0.8 + palette.extraWidth),
    line(
      'water',
      palette.water,
      width([
        [8, 0.8],
        [14, 3],
        [18, 12]
      ]),
      { filter: is('kind', 'river', 'canal') }
    ),
    line(
      'water',
      palette.water,
      width([
        [12, 0.5],
        [18, 3]
      ]),
      { filter: is('kind', 'stream') }
    ),
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

/** The names, most important first; what does not fit is left out. In Swedish the Swedish name leads. */
export function labelRules(library: Library, palette: MapPalette, locale: Locale): Protomaps.LabelRule[] {
  const {
    CenteredTextSymbolizer,
    OffsetTextSymbolizer,
    CircleSymbolizer,
    GroupSymbolizer,
    LineLabelSymbolizer,
    ShieldSymbolizer,
    TextPlacements
  } = library;
  const family = "'Source Sans 3 Variable', system-ui, sans-serif";
  const font = (pixels: number, weight = palette.weights.text, style = 'normal') =>
    `${style} ${weight} ${pixels}px ${family}`;
  const first = locale === 'fi' || locale === 'en' ? ['name:fi', 'name'] : [`name:${locale}`, 'name'];
  const other = locale === 'sv' ? 'name:fi' : 'name:sv';
  const nameOf = ({ props }: Feature, keys: string[]) => keys.map((key) => props[key]).find(Boolean);
  const twoNames = (feature: Feature) =>
    feature.props[other] !== undefined && feature.props[other] !== nameOf(feature, first);
  const halo = { stroke: palette.halo, width: 3, lineHeight: 1.2 };

  const place = (
    kinds: string[],
    pixels: number,
    weight: number,
    zooms: { minzoom: number; maxzoom?: number },
    fill = palette.text
  ) => {
    const main = new CenteredTextSymbolizer({ labelProps: first, font: font(pixels, weight), fill, ...halo });
    const second = new OffsetTextSymbolizer({
      labelProps: [other],
      font: font(Math.max(12, pixels - 3)),
      fill: palette.quietText,
      ...halo,
      offsetY: pixels * 0.6,
      placements: [TextPlacements.S],
      justify: 2
    });
    const ofKind = is('kind', ...kinds);
    return [
      {
        dataLayer: 'places',
        ...zooms,
        symbolizer: new GroupSymbolizer([main, second]),
        filter: (zoom: number, feature: Feature) => ofKind(zoom, feature) && twoNames(feature)
      },
      {
        dataLayer: 'places',
        ...zooms,
        symbolizer: main,
        filter: (zoom: number, feature: Feature) => ofKind(zoom, feature) && !twoNames(feature)
      }
    ];
  };
  const service = (kinds: string[], minzoom: number) => ({
    dataLayer: 'pois',
    minzoom,
    filter: (zoom: number, feature: Feature) => is('kind', ...kinds)(zoom, feature) && Boolean(feature.props.name),
    symbolizer: new GroupSymbolizer([
      new CircleSymbolizer({ radius: 3.5, fill: palette.quietText, stroke: palette.halo, width: 1.5 }),
      new OffsetTextSymbolizer({
        labelProps: first,
        font: font(13),
        fill: palette.quietText,
        ...halo,
        offsetX: 6,
        offsetY: 4.5,
        maxLineChars: 16
      })
    ])
  });
  const street = (classes: string[], minzoom: number, pixels: number) => ({
    dataLayer: 'roads',
    minzoom,
    filter: (zoom: number, feature: Feature) => is('class', ...classes)(zoom, feature) && Boolean(feature.props.name),
    symbolizer: new LineLabelSymbolizer({ labelProps: first, font: font(pixels), fill: palette.text, ...halo })
  });

  return [
    ...place(['city', 'town', 'municipality'], 19, palette.weights.strong, { minzoom: 6, maxzoom: 15 }),
    ...place(['village'], 16, palette.weights.strong, { minzoom: 9, maxzoom: 16 }),
    ...place(['suburb', 'quarter', 'hamlet'], 14, palette.weights.strong, { minzoom: 11, maxzoom: 17 }),
    ...place(['lake'], 14, palette.weights.text, { minzoom: 9 }, palette.waterText),
    {
      dataLayer: 'roads',
      minzoom: 9,
      filter: (_zoom: number, { props }: Feature) =>
        Boolean(props.ref) && ['motorway', 'trunk', 'primary', 'secondary'].includes(String(props.class)),
      symbolizer: new ShieldSymbolizer({
        labelProps: ['ref'],
        font: font(12, palette.weights.strong),
        fill: palette.text,
        background: palette.halo,
        padding: 3
      })
    },
    street(['motorway', 'trunk', 'primary', 'secondary', 'tertiary'], 13, 14),
    street(['minor', 'track', 'service', 'path'], 15, 13),
    service(
      [
        'pharmacy',
        'library',
        'health',
        'care',
        'town_hall',
        'kitchen',
        'depot',
        'post',
        'ferry_terminal',
        'village_hall',
        'church',
        'school'
      ],
      14
    ),
    service(['shop', 'fuel', 'charging', 'fire_station', 'police', 'bank', 'bus_station', 'railway_station'], 15),
    ...place(
      ['neighbourhood', 'island', 'isolated_dwelling', 'farm', 'locality', 'islet'],
      13,
      palette.weights.text,
      { minzoom: 13 },
      palette.quietText
    ),
    {
      dataLayer: 'addresses',
      minzoom: 17,
      symbolizer: new CenteredTextSymbolizer({
        labelProps: ['housenumber'],
        font: font(13),
        fill: palette.quietText,
        ...halo
      })
    },
    service(['other_shop', 'restaurant', 'hotel'], 17)
  ];
}
