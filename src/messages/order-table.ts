import { translator } from './catalogue.ts';
import type { Locale } from './locale.ts';
import en from './order-table/en.ts';
import fi from './order-table/fi.ts';
import sv from './order-table/sv.ts';

export type OrderTableKey = keyof typeof fi;

/** Why a table of orders could not be read. */
export const orderTableCatalogues = {
  fi: { origin: 'author', reviewer: null, messages: fi },
  sv: { origin: 'author', reviewer: null, messages: sv },
  en: { origin: 'author', reviewer: null, messages: en }
} as const;

export const orderTableMessages = (locale: Locale) => translator<OrderTableKey>(orderTableCatalogues, locale);
