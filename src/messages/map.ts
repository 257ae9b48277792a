import { translator, type Translator } from './catalogue.ts';
import type { Locale } from './locale.ts';
import en from './map/en.ts';
import fi from './map/fi.ts';
import sv from './map/sv.ts';

/** What the map says of itself and of its stops. */
export const mapCatalogues = {
  fi: { origin: 'author', reviewer: null, messages: fi },
  sv: { origin: 'author', reviewer: null, messages: sv },
  en: { origin: 'author', reviewer: null, messages: en }
} as const;

export type MapMessage = keyof typeof fi;

export const mapMessages = (locale: Locale): Translator<MapMessage> => translator<MapMessage>(mapCatalogues, locale);
