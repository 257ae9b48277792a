import { expect, test } from 'vitest';
import type { VisitId } from '#domain/fact.ts';
import { makeLoad, person } from './day.fixture.ts';
import { firstForm, handOverEntries, handOverProblems, type HandOverForm } from './hand-over.ts';

const visit = 'v1' as VisitId;
const meal = makeLoad({ id: 'meal', proof: ['name'] });
const parcel = makeLoad({ id: 'parcel', proof: ['name', 'signature'] });
const insulin = makeLoad({ id: 'insulin', proof: ['name', 'signature', 'identity'] });
const whole: HandOverForm = { receiver: 'recipient', name: 'Aino', identity: true, signature: 'M0 0L9 9' };

test.each([
  ['whole', [insulin], {}, {}],
  ['a name alone is enough for a meal', [meal], { signature: null, identity: false }, {}],
  ['nobody chosen', [meal], { receiver: null }, { receiver: 'receiver_missing' }],
  ['blank name', [meal], { name: '  ' }, { name: 'name_missing' }],
  ['a place must be told', [meal], { receiver: 'agreed_place', name: '' }, { name: 'place_missing' }],
  ['no signature', [parcel], { signature: null }, { signature: 'signature_missing' }],
  ['a place signs nothing', [parcel], { receiver: 'agreed_place', signature: null }, {}],
  ['identity not checked', [insulin], { identity: false }, { identity: 'identity_missing' }],
  ['identity cannot be left at a place', [insulin], { receiver: 'agreed_place' }, { receiver: 'identity_person' }],
  ['the strictest of two decides', [meal, insulin], { identity: false }, { identity: 'identity_missing' }]
] as const)('%s', (_, loads, change, problems) => {
  expect(handOverProblems(loads, { ...whole, ...change })).toEqual(problems);
});

test('each consignment gets its own proof, with no more in it than its kind asks for', () => {
  expect(handOverEntries(visit, [meal, insulin], { ...whole, name: ' Aino ' })).toEqual([
    {
      type: 'consignment.handed_over',
      body: { consignment: 'meal', visit, receiver: 'recipient', identity: null },
      proof: { consignment: 'meal', name: 'Aino', signature: null }
    },
    {
      type: 'consignment.handed_over',
      body: { consignment: 'insulin', visit, receiver: 'recipient', identity: 'matched' },
      proof: { consignment: 'insulin', name: 'Aino', signature: 'M0 0L9 9' }
    }
  ]);
});

test('no name and no signature stands in an open body', () => {
  const bodies = handOverEntries(visit, [insulin], whole).map(({ body }) => JSON.stringify(body));
  expect(bodies.join()).not.toMatch(/Aino|M0 0/);
});

test('a half-filled form writes nothing', () => {
  expect(() => handOverEntries(visit, [insulin], { ...whole, identity: false })).toThrow('not whole');
});

test('the form begins with the recipient’s name, and with nobody’s for a return', () => {
  expect(firstForm([makeLoad({ card: person('Aino') })])).toMatchObject({ receiver: 'recipient', name: 'Aino' });
  expect(firstForm([makeLoad({ card: person('Aino'), direction: 'return' })])).toMatchObject({
    receiver: 'staff',
    name: ''
  });
});
