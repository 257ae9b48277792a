import { translator, type Translator } from './catalogue.ts';
import type { Locale } from './locale.ts';
import en from './road/en.ts';
import fi from './road/fi.ts';
import sv from './road/sv.ts';

/** What the courier's map says of the road ahead, and of the search for a place. */
export const roadCatalogues = {
  fi: { origin: 'author', reviewer: null, messages: fi },
  sv: { origin: 'author', reviewer: null, messages: sv },
  en: { origin: 'author', reviewer: null, messages: en }
} as const;

type RoadMessage = keyof typeof fi;

export const roadMessages = (locale: Locale): Translator<RoadMessage> =>
  translator<RoadMessage>(roadCatalogues, locale);
