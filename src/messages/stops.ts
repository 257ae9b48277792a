import { translator } from './catalogue.ts';
import type { Locale } from './locale.ts';
import en from './stops/en.ts';
import fi from './stops/fi.ts';
import sv from './stops/sv.ts';

export type StopsKey = keyof typeof fi;

/** The public pages of the announced stops. */
export const stopsCatalogues = {
  fi: { origin: 'author', reviewer: null, messages: fi },
  sv: { origin: 'author', reviewer: null, messages: sv },
  en: { origin: 'author', reviewer: null, messages: en }
} as const;

export const stopsMessages = (locale: Locale) => translator<StopsKey>(stopsCatalogues, locale);
