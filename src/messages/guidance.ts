import { translator } from './catalogue.ts';
import en from './guidance/en.ts';
import fi from './guidance/fi.ts';
import sv from './guidance/sv.ts';
import type { Locale } from './locale.ts';

export type GuidanceKey = keyof typeof fi;

/** What a driver is told on the way. */
export const guidanceCatalogues = {
  fi: { origin: 'author', reviewer: null, messages: fi },
  sv: { origin: 'author', reviewer: null, messages: sv },
  en: { origin: 'author', reviewer: null, messages: en }
} as const;

export const guidanceMessages = (locale: Locale) => translator<GuidanceKey>(guidanceCatalogues, locale);
