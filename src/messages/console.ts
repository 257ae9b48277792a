import { translator } from './catalogue.ts';
import type { Locale } from './locale.ts';
import en from './console/en.ts';
import fi from './console/fi.ts';
import sv from './console/sv.ts';

export const consoleCatalogues = {
  fi: { origin: 'author', reviewer: null, messages: fi },
  sv: { origin: 'author', reviewer: null, messages: sv },
  en: { origin: 'author', reviewer: null, messages: en }
} as const;

export const consoleMessages = (locale: Locale) => translator<keyof typeof fi>(consoleCatalogues, locale);
