import { translator } from './catalogue.ts';
import type { Locale } from './locale.ts';
import en from './demo/en.ts';
import fi from './demo/fi.ts';
import sv from './demo/sv.ts';

export const demoCatalogues = {
  fi: { origin: 'author', reviewer: null, messages: fi },
  sv: { origin: 'author', reviewer: null, messages: sv },
  en: { origin: 'author', reviewer: null, messages: en }
} as const;

export const demoMessages = (locale: Locale) => translator<keyof typeof fi>(demoCatalogues, locale);
