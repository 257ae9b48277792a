import { expect, test } from 'vitest';
import { keptLocale } from './locale.ts';

test.each([
  ['the tablet’s own choice', 'en', 'raitti_language=sv', ['fi-FI'], 'en'],
  ['the choice on the front page', null, 'a=1; raitti_language=sv; b=2', ['fi-FI'], 'sv'],
  ['the browser’s language', null, '', ['sv-FI', 'fi'], 'sv'],
  ['a browser that speaks none of ours', null, '', ['de-DE'], 'fi'],
  ['a cookie of another name', null, 'not_raitti_language=sv', [], 'fi'],
  ['what is damaged', '{"', 'raitti_language=%00', ['en'], 'en'],
  ['a language of the portal alone', 'se', 'raitti_language=se', ['sv'], 'sv']
])('%s', (_, kept, cookies, languages, locale) => {
  expect(keptLocale(kept, cookies, languages)).toBe(locale);
});
