/** The languages of the screens. Finnish comes first; Northern Sámi is the portal's alone. */
export const locales = ['fi', 'sv', 'en', 'se'] as const;
export type Locale = (typeof locales)[number];

/** The languages that courier and console have whole. */
export const staffLocales = ['fi', 'sv', 'en'] as const satisfies readonly Locale[];

export const localeNames: Record<Locale, string> = {
  fi: 'suomi',
  sv: 'svenska',
  en: 'English',
  se: 'davvisámegiella'
};

export const isLocale = (text: unknown): text is Locale => locales.includes(text as Locale);

/**
 * The best of `offered` for a browser's Accept-Language header; Finnish when none fits.
 * RFC 9110, section 12.5.4.
 */
export function preferredLocale(header: string | null | undefined, offered: readonly Locale[] = staffLocales): Locale {
  const wanted = (header ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', quality] = part.trim().split(/\s*;\s*q=/);
      return { language: tag.toLowerCase().split('-')[0], quality: quality === undefined ? 1 : Number(quality) };
    })
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality);
  for (const { language } of wanted) {
    const found = offered.find((locale) => locale === language);
    if (found) return found;
  }
  return 'fi';
}

/** The portal's language: its own links say it in the address, because the login windows of phones keep no cookie. */
export const portalLocale = (query: unknown, header: string | null | undefined): Locale =>
  isLocale(query) ? query : preferredLocale(header, locales);
