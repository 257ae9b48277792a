import { portalLocale, preferredLocale, staffLocales, type Locale } from '#messages/locale.ts';

/** A person's choice of language on this browser. */
export const languageCookie = 'raitti_language';

interface Signs {
  path: string;
  /** What a language link asked for, `?kieli=sv`. */
  query: string | null;
  cookie?: string | undefined;
  staff?: Locale | undefined;
  /** Accept-Language. */
  header: string | null;
}

/**
 * The language of a page, by the strongest sign: a language link, the choice made before, the person's own setting,
 * the browser. The portal has Northern Sámi too, and no cookie, for the login windows of phones keep none.
 *
 * @returns `remember` when the choice is new and this part of the site keeps it.
 */
export function languageOf({ path, query, cookie, staff, header }: Signs): { locale: Locale; remember: boolean } {
  if (/^\/portal(\/|$)/.test(path)) return { locale: portalLocale(query, header), remember: false };
  const offered = (text: unknown): text is Locale => staffLocales.some((locale) => locale === text);
  if (offered(query)) return { locale: query, remember: query !== cookie };
  if (offered(cookie)) return { locale: cookie, remember: false };
  if (offered(staff)) return { locale: staff, remember: false };
  return { locale: preferredLocale(header), remember: false };
}
