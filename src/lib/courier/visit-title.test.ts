import { expect, test } from 'vitest';
import { courierMessages } from '#messages/courier.ts';
import { makeLoad, makeVisit, person } from './day.fixture.ts';
import { fullAddress, peopleAtDoor, visitTitle } from './visit-title.ts';

const fi = courierMessages('fi');

test('several consignments for one person make one person at the door', () => {
  const visit = makeVisit({
    deliveries: [makeLoad({ id: 'a', card: person('Aino') }), makeLoad({ id: 'b', card: person('Aino') })],
    pickups: [makeLoad({ id: 'c', card: person('Helmi'), direction: 'return' })]
  });
  expect(peopleAtDoor(visit).map(({ card }) => card?.name)).toEqual(['Aino', 'Helmi']);
});

test('at a sender nobody of the recipients is at the door', () => {
  const visit = makeVisit({ title: 'Keskuskeittiö', kind: 'pickup', pickups: [makeLoad({ card: person('Aino') })] });
  expect(peopleAtDoor(visit)).toEqual([]);
  expect(visitTitle(visit, fi)).toBe('Keskuskeittiö');
});

test.each([
  ['Kylätalo', fi],
  ['Byagård', courierMessages('sv')],
  ['Kylätalo', courierMessages('en')]
])('a stop is called %s', (name, say) => {
  const stop = { name: { fi: 'Kylätalo', sv: 'Byagård' } } as never;
  expect(visitTitle(makeVisit({ kind: 'service_stop', stop }), say)).toBe(name);
});

test('without a name it is at least said what kind of visit it is', () => {
  expect(visitTitle(makeVisit({ title: null, kind: 'break' }), fi)).toBe('Tauko');
});

test.each([
  ['Koulutie 3', 'Tervasalmi', 'Koulutie 3, Tervasalmi'],
  ['Koulutie 3, Tervasalmi', 'Tervasalmi', 'Koulutie 3, Tervasalmi'],
  ['Koulutie 3', '', 'Koulutie 3']
])('%s in "%s" is written %s', (address, village, whole) => {
  expect(fullAddress({ address, village })).toBe(whole);
});
