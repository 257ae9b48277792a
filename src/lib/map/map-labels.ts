import type * as Protomaps from 'protomaps-leaflet';
import type { Locale } from '#messages/locale.ts';
import type { MapPalette } from './map-palette.ts';
import { is, type Feature, type Library } from './map-style.ts';

/** The names, most important first; what does not fit is left out. In Swedish the Swedish name leads. */
export function labelRules(library: Library, palette: MapPalette, locale: Locale): Protomaps.LabelRule[] {
  const {
    CenteredTextSymbolizer,
    OffsetTextSymbolizer,
    CircleSymbolizer,
    GroupSymbolizer,
    LineLabelSymbolizer,
    ShieldSymbolizer
  } = library;
  const family = "'Source Sans 3 Variable', system-ui, sans-serif";
  const font = (pixels: number, weight = palette.weights.text, style = 'normal') =>
    `${style} ${weight} ${pixels}px ${family}`;
  const first = locale === 'fi' || locale === 'en' ? ['name:fi', 'name'] : [`name:${locale}`, 'name'];
  const other = locale === 'sv' ? 'name:fi' : 'name:sv';
  const nameOf = ({ props }: Feature, keys: string[]) => keys.map((key) => props[key]).find(Boolean);
  const twoNames = (feature: Feature) =>
    feature.props[other] !== undefined && feature.props[other] !== nameOf(feature, first);
  const halo = { stroke: palette.halo, width: 2.5, lineHeight: 1.45 };

  const place = (
    kinds: string[],
    pixels: number,
    weight: number,
    zooms: { minzoom: number; maxzoom?: number },
    fill = palette.text
  ) => {
    const main = new CenteredTextSymbolizer({ labelProps: first, font: font(pixels, weight), fill, ...halo });
    const second = new CenteredTextSymbolizer({
      labelProps: [other],
      font: font(Math.max(12, pixels - 3)),
      fill: palette.quietText,
      ...halo
    });
    const ofKind = is('kind', ...kinds);
    return [
      {
        dataLayer: 'places',
        ...zooms,
        symbolizer: below(main, second, pixels * 1.15),
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
    ...place(['city', 'town', 'municipality'], 19, palette.weights.strong, { minzoom: 6, maxzoom: 14 }),
    ...place(['village'], 16, palette.weights.strong, { minzoom: 9, maxzoom: 15 }),
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
      minzoom: 16,
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

/** One centred name under another. The library's own group would begin both at the left edge of the first. */
function below(
  upper: Protomaps.LabelSymbolizer,
  lower: Protomaps.LabelSymbolizer,
  distance: number
): Protomaps.LabelSymbolizer {
  return {
    place(layout, geometry, feature) {
      const [first] = upper.place(layout, geometry, feature) ?? [];
      const [second] = lower.place(layout, geometry, feature) ?? [];
      if (!first || !second) return undefined;
      const [right, down] = [second.anchor.x - first.anchor.x, second.anchor.y - first.anchor.y + distance];
      return [
        {
          anchor: first.anchor,
          bboxes: [
            ...first.bboxes,
            ...second.bboxes.map((box) => ({ ...box, minY: box.minY + distance, maxY: box.maxY + distance }))
          ],
          draw(context) {
            // A centred text moves the canvas's origin and leaves it moved.
            context.save();
            first.draw(context);
            context.restore();
            context.translate(right, down);
            second.draw(context);
          }
        }
      ];
    }
  };
}
