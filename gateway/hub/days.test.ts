import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ShiftId } from '#domain/fact.ts';
import type { LocalDate } from '#domain/units.ts';
import { at, mealDraft, medicineDraft, openTestHub, testSetup, today, type TestHub } from './hub.fixture.ts';
import { mostOrders } from './planning.ts';
import type { DayShift, Staff } from './services.ts';

let test: TestHub;
let boss: Staff;

beforeEach(async () => {
  test = await openTestHub();
  boss = await test.staff('boss');
});
afterEach(() => test.remove());

async function planAt(time: string) {
  test.clock.advance((at(time) - test.clock.now()) / 1000);
  const planned = await test.hub.services.days.plan(boss, today);
  return (Array.isArray(planned) ? planned[0] : planned) as DayShift;
}
const stop = () => test.hub.services.stops.find('stop-tervasalmi')!;
const stopIn = ({ visits }: DayShift) => visits.find(({ kind }) => kind === 'service_stop');

describe('a plan that is made when the shift has begun', () => {
  it('begins with the next minute, and says which window has passed', async () => {
    await test.hub.services.orders.place(await test.staff('county'), { ...mealDraft, from: '8.00', to: '9.00' });
    await test.hub.services.orders.place(await test.staff('pharmacy'), medicineDraft);
    const { visits, unassigned } = await planAt('10:20');
    for (const { arrival } of visits) expect(arrival).toBeGreaterThanOrEqual(at('10:20'));
    expect(visits.filter(({ kind }) => kind === 'delivery').map(({ title }) => title)).toEqual(['Veikko Moilanen']);
    expect(unassigned).toEqual([
      expect.objectContaining({
        title: 'Aino Kettunen',
        reasons: [
          { code: 'time_window', values: { earliest: expect.stringMatching(/^10\./) as string, closes: '9.00' } }
        ]
      })
    ]);
  });

  it('keeps what is left of a promised stop, and tells its lateness to office and village', async () => {
    const shift = await planAt('12:30');
    expect(stopIn(shift)).toMatchObject({ promise: { from: at('12:00'), to: at('13:00') }, departure: at('13:00') });
    const late = (stopIn(shift)!.arrival - at('12:00')) / 1000;
    expect(late).toBeGreaterThan(1800);
    expect(stopIn(shift)!.late).toBe(late);
    expect(shift.missedStops).toEqual([]);
    expect(stop()).toMatchObject({
      timetable: [{ from: at('12:00'), to: at('13:00') }],
      delay: { seconds: late, heard: at('12:30') }
    });
  });

  it('names the stop that it cannot keep any more, and takes it off the public timetable', async () => {
    const shift = await planAt('12:59');
    expect(stopIn(shift)).toBeUndefined();
    expect(shift.missedStops).toEqual([{ title: 'Tervasalmi', promise: { from: at('12:00'), to: at('13:00') } }]);
    expect(stop()).toMatchObject({ timetable: [], delay: null });
  });

  it('is on time where it is made in time', async () => {
    const shift = await planAt('07:30');
    expect(stopIn(shift)).toMatchObject({ departure: at('13:00'), late: null });
    expect(shift.missedStops).toEqual([]);
    expect(stop().delay).toBeNull();
  });
});

it('two plans that are asked for at once are made one after the other', async () => {
  await test.hub.services.orders.place(await test.staff('pharmacy'), medicineDraft);
  const both = await Promise.all([1, 2].map(() => test.hub.services.days.plan(boss, today)));
  expect(both).toMatchObject([[{ plan: 1 }], [{ plan: 2 }]]);
});

describe('the end of the shift', () => {
  it.each(['16:30', '18:00'])('is the end of planning, at %s', async (time) => {
    expect(await planAt(time)).toEqual({ refused: 'shift_over', place: '' });
    expect(test.hub.services.days.shifts(boss, today)[0] ?? null).toBeNull();
  });

  it('has come for every day that is past', async () => {
    expect(await test.hub.services.days.plan(boss, '2020-01-01' as LocalDate)).toMatchObject({ refused: 'shift_over' });
  });

  it('is on the next day where it is before the beginning', async () => {
    const operator = { ...testSetup.operator, shift: { from: '22:00', to: '06:00' } };
    await test.hub.setUp({ ...testSetup, operator, serviceStops: [] });
    await test.hub.services.orders.place(await test.staff('pharmacy'), medicineDraft);
    const { visits } = await planAt('23:58');
    expect(visits.at(-1)!.arrival).toBeGreaterThan(at('23:59'));
    expect(visits.map(({ kind }) => kind)).toEqual(['start', 'pickup', 'delivery', 'end']);
  });
});

describe('a day with more orders than one plan holds', () => {
  it('is refused with both numbers, without the cancelled ones, before anything is written', async () => {
    const { csv, days, orders } = test.hub.services;
    const county = await test.staff('county');
    const most = mostOrders(1);
    const many = Array.from({ length: most + 2 }, (_, index) => ({ ...mealDraft, name: `Nimi ${index}` }));
    const placed = [];
    for (const table of [many.slice(0, 1000), many.slice(1000)]) {
      const answer = await csv.place(county, table, false);
      if (!('orders' in answer)) throw new Error('not placed');
      placed.push(...answer.orders);
    }
    await orders.cancel(county, placed[0]!, 'orderer');
    expect(await days.plan(boss, today)).toEqual({ refused: 'too_many', place: '', count: most + 1, most });
    expect(test.hub.shifts.ofDay('raitti', today)).toEqual([]);
  });
});

describe('a day of two vans', () => {
  const second = { id: 'van-18', name: 'Auto 18', origin: 'http://127.0.0.1:2', pieces: 30 };
  const other = { ...testSetup.staff.at(-1)!, username: 'zweiter', name: 'Nimi zweiter' };
  const planned = async () => (await test.hub.services.days.plan(boss, today)) as DayShift[];
  const ordersOf = ({ visits }: DayShift) => visits.filter(({ kind }) => kind === 'delivery').flatMap((v) => v.orders);
  const toldTo = (van: string) =>
    test.hub.shifts.facts(`raitti.2026-11-24.${van}` as ShiftId).filter(({ fact }) => fact.type === 'consignment.added')
      .length;

  beforeEach(async () => {
    await test.hub.setUp({ ...testSetup, vans: [...testSetup.vans, second], staff: [...testSetup.staff, other] });
  });

  /** Two meals at the same time, too far apart for one van. */
  const twoMeals = async () => {
    const county = await test.staff('county');
    const meal = { ...mealDraft, from: '10.30', to: '10.32' };
    await test.hub.services.orders.place(county, meal);
    await test.hub.services.orders.place(county, {
      ...meal,
      name: 'Eila Karppinen',
      address: 'Koulutie 40, Tervasalmi'
    });
  };

  it('gives each order to one van, and tells that van alone of it', async () => {
    await twoMeals();
    const shifts = await planned();
    expect(shifts.map(({ van, courier }) => [van, courier])).toEqual([
      ['Auto 17', 'Nimi courier'],
      ['Auto 18', 'Nimi zweiter']
    ]);
    expect(shifts.map((shift) => ordersOf(shift).length)).toEqual([1, 1]);
    expect(shifts.flatMap(({ unassigned }) => unassigned)).toEqual([]);
    expect([toldTo('van-17'), toldTo('van-18')]).toEqual([1, 1]);
    const stops = shifts.flatMap(({ visits }) => visits.filter(({ kind }) => kind === 'service_stop'));
    expect(stops).toHaveLength(1);
    expect(shifts.flatMap(({ missedStops }) => missedStops)).toEqual([]);
    const rows = test.hub.services.orders.list(await test.staff('county'), today);
    expect(rows.map(({ status }) => status)).toEqual(['planned', 'planned']);
  });

  it('leaves with a van what its courier knows of', async () => {
    await twoMeals();
    const first = await planned();
    const again = await planned();
    expect(again.map((shift) => ordersOf(shift))).toEqual(first.map((shift) => ordersOf(shift)));
    expect(again.map(({ plan }) => plan)).toEqual([2, 2]);
    expect([toldTo('van-17'), toldTo('van-18')]).toEqual([1, 1]);
  });

  it('waits to tell of a new order until it is planned', async () => {
    await twoMeals();
    await planned();
    await test.hub.services.orders.place(await test.staff('pharmacy'), medicineDraft);
    expect(toldTo('van-17') + toldTo('van-18')).toBe(2);
    await planned();
    expect(toldTo('van-17') + toldTo('van-18')).toBe(3);
  });
});
