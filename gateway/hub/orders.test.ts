import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OrderId } from '#domain/fact.ts';
import type { LocalDate } from '#domain/units.ts';
import { at, mealDraft, medicineDraft, openTestHub, testSetup, today, type TestHub } from './hub.fixture.ts';
import type { OrderDraft, Staff } from './services.ts';

let test: TestHub;
let county: Staff;
let pharmacy: Staff;
let boss: Staff;
beforeEach(async () => {
  test = await openTestHub();
  county = await test.staff('county');
  pharmacy = await test.staff('pharmacy');
  boss = await test.staff('boss');
});
afterEach(() => test.remove());

const place = async (staff: Staff, draft: OrderDraft): Promise<OrderId> => {
  const placed = await test.hub.services.orders.place(staff, draft);
  if ('problems' in placed) throw new Error(JSON.stringify(placed.problems));
  return placed.order;
};
const find = (staff: Staff, order: OrderId) => test.hub.services.orders.find(staff, order);
/** The shift's own facts: what the hub has told the devices. */
const told = (day = today) =>
  test.hub.shifts
    .facts(`raitti.${day}.van-17` as never)
    .map(({ fact }) => fact)
    .filter(({ type }) => type.startsWith('consignment.'));

describe('an order', () => {
  it('comes back as it was typed, with where it stands', async () => {
    const order = await place(county, mealDraft);
    expect(find(county, order)).toMatchObject({
      recipient: 'Aino Kettunen',
      address: 'Koulutie 10, Tervasalmi',
      kind: 'meal',
      temperatureClass: 'hot',
      sender: 'Keskuskeittiö',
      window: { from: at('10:30'), to: at('11:30') },
      status: 'placed',
      time: null,
      draft: { ...mealDraft, temperatureClass: 'hot' },
      timeline: [{ type: 'order.placed', by: 'orderer', saved: { tablet: false, van: false, hub: true } }],
      proof: null,
      failure: null,
      knows: null
    });
  });

  it('is not placed while a field is wrong', async () => {
    const placed = await test.hub.services.orders.place(county, { ...mealDraft, pieces: '' });
    expect(placed).toEqual({ problems: { pieces: 'not_a_count' } });
    expect(test.hub.services.orders.list(county, today)).toEqual([]);
  });

  it('tells an open shift of its birth, change and end, once each', async () => {
    const early = await place(county, mealDraft);
    await test.hub.services.days.plan(boss, today);
    const late = await place(pharmacy, medicineDraft);
    await test.hub.services.orders.change(county, early, { ...mealDraft, pieces: '3' });
    await test.hub.services.orders.cancel(pharmacy, late, 'recipient');
    expect(told().map(({ type, body }) => [type, body.order ?? body.reason])).toEqual([
      ['consignment.added', early],
      ['consignment.added', late],
      ['consignment.changed', early],
      ['consignment.cancelled', 'recipient']
    ]);
    await test.reopen();
    expect(told()).toHaveLength(4);
  });

  it('tells the shift of a recipient’s new telephone for everything that is carried to them', async () => {
    const first = await place(county, mealDraft);
    await test.hub.services.days.plan(boss, today);
    const second = await place(county, { ...mealDraft, telephone: '000 123 1999' });
    expect(told().map(({ type, body }) => [type, body.order])).toEqual([
      ['consignment.added', first],
      ['consignment.changed', first],
      ['consignment.added', second]
    ]);
  });

  it('tells every day that is still to come of a new telephone, whichever day it was typed for', async () => {
    const tomorrow = '2026-11-25' as LocalDate;
    const first = await place(county, mealDraft);
    await place(county, { ...mealDraft, date: '25.11.2026' });
    for (const day of [today, tomorrow]) await test.hub.services.days.plan(boss, day);
    const typed = await place(county, { ...mealDraft, date: '27.11.2026', telephone: '000 123 1999' });
    for (const day of [today, tomorrow])
      expect(told(day).map(({ type }) => type)).toEqual(['consignment.added', 'consignment.changed']);
    expect(told().every(({ body }) => body.order === first)).toBe(true);
    expect(find(county, typed)?.status).toBe('placed');
  });

  it('tells nothing of one that came and went before the shift opened', async () => {
    const order = await place(county, mealDraft);
    await test.hub.services.orders.cancel(county, order, 'orderer');
    await test.hub.services.days.plan(boss, today);
    expect(told()).toEqual([]);
    expect(find(county, order)).toMatchObject({ status: 'cancelled', knows: null });
  });

  it('moved to another day leaves the shift it was in', async () => {
    const order = await place(county, mealDraft);
    await test.hub.services.days.plan(boss, today);
    const before = find(county, order)!.consignment;
    await test.hub.services.orders.change(county, order, { ...mealDraft, date: '25.11.2026' });
    expect(told().map(({ type, body }) => [type, body.consignment])).toEqual([
      ['consignment.added', before],
      ['consignment.cancelled', before]
    ]);
    expect(test.hub.services.orders.list(county, today)).toEqual([]);
    expect(test.hub.services.orders.list(county, '2026-11-25' as LocalDate)).toMatchObject([
      { order, status: 'placed' }
    ]);
  });

  it('can be cancelled once, and not changed after', async () => {
    const order = await place(county, mealDraft);
    const { orders } = test.hub.services;
    expect(await orders.cancel(county, order, 'orderer')).toEqual({ cancelled: true });
    expect(await orders.cancel(county, order, 'orderer')).toEqual({ refused: 'cancelled' });
    expect(await orders.change(county, order, mealDraft)).toEqual({ refused: 'cancelled' });
  });
});

it('is another operator’s business where a hub serves two', async () => {
  const order = await place(county, mealDraft);
  const kinds = [{ ...testSetup.kinds[0]!, id: 'lunch', name: { fi: 'Lounas', sv: 'Lunch', en: 'Lunch' } }];
  const staff = testSetup.staff.map((person) => ({ ...person, username: `other-${person.username}` }));
  await test.hub.setUp({
    ...testSetup,
    operator: { ...testSetup.operator, id: 'other' },
    kinds,
    staff,
    serviceStops: []
  });
  const { settings, orders, days } = test.hub.services;
  const [theirs, theirBoss] = [await test.staff('other-county'), await test.staff('other-boss')];
  expect([settings.kinds(theirs).map(({ id }) => id), settings.kinds(county).map(({ id }) => id)]).toEqual([
    ['lunch'],
    ['meal', 'medicine']
  ]);
  for (const stranger of [theirs, theirBoss]) {
    expect(orders.list(stranger, today)).toEqual([]);
    expect(orders.find(stranger, order)).toBeNull();
    await expect(orders.cancel(stranger, order, 'orderer')).rejects.toMatchObject({ status: 404 });
  }
  await days.plan(boss, today);
  expect(days.shifts(theirBoss, today)[0] ?? null).toBeNull();
});

describe('a tenant', () => {
  /** Everything that the hub says to one person about the day. */
  const everythingFor = (staff: Staff) => {
    const { orders, days, places } = test.hub.services;
    const list = orders.list(staff, today);
    return JSON.stringify([
      list,
      list.map(({ order }) => orders.find(staff, order)),
      days.shifts(staff, today)[0] ?? null,
      places.senders(staff)
    ]);
  };

  const ofCounty = ['Aino', 'Kettunen', 'Koulutie 10', '1001', '4417', '27.02', 'Keskuskeittiö'];
  const ofPharmacy = ['Veikko', 'Moilanen', 'Koulutie 20', '1002', 'Koira', '27.04,', 'Apteekki'];
  it.each<[string, string[], string[]]>([
    ['county', ofCounty, ofPharmacy],
    ['pharmacy', ofPharmacy, ofCounty],
    ['boss', [...ofCounty, ...ofPharmacy], []]
  ])('%s sees its own and nothing of another', async (username, own, foreign) => {
    await place(county, mealDraft);
    // Not at the public stop's place, so that a position tells whose it is.
    await place(pharmacy, medicineDraft);
    await test.hub.services.days.plan(boss, today);
    const seen = everythingFor(await test.staff(username)).replaceAll('"position":{"longitude":27.04,', '"stop":{');
    for (const word of own.filter((each) => each !== '27.04,')) expect(seen).toContain(word);
    for (const word of foreign) expect(seen).not.toContain(word);
  });

  it('cannot find, change or cancel another’s order, though it knows its name', async () => {
    const order = await place(county, mealDraft);
    const { orders } = test.hub.services;
    expect(find(pharmacy, order)).toBeNull();
    await expect(orders.change(pharmacy, order, medicineDraft)).rejects.toMatchObject({ status: 404 });
    await expect(orders.cancel(pharmacy, order, 'orderer')).rejects.toMatchObject({ status: 404 });
    expect(find(county, order)?.status).toBe('placed');
  });

  it('keeps its order also when the operator’s people change it', async () => {
    const order = await place(pharmacy, medicineDraft);
    const { orders, places } = test.hub.services;
    expect(places.senders(boss, order).map(({ id }) => id)).toEqual(['pharmacy']);
    expect(places.senders(boss).map(({ id }) => id)).toEqual(['pharmacy', 'kitchen']);
    expect(await orders.change(boss, order, { ...medicineDraft, sender: 'kitchen' })).toEqual({
      problems: { sender: 'unknown_sender' }
    });
    expect(await orders.change(boss, order, { ...medicineDraft, pieces: '2' })).toEqual({ order });
    expect(find(county, order)).toBeNull();
  });

  it('cannot be told from its id whether an order of another is there', async () => {
    const order = await place(county, mealDraft);
    const own = await test.hub.services.orders.place(pharmacy, medicineDraft, order);
    expect(own).toEqual({ order: expect.not.stringMatching(order) as string });
    expect(find(county, order)?.recipient).toBe('Aino Kettunen');
  });

  it('cannot order from another’s kitchen', async () => {
    expect(await test.hub.services.orders.place(pharmacy, mealDraft)).toEqual({
      problems: { sender: 'unknown_sender' }
    });
  });

  it('is told of another’s order that stands in the way without its name', async () => {
    // One van: the pharmacy's recipient and the county's want it at the same minute at the far ends of the road.
    const far = { address: 'Koulutie 40, Tervasalmi', from: '08.10', to: '08.12' };
    await place(pharmacy, { ...medicineDraft, ...far });
    await place(county, { ...mealDraft, address: 'Koulutie 3, Tervasalmi', from: '08.10', to: '08.12' });
    await test.hub.services.days.plan(boss, today);
    const all = test.hub.services.days.shifts(boss, today)[0]!.unassigned;
    expect(all).toHaveLength(1);
    const [left] = all;
    expect(left!.reasons[0]?.code).toBe('promises');
    const loser = left!.title === 'Aino Kettunen' ? county : pharmacy;
    const [own] = test.hub.services.days.shifts(loser, today)[0]!.unassigned;
    expect(own?.reasons).toEqual([{ code: 'promises_many', values: {} }]);
  });

  it('has a courier see no orders at all', async () => {
    const courier = await test.staff('courier');
    expect(() => test.hub.services.orders.list(courier, today)).toThrow('no orders');
    await expect(test.hub.services.orders.place(courier, mealDraft)).rejects.toMatchObject({ status: 403 });
    await expect(test.hub.services.days.plan(county, today)).rejects.toMatchObject({ status: 403 });
  });
});

describe('an order whose answer was lost', () => {
  const id = '019a0000-0000-7000-8000-000000000001';
  const send = (draft: OrderDraft) => test.hub.services.orders.place(county, draft, id);

  it('is ordered once, however often its form is sent', async () => {
    expect(await send(mealDraft)).toEqual({ order: id });
    expect(await send({ ...mealDraft, address: 'koulutie 10', temperatureClass: 'hot' })).toEqual({ order: id });
    expect(test.hub.services.orders.list(county, today)).toHaveLength(1);
  });

  it.each<[string, Partial<OrderDraft>]>([
    ['for somebody else', { name: 'Eino Kettunen' }],
    ['at another time', { to: '11.45' }],
    ['with another note', { notes: '' }],
    ['of more pieces', { pieces: '2' }]
  ])('is another order %s: the person came back to the form', async (_, change) => {
    await send(mealDraft);
    expect(await send({ ...mealDraft, ...change })).not.toEqual({ order: id });
    expect(test.hub.services.orders.list(county, today)).toHaveLength(2);
  });

  it('is another order when the first was cancelled', async () => {
    await send(mealDraft);
    await test.hub.services.orders.cancel(county, id as OrderId, 'orderer');
    expect(await send(mealDraft)).not.toEqual({ order: id });
  });
});
