import { describe, expect, it } from 'vitest';
import type { ConsignmentId } from '#domain/fact.ts';
import { seconds, type LocalDate } from '#domain/units.ts';
import { solve } from '#routing/planner/solve.ts';
import { dayProblem, type DayLoad, type DayVan } from './day-problem.ts';
import { at, straightRouter } from './hub.fixture.ts';

const spot = (number: number) => ({ longitude: 27 + number / 500, latitude: 64.2 });
const load = (number: number, more: Partial<DayLoad> = {}): DayLoad => ({
  consignment: `c${number}` as ConsignmentId,
  home: { title: '', position: spot(number) },
  sender: { title: '', position: spot(1) },
  direction: 'delivery',
  pieces: 1,
  temperatureClass: 'cold',
  window: null,
  kind: { transitLimit: null },
  neededBy: null,
  van: null,
  ...more
});
const van = (more: Partial<DayVan> = {}): DayVan => ({
  id: 'van-1',
  pieces: 30,
  compartments: null,
  workingTime: null,
  ...more
});
const plan = async (vans: DayVan[], loads: DayLoad[]) => {
  const day = { start: at('07:30'), end: at('16:30'), depot: { name: '', position: spot(0) }, vans };
  return solve(dayProblem(day, [], loads), { router: straightRouter, iterations: 300 });
};
const leftOut = async (vans: DayVan[], loads: DayLoad[]) =>
  (await plan(vans, loads)).unassigned.filter(({ type }) => type === 'pickup').map(({ id }) => id);

const room = (classes: string[], pieces: number, locked = false) => ({ classes, pieces, locked });

describe('compartments', () => {
  const medicine = { kind: { transitLimit: null, lockedUp: true } };

  it('keep what is locked up behind the lock, and everything else out of there', async () => {
    const vans = [van({ compartments: [room(['cold'], 1), room(['cold'], 1, true)] })];
    expect(await leftOut(vans, [load(10, medicine), load(20)])).toEqual([]);
    expect(await leftOut(vans, [load(10, { ...medicine, pieces: 2 })])).toEqual([0]);
    expect(await leftOut(vans, [load(10, { pieces: 2 })])).toEqual([0]);
  });

  it('take only what is of their temperature', async () => {
    expect(await leftOut([van({ compartments: [room(['hot'], 9)] })], [load(10)])).toEqual([0]);
  });

  it('of one van leave another without any as it was', async () => {
    const vans = [van({ compartments: [room(['hot'], 9)] }), van({ id: 'van-2' })];
    const { routes } = await plan(vans, [load(10), load(20, medicine)]);
    expect(routes.map(({ vehicle }) => vehicle)).toEqual([1]);
  });
});

it('leaves with its van what its courier has', async () => {
  const vans = [van(), van({ id: 'van-2' })];
  const { routes } = await plan(vans, [load(10, { van: 'van-2' })]);
  expect(routes.map(({ vehicle }) => vehicle)).toEqual([1]);
});

it('brings first what is needed by a time, where that is worth the way', async () => {
  const neededBy = { at: at('07:55'), price: 5 };
  const { routes } = await plan([van()], [load(100), load(150, { neededBy }), load(50)]);
  const arrivals = routes[0]!.steps.filter(({ type }) => type === 'delivery');
  const needed = arrivals.find(({ id }) => id === 1)!;
  expect(needed.arrival).toBeLessThanOrEqual(at('07:55') / 1000);
});

it('has a break in a day that is long enough to need one', async () => {
  const rules = {
    profile: 'employee',
    from: '2020-01-01' as LocalDate,
    breakAfter: seconds(3 * 3600),
    breakLength: seconds(1800),
    longestShift: null,
    source: 'invented'
  };
  // Two and a half hours there, and as many back.
  const steps = async (workingTime: typeof rules | null) =>
    (await plan([van({ workingTime })], [load(1400)])).routes[0]!.steps.map(({ type }) => type);
  expect(await steps(rules)).toContain('break');
  expect(await steps(null)).not.toContain('break');
});
