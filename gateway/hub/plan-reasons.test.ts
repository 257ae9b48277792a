import { describe, expect, test } from 'vitest';
import { reason } from '#messages/reasons.ts';
import type { Reason } from '#routing/planner/explain/reasons.ts';
import { reasonsFor, writeReasons } from './plan-reasons.ts';

const eight = Date.UTC(2026, 10, 30, 6) / 1000;
const others = [
  { kind: 'shipment' as const, id: 1 },
  { kind: 'job' as const, id: 2 }
];
const idOf = ({ kind, id }: { kind: string; id: number }) => `${kind}-${id}`;
const mine = (id: string) => (id === 'shipment-1' ? 'Apteekki' : null);
const nobody = () => null;

const said = (one: Reason, titleOf: (id: string) => string | null = mine) =>
  reasonsFor(writeReasons([one], idOf), titleOf).map((each) => reason('fi', each));

describe('a dispatcher reads', () => {
  test.each<[Reason, string]>([
    [{ vehicle: 0, code: 'skills', missing: [1] }, 'Auto ei sovellu tähän lähetykseen.'],
    [
      { vehicle: 0, code: 'over_capacity', dimension: 0, amount: 3, capacity: 2, from: { type: 'pickup', id: 1 } },
      'Lähetys ei mahdu autoon, joka on täynnä tästä alkaen: Apteekki.'
    ],
    [{ vehicle: 0, code: 'compartment', full: [1] }, 'Lähetykselle sopiva tila autossa on täynnä.'],
    [
      { vehicle: 0, code: 'compartment', needs: ['chilled'] },
      'Autossa ei ole sellaista tilaa, jonka lähetys tarvitsee.'
    ],
    [
      { vehicle: 0, code: 'time_window', stop: 'delivery', earliest: eight + 600, closes: eight, by: 600 },
      'Luvattu aika päättyy klo 8.00, mutta auto ehtii aikaisintaan klo 8.10.'
    ],
    [
      { vehicle: 0, code: 'time_window', stop: 'delivery', latest: eight, opens: eight + 600, by: 600 },
      'Luvattu aika alkaa vasta klo 8.10, mutta auto voisi käydä viimeistään klo 8.00.'
    ],
    [
      { vehicle: 0, code: 'presence', earliest: eight + 600, from: eight, by: 600 },
      'Paikalla pitäisi olla klo 8.00, mutta auto ehtii aikaisintaan klo 8.10.'
    ],
    [
      { vehicle: 0, code: 'presence', latest: eight, until: eight + 600, by: 600 },
      'Paikalla pitäisi olla klo 8.10 asti, mutta auton on lähdettävä viimeistään klo 8.00.'
    ],
    [
      { vehicle: 0, code: 'max_shift', needed: 3601, limit: 3000 },
      'Työvuorosta tulisi 61 min pitkä, ja se saa kestää enintään 50 min.'
    ],
    [{ vehicle: 0, code: 'promises', others }, 'Näille annettu lupaus ei enää pitäisi: Apteekki.'],
    [{ vehicle: 0, code: 'precedence', others }, 'Saman auton pitäisi hoitaa ensin: Apteekki.'],
    [
      { vehicle: 0, code: 'incompatible_load', with: others },
      'Ei saa olla autossa yhtä aikaa näiden kanssa: Apteekki.'
    ],
    [{ code: 'conflict', others }, 'Mahtuisi yksinään, mutta ei yhdessä näiden kanssa: Apteekki.'],
    [{ code: 'search_limit', unfinished: true }, 'Kaikkia syitä ei ehditty selvittää.'],
    [{ vehicle: 0, code: 'search_limit' }, 'Mahtuisi, mutta paikkaa ei ehditty löytää. Suunnittele uudelleen.'],
    [
      { vehicle: 0, code: 'too_dear', cost: 5, unassigned_cost: 4 },
      'Jätettiin pois, koska käynti maksaisi enemmän kuin pois jättäminen.'
    ],
    [{ vehicle: 0, code: 'locked' }, 'Mahtuisi, jos lukittua järjestystä saisi muuttaa.'],
    [{ vehicle: 0, code: 'working_time', break_after: 100 }, 'Työajan lepotauot huomioon ottaen aika ei riitä.']
  ])('%j', (one, sentence) => {
    expect(said(one)).toEqual([sentence]);
    for (const locale of ['sv', 'en'] as const)
      for (const each of reasonsFor(writeReasons([one], idOf), mine)) expect(reason(locale, each)).not.toBe('');
  });
});

test('who belongs to another tenant is named nowhere', () => {
  const hidden: Reason[] = [
    { vehicle: 0, code: 'promises', others },
    { vehicle: 0, code: 'precedence', others },
    { vehicle: 0, code: 'incompatible_load', with: others },
    { code: 'conflict', others },
    { vehicle: 0, code: 'over_capacity', dimension: 0, amount: 3, capacity: 2, from: { type: 'pickup', id: 1 } }
  ];
  expect(hidden.flatMap((one) => said(one, nobody))).toEqual([
    'Muille annettu lupaus ei enää pitäisi.',
    'Saman auton pitäisi hoitaa ensin toinen tehtävä.',
    'Ei saa olla autossa yhtä aikaa muun kuorman kanssa.',
    'Mahtuisi yksinään, mutta ei päivän muiden kohteiden kanssa.',
    'Lähetys ei mahdu autoon.'
  ]);
});

test('facts that were stored before are still said', () => {
  const stored = [
    { code: 'over_capacity', values: {} },
    { code: 'conflict', values: { others: 'shipment-1' } },
    { code: 'conflict_many', values: {} },
    { code: 'time_window', values: { earliest: '8.10', closes: '8.00' } },
    { code: 'travel_time', values: {} }
  ];
  expect(reasonsFor(stored, mine).map((each) => reason('fi', each))).toEqual([
    'Lähetys ei mahdu autoon.',
    'Mahtuisi yksinään, mutta ei yhdessä näiden kanssa: Apteekki.',
    'Mahtuisi yksinään, mutta ei päivän muiden kohteiden kanssa.',
    'Luvattu aika päättyy klo 8.00, mutta auto ehtii aikaisintaan klo 8.10.',
    'Ajoa tulisi enemmän kuin autolle on sovittu.'
  ]);
});
