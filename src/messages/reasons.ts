import { translator, type Values } from './catalogue.ts';
import type { Locale } from './locale.ts';
import en from './reasons/en.ts';
import fi from './reasons/fi.ts';
import sv from './reasons/sv.ts';

export const reasonsCatalogues = {
  fi: { origin: 'author', reviewer: null, messages: fi },
  sv: { origin: 'author', reviewer: null, messages: sv },
  en: { origin: 'author', reviewer: null, messages: en }
} as const;

/** Why something could not be planned, in one sentence; a code that this release does not know has a sentence too. */
export function reason(locale: Locale, { code, values }: { code: string; values: Values }): string {
  const say = translator<keyof typeof fi>(reasonsCatalogues, locale);
  return say(Object.hasOwn(fi, code) ? (code as keyof typeof fi) : 'other', values);
}
