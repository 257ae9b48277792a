import { expect, test } from 'vitest';
import { courierMessages } from '#messages/courier.ts';
import { signedPack } from './pack.fixture.ts';
import { notLooked, type RegionState } from './region-on-tablet.ts';
import { regionWords } from './region-words.ts';
import type { PackProblem, SignedPack } from './signed-pack.ts';

const say = courierMessages('fi');
const kept = signedPack();
const offered = signedPack({ version: 'ba9876543210', issued: 2000 });
const unfit = (fit: 'app_older' | 'pack_older'): SignedPack => ({ ...kept, fit, manifest: null });
const fetching = { have: 1_200_000, all: 2_400_000, left: null };
const problem = (code: PackProblem, lacking: number | null = null) => ({ code, lacking });
const oldIsUsed = 'Tähänastinen kartta on käytössä, kunnes uusi on kokonaan tabletissa.';

test.each<[string, Partial<RegionState>, string, RegExp, boolean]>([
  ['a map', { kept }, 'ok', /^Tervala, 2,4 Mt, tarkistettu$/, false],
  ['no map', { kept: null }, 'fault', /puuttuu|ei ole vielä/, true],
  ['no map, but one on its way', { kept: null, fetching }, 'wait', /^haetaan: 1,2 \/ 2,4 Mt\.$/, false],
  ['time left', { kept: null, fetching: { ...fetching, left: 61 } }, 'wait', /Mt, noin 2 min jäljellä\.$/, false],
  ['a newer one', { kept, offered }, 'attention', /^Uudempi kartta odottaa, 2,4 Mt\. Tähänastinen/, true],
  ['a newer one on its way', { kept, fetching }, 'attention', /^haetaan: .* Tähänastinen/, false],
  ['a newer one for a newer app', { kept, offered: unfit('app_older') }, 'attention', /Päivitä sovellus ensin/, false],
  ['only one for a newer app', { kept: null, offered: unfit('app_older') }, 'fault', /Päivitä sovellus ensin/, false],
  ['only one for an older app', { kept: null, offered: unfit('pack_older') }, 'fault', /liian vanha/, false],
  ['a map that does not fit', { kept: unfit('pack_older') }, 'fault', /ei sovi tähän sovellukseen/, true],
  ['no connection', { kept: null, problem: problem('offline') }, 'fault', /ei ole yhteyttä/, true],
  ['no connection for a newer one', { kept, problem: problem('offline') }, 'attention', /yhteyttä.*Tähänastinen/, true],
  ['no room', { kept: null, problem: problem('full', 3_250_000) }, 'fault', /tilaa puuttuu 3,3 Mt/, true],
  ['no room, nobody knows how much', { kept: null, problem: problem('full') }, 'fault', /ei mahdu/, true],
  ['a strange network', { kept: null, problem: problem('unsigned') }, 'fault', /omalta palvelimeltasi/, true],
  ['another hub', { kept, problem: problem('other_hub') }, 'attention', /toinen palvelin/, true],
  ['altered', { kept, problem: problem('forged') }, 'attention', /muutettu matkalla/, true],
  ['replayed', { kept, problem: problem('older') }, 'attention', /vanhempi kuin tabletissa/, true],
  ['broken', { kept: null, problem: problem('broken') }, 'fault', /ei ole ehjä/, true],
  ['an old app', { kept, problem: problem('app_older') }, 'attention', /Päivitä sovellus ensin/, false],
  ['an old pack', { kept: null, problem: problem('pack_older') }, 'fault', /liian vanha/, false]
])('%s', (_, change, state, text, canFetch) => {
  const words = regionWords({ ...notLooked, ...change }, say);
  expect(words.state).toBe(state);
  expect(words.text).toMatch(text);
  expect(words.fetchMap ?? false).toBe(canFetch);
  expect(words.text.includes(oldIsUsed)).toBe(state === 'attention');
});
