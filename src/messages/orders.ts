import { translator } from './catalogue.ts';
import type { Locale } from './locale.ts';
import en from './orders/en.ts';
import fi from './orders/fi.ts';
import sv from './orders/sv.ts';

export const ordersCatalogues = {
  fi: { origin: 'author', reviewer: null, messages: fi },
  sv: { origin: 'author', reviewer: null, messages: sv },
  en: { origin: 'author', reviewer: null, messages: en }
} as const;

export const ordersMessages = (locale: Locale) => translator<keyof typeof fi>(ordersCatalogues, locale);
