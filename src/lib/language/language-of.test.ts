import { expect, test } from 'vitest';
import { languageOf } from './language-of.ts';

const none = { query: null, header: null };

test.each([
  ['a link in the portal', { ...none, path: '/portal', query: 'se', header: 'fi' }, 'se', false],
  ['a Sámi phone in the portal', { ...none, path: '/portal/services', header: 'se,fi;q=0.5' }, 'se', false],
  ['a cookie in the portal, which must not count', { ...none, path: '/portal', cookie: 'sv' }, 'fi', false],
  ['a language nobody speaks', { ...none, path: '/portal', query: 'xx', header: 'sv' }, 'sv', false],
  ['a link at the stops', { ...none, path: '/stops', query: 'sv', header: 'en' }, 'sv', true],
  ['the same link again', { ...none, path: '/stops', query: 'sv', cookie: 'sv' }, 'sv', false],
  ['Sámi where there is none', { ...none, path: '/stops', query: 'se', header: 'sv' }, 'sv', false],
  [
    'a choice made before',
    { ...none, path: '/console', cookie: 'en', staff: 'fi' as const, header: 'sv' },
    'en',
    false
  ],
  ['a spoilt cookie', { ...none, path: '/console', cookie: '<script>', header: 'sv' }, 'sv', false],
  ['the setting of staff', { ...none, path: '/console', staff: 'sv' as const, header: 'en' }, 'sv', false],
  ['a path that only begins like the portal', { ...none, path: '/portals', query: 'se' }, 'fi', false]
])('%s', (_, signs, locale, remember) => {
  expect(languageOf(signs)).toEqual({ locale, remember });
});
