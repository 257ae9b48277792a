import { describe, expect, it } from 'vitest';
import type { VisitId } from '#domain/fact.ts';
import { instant, seconds } from '#domain/units.ts';
import { solve } from '#routing/planner/solve.ts';
import type { Day, Visit } from './day.ts';
import { makeLoad, makeVisit } from './day.fixture.ts';
import { createRestProblem, isPossible, restOf, type RestOfDay } from './rest-of-day.ts';

const minute = 60_000;
const at = (minutes: number) => instant(8 * 60 * minute + minutes * minute);
const spot = (number: number) => ({ longitude: 27 + number / 1000, latitude: 64.2 });
const door = (id: string, place: number, arrival: number, more: Parameters<typeof makeVisit>[0] = {}) =>
  makeVisit({
    id,
    position: spot(place),
    arrival: at(arrival),
    departure: at(arrival + 5),
    deliveries: [makeLoad({ id: `c-${id}`, status: 'loaded' })],
    ...more
  });
const start = makeVisit({ id: 'start', kind: 'start', status: 'done', position: spot(0), arrived: at(0) });
const end = makeVisit({ id: 'end', kind: 'end', position: spot(0), arrival: at(300) });
const dayOf = (...visits: Visit[]) => ({ visits: [start, ...visits, end], breakAfter: seconds(5.5 * 3600) }) as Day;

/** One minute for each step of the places on a line. */
const tableOf = ({ positions }: RestOfDay) => {
  const rows = positions.map((a) => positions.map((b) => Math.round(Math.abs(a.longitude - b.longitude) * 60_000)));
  return { durations: rows, distances: rows, sources: [], destinations: [] };
};
const noLimit = () => null;

async function orderOf(day: Day, now: number, limits: (kind: string) => ReturnType<typeof seconds> | null = noLimit) {
  const rest = restOf(day, at(now), spot(0))!;
  const problem = createRestProblem(rest, day, tableOf(rest), limits);
  const { routes, unassigned } = await solve(problem.from(rest.ahead.map(({ id }) => id)), { iterations: 500 });
  expect(unassigned).toEqual([]);
  const order = problem.orderOf(routes[0]!.steps);
  const pinned = await solve(problem.inOrder(order), { iterations: 0 });
  return { order, times: problem.timesOf(pinned.routes[0]!.steps) };
}

describe('the rest of a day', () => {
  it('is driven the shortest way from where the van is', async () => {
    const day = dayOf(door('far', 30, 40), door('near', 10, 60), door('middle', 20, 80));
    const { times } = await orderOf(day, 10);
    // Half an hour there, half an hour back.
    expect(times.get('end' as VisitId)!.driven).toBe(3600);
  });

  it('comes in time to what was promised, although that is the longer way', async () => {
    const promise = { from: at(0), to: at(42) };
    const day = dayOf(door('near', 10, 20), door('middle', 20, 40), door('far', 30, 60, { promise }));
    const { order, times } = await orderOf(day, 10);
    expect(order[0]).toBe('far');
    expect(times.get('far' as VisitId)!.arrival).toBeLessThanOrEqual(promise.to);
  });

  it('leaves out nothing that is aboard, however late it comes', async () => {
    const promise = { from: at(0), to: at(15) };
    const day = dayOf(door('a', 30, 20, { promise }), door('b', 60, 40, { promise }));
    const { order, times } = await orderOf(day, 10);
    expect(order).toHaveLength(2);
    expect(times.get('b' as VisitId)!.arrival).toBeGreaterThan(promise.to);
  });

  it('stands at a promised stop from beginning to end', async () => {
    const promise = { from: at(60), to: at(90) };
    const stop = makeVisit({ id: 'stop', kind: 'service_stop', position: spot(15), promise, arrival: at(55) });
    const day = dayOf(door('a', 30, 20), stop, door('b', 5, 100));
    const { times } = await orderOf(day, 10);
    const stay = times.get('stop' as VisitId)!;
    expect(stay.arrival).toBeLessThanOrEqual(promise.from);
    expect(stay.departure).toBeGreaterThanOrEqual(promise.to);
  });

  it('hands nothing over before it is fetched', async () => {
    const meal = makeLoad({ id: 'meal' });
    const kitchen = makeVisit({ id: 'kitchen', kind: 'pickup', position: spot(40), pickups: [meal], arrival: at(50) });
    const day = dayOf(kitchen, door('home', 10, 90, { deliveries: [meal] }), door('near', 12, 95));
    const { order } = await orderOf(day, 10);
    expect(order.indexOf('kitchen' as VisitId)).toBeLessThan(order.indexOf('home' as VisitId));
    expect(isPossible(day.visits, ['home', 'kitchen', 'near'] as VisitId[])).toBe(false);
    expect(isPossible(day.visits, order)).toBe(true);
  });

  it('brings first what may not be aboard for long', async () => {
    const loaded = makeVisit({ id: 'k', kind: 'pickup', status: 'done', departure: at(0), position: spot(0) });
    const meal = makeLoad({ id: 'meal', kind: 'meal', status: 'loaded', loadedAt: at(0) });
    const day = dayOf(
      { ...loaded, pickups: [meal] },
      door('near', 10, 20),
      door('middle', 20, 40),
      door('meal', 30, 60, { deliveries: [meal] })
    );
    const { order } = await orderOf(day, 10, (kind) => (kind === 'meal' ? seconds(42 * 60) : null));
    expect(order[0]).toBe('meal');
  });

  it('has a break before so much work is done', async () => {
    const rest = makeVisit({ id: 'rest', kind: 'break', position: spot(0), arrival: at(200), departure: at(230) });
    const day = dayOf(door('a', 30, 300), door('b', 60, 330), rest);
    const { order, times } = await orderOf(day, 290);
    expect(order).toContain('rest');
    expect(times.get('rest' as VisitId)!.arrival).toBeLessThanOrEqual(at(330));
  });

  it('begins where the courier stands, when they can go on', () => {
    const standing = door('here', 10, 20, { status: 'arrived', arrived: at(20) });
    const rest = restOf(dayOf(standing, door('a', 20, 40), door('b', 30, 50)), at(21), null)!;
    expect(rest.positions[0]).toEqual(spot(10));
    expect(rest.leaves).toBe(at(25));
    expect(rest.ahead.map(({ id }) => id)).toEqual(['a', 'b']);
  });

  it('is nothing to change where one visit is left', () => {
    expect(restOf(dayOf(door('a', 10, 20)), at(10), spot(0))).toBeNull();
  });
});
