import { translator } from './catalogue.ts';
import type { Locale } from './locale.ts';
import en from './portal/en.ts';
import fi from './portal/fi.ts';
import se from './portal/se.ts';
import sv from './portal/sv.ts';

export type PortalKey = keyof typeof fi;

/** What a resident reads in the van's portal. */
export const portalCatalogues = {
  fi: { origin: 'author', reviewer: null, messages: fi },
  sv: { origin: 'author', reviewer: null, messages: sv },
  en: { origin: 'author', reviewer: null, messages: en },
  se: { origin: 'machine', reviewer: null, messages: se }
} as const;

export const portalMessages = (locale: Locale) => translator<PortalKey>(portalCatalogues, locale);

/** Terms, rights and emergencies: a misunderstanding here harms a person, so no machine writes them in any language. */
export const isNeverMachineMade = (key: string) =>
  /^(terms|rights|emergency|accept|about_kept|about_scam|about_call_lead|signs_in|accessibility|address_is|guide)/.test(
    key
  );
