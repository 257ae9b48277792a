import { expect, test } from 'vitest';
import { isNeverMachineMade, portalCatalogues, portalMessages, type PortalKey } from '#messages/portal.ts';
import { said, saidIn } from './said.ts';

test.each([
  ['sv', { fi: 'Kirjasto', sv: 'Bibliotek' }, { text: 'Bibliotek', lang: 'sv' }],
  ['se', { fi: 'Kirjasto', sv: 'Bibliotek' }, { text: 'Kirjasto', lang: 'fi' }],
  ['sv', { fi: 'Kirjasto', sv: null }, { text: 'Kirjasto', lang: 'fi' }],
  ['fi', { fi: 'Kirjasto' }, { text: 'Kirjasto', lang: 'fi' }]
] as const)('a setting in %s', (locale, texts, expected) => {
  expect(saidIn(texts, locale)).toEqual(expected);
});

test('what could harm a person is Finnish in the Sámi portal, and known to be', () => {
  const say = portalMessages('se');
  const keys = Object.keys(portalCatalogues.fi.messages) as PortalKey[];
  const guarded = keys.filter(isNeverMachineMade);
  expect(guarded).toEqual(expect.arrayContaining(['terms', 'terms_kept', 'accept', 'emergency', 'rights_mail']));
  for (const key of guarded)
    expect([key, said(say, key, { minutes: 60, address: '', service: '' }).lang]).toEqual([key, 'fi']);
});

test('everything else is Sámi or known to be Finnish, and marked as unreviewed when a machine made it', () => {
  const say = portalMessages('se');
  for (const key of Object.keys(portalCatalogues.se.messages) as PortalKey[])
    expect(say.source(key)).toEqual({ locale: 'se', unreviewed: true });
});
