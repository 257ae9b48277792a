import type { Kind, TemperatureClass } from '#gateway/hub/services.ts';
import { degrees } from '#lib/look/temperature.ts';
import type { Locale } from '#messages/locale.ts';

const languageOf = (locale: Locale) => (locale === 'se' ? 'fi' : locale);

/** A kind's name; its identifier where the settings no longer have it, as on an old order. */
export const kindName = (kinds: Kind[], id: string, locale: Locale) =>
  kinds.find((kind) => kind.id === id)?.name[languageOf(locale)] ?? id;

/** A temperature class by its word, always with its degrees: "Kuuma, ≥ 60 °C". */
export function temperatureName(classes: TemperatureClass[], id: string, locale: Locale): string {
  const found = classes.find((each) => each.id === id);
  if (!found) return id;
  return [found.name[languageOf(locale)], degrees(found)].filter(Boolean).join(', ');
}
