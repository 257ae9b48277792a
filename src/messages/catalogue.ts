import type { Locale } from './locale.ts';

/** A text with `{name}` places, or one text for each plural category of its `count`. */
export type Message = string | ({ other: string } & Partial<Record<Intl.LDMLPluralRule, string>>);

/** Who wrote the texts of one language, and who has read them; a machine's unread text says so on the page. */
export interface Catalogue<Key extends string = string> {
  origin: 'author' | 'machine';
  reviewer: string | null;
  messages: Partial<Record<Key, Message>>;
}

interface WholeCatalogue<Key extends string> extends Catalogue<Key> {
  messages: Record<Key, Message>;
}

/** Finnish, Swedish and English whole; Northern Sámi as far as somebody could write it. */
export type Catalogues<Key extends string> = Record<'fi' | 'sv' | 'en', WholeCatalogue<Key>> & {
  se?: Catalogue<Key>;
};

export type Values = Record<string, string | number>;

export interface Translator<Key extends string> {
  (key: Key, values?: Values): string;
  readonly locale: Locale;
  /** The language a text really is in, and whether a machine made it and nobody has read it. */
  source(key: Key): { locale: Locale; unreviewed: boolean };
}

/**
 * Speaks one language from the catalogues of one room.
 *
 * @param locale the wanted language; a text that it lacks is said in Finnish, and `source` tells so.
 * @throws when a `{place}` of the text has no value: a sentence with a hole must not reach a person.
 */
export function translator<Key extends string>(catalogues: Catalogues<Key>, locale: Locale): Translator<Key> {
  const catalogueOf = (key: Key): { catalogue: Catalogue<Key>; locale: Locale } => {
    const wanted = catalogues[locale];
    return wanted?.messages[key] === undefined
      ? { catalogue: catalogues.fi, locale: 'fi' }
      : { catalogue: wanted, locale };
  };
  const say = (key: Key, values: Values = {}) => {
    const { catalogue, locale: spoken } = catalogueOf(key);
    const message = catalogue.messages[key];
    if (message === undefined) throw new Error(`There is no message "${key}".`);
    return fill(typeof message === 'string' ? message : plural(message, spoken, values), key, values);
  };
  return Object.assign(say, {
    locale,
    source: (key: Key) => {
      const { catalogue, locale: spoken } = catalogueOf(key);
      return { locale: spoken, unreviewed: catalogue.origin === 'machine' && catalogue.reviewer === null };
    }
  });
}

function plural(message: Exclude<Message, string>, locale: Locale, values: Values): string {
  const category = new Intl.PluralRules(locale).select(Number(values.count));
  return message[category] ?? message.other;
}

function fill(text: string, key: string, values: Values): string {
  return text.replace(/\{(\w+)\}/g, (_, place: string) => {
    const value = values[place];
    if (value === undefined) throw new Error(`The message "${key}" needs a value for "${place}".`);
    return String(value);
  });
}
