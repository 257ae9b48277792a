import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { at, openTestHub, password, testSetup, today, type TestHub } from './hub.fixture.ts';
import { SetupError, type Setup } from './setup.ts';

let test: TestHub;
beforeEach(async () => (test = await openTestHub()));
afterEach(() => test.remove());

const withVisit = (setup: Setup, visit: Setup['serviceStops'][number]['visits'][number]) => ({
  ...setup,
  serviceStops: [{ ...setup.serviceStops[0]!, visits: [visit] }]
});
function announcedDays() {
  const database = new DatabaseSync(`${test.directory}/hub.db`, { readOnly: true });
  const rows = database.prepare('SELECT date FROM service_stop_visit ORDER BY date').all();
  database.close();
  return rows.map(({ date }) => date);
}

describe('an operator’s set-up', () => {
  it('may be written again, and changes no password', async () => {
    const staff = testSetup.staff.map((person) => ({ ...person, password: 'another-word' }));
    await test.hub.setUp({ ...testSetup, staff });
    expect(await test.hub.services.signIn.open('county', 'another-word', '')).toBeNull();
    expect(await test.hub.services.signIn.open('county', password, '')).not.toBeNull();
    expect(test.hub.services.stops.list()).toEqual([{ id: 'stop-tervasalmi', name: 'Tervasalmi' }]);
  });

  it('brings people up to date, and leaves another operator’s alone', async () => {
    const staff = testSetup.staff.map((person) =>
      person.username === 'county'
        ? { ...person, name: 'Uusi nimi', tenant: 'pharmacy', locale: 'sv' as const }
        : person
    );
    await test.hub.setUp({ ...testSetup, staff });
    expect(await test.staff('county')).toMatchObject({ name: 'Uusi nimi', tenant: { id: 'pharmacy' }, locale: 'sv' });
    const other = { ...testSetup, operator: { ...testSetup.operator, id: 'other' } };
    await expect(test.hub.setUp(other)).rejects.toThrow('staff.0.username');
    await expect(test.hub.setUp({ ...other, staff: [] })).rejects.toThrow('serviceStops.0.id');
  });

  it('announces the stops as the file says now, and keeps what has been', async () => {
    const [stop] = testSetup.serviceStops;
    const visits = (...times: [date: string, from: string, to: string][]) => ({
      ...testSetup,
      serviceStops: [{ ...stop!, visits: times.map(([date, from, to]) => ({ date, from, to })) }]
    });
    const timetable = () => test.hub.services.stops.find('stop-tervasalmi')!.timetable.map(({ from }) => from);
    await test.hub.setUp(visits([today, '14:00', '15:00']));
    expect(timetable()).toEqual([at('14:00')]);
    test.clock.advance(24 * 3600);
    await test.hub.setUp(visits(['2026-11-26', '09:00', '10:00']));
    expect(timetable()).toHaveLength(1);
    expect(announcedDays()).toEqual([today, '2026-11-26']);
  });

  it.each<[string, (setup: Setup) => unknown]>([
    [
      'operator.shift.from',
      (setup) => ({ ...setup, operator: { ...setup.operator, shift: { from: '7', to: '16:30' } } })
    ],
    ['vans.0.pieces', (setup) => ({ ...setup, vans: [{ ...setup.vans[0]!, pieces: 0 }] })],
    ['staff.0.password', (setup) => ({ ...setup, staff: [{ ...setup.staff[0]!, password: 'short' }] })],
    ['staff.0.tenant', (setup) => ({ ...setup, staff: [{ ...setup.staff[0]!, tenant: 'elsewhere' }] })],
    ['staff.0.tenant', (setup) => ({ ...setup, staff: [{ ...setup.staff[2]!, tenant: 'county' }] })],
    ['kinds.0.temperatureClass', (setup) => ({ ...setup, temperatureClasses: setup.temperatureClasses.slice(1) })],
    [
      'tenants.1.senders.0.id',
      (setup) => ({
        ...setup,
        tenants: setup.tenants.map((tenant) => ({ ...tenant, senders: [...setup.tenants[0]!.senders] }))
      })
    ],
    ['vans.0.origin', (setup) => ({ ...setup, vans: [{ ...setup.vans[0]!, origin: 'https://van-17.example.fi/' }] })],
    ['vans.0.id', (setup) => ({ ...setup, vans: [{ ...setup.vans[0]!, id: 'v'.repeat(35) }] })],
    ['vans.1.id', (setup) => ({ ...setup, vans: [setup.vans[0]!, setup.vans[0]!] })],
    ['kinds.1.id', (setup) => ({ ...setup, kinds: [setup.kinds[0]!, setup.kinds[0]!] })],
    ['staff.1.username', (setup) => ({ ...setup, staff: [setup.staff[0]!, setup.staff[0]!] })],
    ['serviceStops.0.visits.0.date', (setup) => withVisit(setup, { date: '2026-02-30', from: '12:00', to: '13:00' })],
    ['serviceStops.0.visits.0.to', (setup) => withVisit(setup, { date: today, from: '12:00', to: '11:00' })],
    ['surprise', (setup) => ({ ...setup, surprise: true })],
    ['The set-up', () => 'a text']
  ])('names the place that is wrong: %s', async (place, change) => {
    const wrong = test.hub.setUp(change(testSetup) as Setup);
    await expect(wrong).rejects.toThrow(SetupError);
    await expect(wrong).rejects.toThrow(place);
  });
});
