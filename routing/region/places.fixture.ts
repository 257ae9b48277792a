import { placesOf } from './places.ts';

/** A thing of the map as `placesOf` is told of it, for tests. */
export const at = (tags: Record<string, string>, longitude = 27, latitude = 64) => ({
  tags: new Map(Object.entries(tags)),
  road: 'highway' in tags && tags.highway !== 'bus_stop',
  position: [longitude, latitude] as const
});

/** A village and a town with streets, houses and services, and things that are no places. */
export const places = placesOf([
  at({ place: 'village', name: 'Jänisperä', 'name:sv': 'Harbacka' }, 27.2),
  at({ place: 'town', name: 'Tervasalmi', 'name:se': 'Đárfečoalbmi' }, 27),
  at({ amenity: 'pharmacy', name: 'Tervasalmen apteekki' }, 27.001),
  at({ highway: 'residential', name: 'Koulutie' }, 27.002),
  at({ highway: 'residential', name: 'Koulutie' }, 27.003),
  at({ highway: 'residential', name: 'Koulutie' }, 27.2),
  at({ building: 'yes', 'addr:street': 'Koulutie', 'addr:housenumber': '3' }, 27.002),
  at({ building: 'yes', 'addr:street': 'Koulutie', 'addr:housenumber': '12' }, 27.002),
  at({ building: 'yes', 'addr:street': 'Koulutie', 'addr:housenumber': '30 B' }, 27.002),
  at({ building: 'yes', 'addr:street': 'Rantatie', 'addr:housenumber': '7', 'addr:city': 'Kuikkasalmi' }, 27.19),
  at({ building: 'yes' }),
  at({ highway: 'service' }),
  at({ highway: 'bus_stop', name: 'Pysäkki' }),
  at({ shop: 'vacant', name: 'Entinen kauppa' }),
  at({ place: 'hamlet', name: 'Ahola' }, 29.5)
]);
