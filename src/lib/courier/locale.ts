import type { Locale } from '#messages/locale.ts';
import { languageCookie, languageOf } from '../language/language-of.ts';

/** Where the language chosen on this tablet is kept. */
export const localeKey = 'raitti-locale';

/**
 * The courier's language: as chosen on this tablet, else on the site's other pages, else the browser's own.
 *
 * @param kept what stands under `localeKey`, whatever it is.
 * @param cookies as in `document.cookie`.
 * @param languages as in `navigator.languages`.
 */
export function keptLocale(kept: string | null, cookies: string, languages: readonly string[]): Locale {
  const cookie = new RegExp(`(?:^|; )${languageCookie}=([^;]*)`).exec(cookies)?.[1];
  return languageOf({ path: '/courier/', query: kept, cookie, header: languages.join(',') }).locale;
}
