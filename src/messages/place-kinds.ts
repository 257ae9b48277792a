import { translator, type Translator } from './catalogue.ts';
import type { Locale } from './locale.ts';
import en from './place-kinds/en.ts';
import fi from './place-kinds/fi.ts';
import sv from './place-kinds/sv.ts';

/** What the kinds of a region's places are called (`routing/region/places.ts`). */
export const placeKindCatalogues = {
  fi: { origin: 'author', reviewer: null, messages: fi },
  sv: { origin: 'author', reviewer: null, messages: sv },
  en: { origin: 'author', reviewer: null, messages: en }
} as const;

export type PlaceKind = keyof typeof fi;

export const isPlaceKind = (kind: string): kind is PlaceKind => kind in fi;

export const placeKindMessages = (locale: Locale): Translator<PlaceKind> =>
  translator<PlaceKind>(placeKindCatalogues, locale);
