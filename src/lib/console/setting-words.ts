import type { Kind, TemperatureClass } from '#gateway/hub/services.ts';
import type { Locale } from '#messages/locale.ts';
import { saidIn } from '../language/said.ts';
import { degrees } from '../look/temperature.ts';

/** A kind's name; its identifier where the settings no longer have it, as on an old order. */
export function kindName(kinds: Kind[], id: string, locale: Locale): string {
  const found = kinds.find((kind) => kind.id === id);
  return found ? saidIn(found.name, locale).text : id;
}

/** A temperature class by its word, always with its degrees: "Kuuma, ≥ 60 °C". */
export function temperatureName(classes: TemperatureClass[], id: string, locale: Locale): string {
  const found = classes.find((each) => each.id === id);
  if (!found) return id;
  return [saidIn(found.name, locale).text, degrees(found)].filter(Boolean).join(', ');
}
