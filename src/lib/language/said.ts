import type { Translator, Values } from '#messages/catalogue.ts';
import type { Locale } from '#messages/locale.ts';

/** Words, and the language they really are in: a screen reader must not read Finnish aloud as Sámi. */
export interface Said {
  text: string;
  lang: Locale;
}

export const said = <Key extends string>(say: Translator<Key>, key: Key, values?: Values): Said => ({
  text: say(key, values),
  lang: say.source(key).locale
});

/** A text of the settings in the reader's language, or in Finnish where it has none. */
export function saidIn(
  texts: { fi: string } & { [other in Locale]?: string | null | undefined },
  locale: Locale
): Said {
  const text = texts[locale];
  return text ? { text, lang: locale } : { text: texts.fi, lang: 'fi' };
}
