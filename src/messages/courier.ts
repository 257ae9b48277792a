import { translator, type Translator } from './catalogue.ts';
import en from './courier/en.ts';
import fi from './courier/fi.ts';
import sv from './courier/sv.ts';
import type { Locale } from './locale.ts';

/** The courier's screens: short words that are read with gloves on. */
export const courierCatalogues = {
  fi: { origin: 'author', reviewer: null, messages: fi },
  sv: { origin: 'author', reviewer: null, messages: sv },
  en: { origin: 'author', reviewer: null, messages: en }
} as const;

export type CourierMessage = keyof typeof fi;
export type Say = Translator<CourierMessage>;

export const courierMessages = (locale: Locale): Say => translator<CourierMessage>(courierCatalogues, locale);
