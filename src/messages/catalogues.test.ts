import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { translator, type Catalogues, type Message } from './catalogue.ts';
import { preferredLocale } from './locale.ts';

/** Every room's catalogues, found by their files so that a new room cannot be forgotten. */
const rooms = await Promise.all(
  readdirSync(import.meta.dirname, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(async ({ name }) => {
      const exported = (await import(`./${name}.ts`)) as Record<string, unknown>;
      const catalogues = Object.entries(exported).find(([key]) => key.endsWith('Catalogues'))?.[1];
      if (!catalogues) throw new Error(`src/messages/${name}.ts exports no …Catalogues.`);
      return { name, catalogues: catalogues as Catalogues<string> };
    })
);

const placesOf = (message: Message) => {
  const texts = typeof message === 'string' ? [message] : Object.values(message);
  return [...new Set(texts.flatMap((text) => [...text.matchAll(/\{(\w+)\}/g)].map(([, place]) => place)))].sort();
};

describe.each(rooms)('the messages of $name', ({ catalogues }) => {
  test.each(['sv', 'en'] as const)('%s has the keys of Finnish', (locale) => {
    expect(Object.keys(catalogues[locale].messages).sort()).toEqual(Object.keys(catalogues.fi.messages).sort());
  });

  test('Northern Sámi has no key that Finnish lacks', () => {
    const finnish = Object.keys(catalogues.fi.messages);
    expect(Object.keys(catalogues.se?.messages ?? {}).filter((key) => !finnish.includes(key))).toEqual([]);
  });

  test.each(['fi', 'sv', 'en', 'se'] as const)(
    '%s has a form for each plural category and the places of Finnish',
    (locale) => {
      const needed = new Intl.PluralRules(locale).resolvedOptions().pluralCategories;
      for (const [key, message] of Object.entries(catalogues[locale]?.messages ?? {}) as [string, Message][]) {
        const finnish = catalogues.fi.messages[key] as Message;
        expect(typeof message, key).toBe(typeof finnish);
        expect(placesOf(message), key).toEqual(placesOf(finnish));
        if (typeof message !== 'string')
          expect(
            needed.filter((category) => !(category in message)),
            key
          ).toEqual([]);
        for (const text of typeof message === 'string' ? [message] : Object.values(message))
          expect(text.trim(), key).not.toBe('');
      }
    }
  );
});

describe('a translator', () => {
  const catalogues: Catalogues<'greeting' | 'parcels'> = {
    fi: {
      origin: 'author',
      reviewer: null,
      messages: { greeting: 'Hei {name}', parcels: { one: '{count} lähetys', other: '{count} lähetystä' } }
    },
    sv: {
      origin: 'author',
      reviewer: null,
      messages: { greeting: 'Hej {name}', parcels: { one: '{count} kolli', other: '{count} kollin' } }
    },
    en: {
      origin: 'author',
      reviewer: null,
      messages: { greeting: 'Hello {name}', parcels: { one: '{count} parcel', other: '{count} parcels' } }
    },
    se: {
      origin: 'machine',
      reviewer: null,
      messages: { parcels: { one: '{count} páhkka', two: '{count} páhka', other: '{count} páhka' } }
    }
  };

  test('chooses the plural form', () => {
    const say = translator(catalogues, 'fi');
    expect([say('parcels', { count: 1 }), say('parcels', { count: 2 })]).toEqual(['1 lähetys', '2 lähetystä']);
  });

  test('says what it lacks in Finnish, and tells that it did', () => {
    const say = translator(catalogues, 'se');
    expect(say('greeting', { name: 'Aino' })).toBe('Hei Aino');
    expect(say.source('greeting')).toEqual({ locale: 'fi', unreviewed: false });
    expect(say.source('parcels')).toEqual({ locale: 'se', unreviewed: true });
  });

  test('refuses a sentence with a hole', () => {
    expect(() => translator(catalogues, 'en')('greeting')).toThrow('name');
  });
});

test.each([
  ['sv-FI,fi;q=0.8', 'sv'],
  ['de,en;q=0.5,fi;q=0.9', 'fi'],
  ['se', 'fi'],
  ['', 'fi'],
  ['en;q=0', 'fi']
])('a browser that asks for %s is answered in %s', (header, locale) => {
  expect(preferredLocale(header)).toBe(locale);
});
