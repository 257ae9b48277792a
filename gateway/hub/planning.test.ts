import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { describe, expect, it } from 'vitest';
import type { ConsignmentId, ServiceStopId, VisitId } from '#domain/fact.ts';
import { seconds } from '#domain/units.ts';
import { readBody } from '#domain/vocabulary.ts';
import { buildRegion } from '#routing/region/build.ts';
import { openRegion } from '#routing/region/open.ts';
import type { ProblemInput } from '#routing/planner/problem.ts';
import { solve } from '#routing/planner/solve.ts';
import type { Router } from '#routing/roads/questions.ts';
import { at, straightRouter } from './hub.fixture.ts';
import type { DayLoad, DayProblem, DayVan } from './day-problem.ts';
import { planDay } from './planning.ts';

const spot = (number: number) => ({ longitude: 27 + number / 500, latitude: 64.2 });
const load = (consignment: string, home: number, more: Partial<DayLoad> = {}): DayLoad => ({
  consignment: consignment as ConsignmentId,
  home: { title: `Koti ${home}`, position: spot(home) },
  sender: { title: 'Keittiö', position: spot(1) },
  direction: 'delivery',
  pieces: 1,
  temperatureClass: 'room',
  window: null,
  kind: { transitLimit: null },
  neededBy: null,
  van: null,
  ...more
});
const van = (id: string, more: Partial<DayVan> = {}): DayVan => ({
  id,
  pieces: 30,
  compartments: null,
  workingTime: null,
  ...more
});
const day = (loads: DayLoad[], more: Partial<DayProblem> = {}): DayProblem => ({
  start: at('07:30'),
  end: at('16:30'),
  depot: { name: 'Varikko', position: spot(0) },
  vans: [van('van-1')],
  loads,
  stops: [],
  ...more
});
const stop = (from: string, to: string, number = 20) => ({
  stop: 'stop-1' as ServiceStopId,
  name: { fi: 'Tervasalmi' },
  position: spot(number),
  promise: { from: at(from), to: at(to) },
  services: []
});
const inThisThread = (problem: ProblemInput, router: Router) => solve(problem, { router });
const planAll = (problem: DayProblem) =>
  planDay(problem, straightRouter, (index) => `1-${index}` as VisitId, inThisThread);
const plan = async (problem: DayProblem) => (await planAll(problem))[0]!;

describe('a day’s plan', () => {
  it('drives exactly as long and as far as the router says, leg by leg', async () => {
    const { plan: made, route } = await plan(
      day([load('a', 10), load('b', 30), load('c', 5)], { stops: [stop('12:00', '12:30')] })
    );
    for (const [index, { visit, driving, distance }] of made.visits.entries()) {
      const before = made.visits[index - 1]?.visit;
      if (!before) continue;
      const { routes } = await straightRouter.route([route.visits[before]!.position, route.visits[visit]!.position]);
      expect(driving).toBe(routes[0]!.duration);
      expect(distance).toBeCloseTo(routes[0]!.distance, 3);
      expect(route.legs[visit]).toEqual(routes[0]!.geometry.coordinates);
    }
    expect(made.driving).toBeCloseTo(
      made.visits.reduce((sum, { driving }) => sum + driving, 0),
      3
    );
  });

  it('is a body that the vocabulary takes, with times that follow each other', async () => {
    const { plan: made } = await plan(day([load('a', 10), load('b', 30)], { stops: [stop('12:00', '12:30')] }));
    expect(readBody('plan.published', { plan: 1, ...made, route: 'a'.repeat(43) })).not.toBeNull();
    made.visits.forEach((visit, index) => {
      const before = made.visits[index - 1];
      if (before) expect(visit.arrival).toBe(Math.round(before.departure + visit.driving * 1000));
      expect(visit.departure).toBeGreaterThanOrEqual(visit.arrival);
    });
    expect(made.visits.map(({ kind }) => kind)).toEqual([
      'start',
      'pickup',
      'delivery',
      'service_stop',
      'delivery',
      'end'
    ]);
  });

  it('picks up once at a sender, and hands over once at a door', async () => {
    const first = { window: { from: at('08:00'), to: at('09:00') } };
    const { plan: made } = await plan(day([load('a', 10, first), load('b', 10, first), load('c', 30)]));
    expect(
      made.visits.map(({ kind, pickups, deliveries }) => [kind, pickups.length, deliveries.length])
    ).toContainEqual(['delivery', 0, 2]);
    expect(made.visits.filter(({ kind }) => kind === 'pickup').flatMap(({ pickups }) => pickups)).toHaveLength(3);
    expect(made.visits).toHaveLength(5);
  });

  it('fetches a return at the home and brings it to the sender', async () => {
    const { plan: made, route } = await plan(day([load('back', 10, { direction: 'return' })]));
    expect(
      made.visits.map(({ kind, visit, pickups, deliveries }) => [kind, route.visits[visit]!.title, pickups, deliveries])
    ).toEqual([
      ['start', 'Varikko', [], []],
      ['delivery', 'Koti 10', ['back'], []],
      ['pickup', 'Keittiö', [], ['back']],
      ['end', 'Varikko', [], []]
    ]);
  });

  it('stands at a promised stop from beginning to end', async () => {
    const { plan: made } = await plan(day([load('a', 10)], { stops: [stop('12:00', '13:00')] }));
    const visit = made.visits.find(({ kind }) => kind === 'service_stop')!;
    expect(visit.arrival).toBeLessThanOrEqual(at('12:00'));
    expect(visit.departure).toBe(at('13:00'));
    expect(visit.promise).toEqual({ from: at('12:00'), to: at('13:00') });
  });

  it('comes late to a stop that it can no longer reach from the beginning, and stays to its end', async () => {
    const { plan: made } = await plan(
      day([load('a', 10)], { start: at('12:20'), stops: [stop('12:00', '13:00', 300)] })
    );
    const visit = made.visits.find(({ kind }) => kind === 'service_stop')!;
    const [start] = made.visits;
    expect(start!.departure - at('12:20')).toBeLessThan(1000);
    expect(visit.arrival).toBe(Math.round(start!.departure + visit.driving * 1000));
    expect(visit.departure).toBe(at('13:00'));
    expect(visit.promise).toEqual({ from: at('12:00'), to: at('13:00') });
  });

  it('leaves out a stop that is over before the van can be there, and keeps the other', async () => {
    const over = { ...stop('12:00', '12:30', 300), stop: 'stop-0' as ServiceStopId };
    const { plan: made } = await plan(
      day([load('a', 10)], { start: at('12:25'), stops: [over, stop('14:00', '14:30')] })
    );
    expect(made.visits.flatMap(({ stop: id }) => id ?? [])).toEqual(['stop-1']);
    expect(made.unassigned).toEqual([]);
  });

  it('keeps a hot meal no longer aboard than its kind allows', async () => {
    const meal = load('meal', 30, {
      kind: { transitLimit: seconds(1800) },
      window: { from: at('12:00'), to: at('12:30') }
    });
    const { plan: made } = await plan(day([meal, load('b', 5)]));
    const [pickedUp, handedOver] = [
      made.visits.find(({ pickups }) => pickups.includes(meal.consignment))!,
      made.visits.find(({ deliveries }) => deliveries.includes(meal.consignment))!
    ];
    expect(handedOver.arrival - pickedUp.departure).toBeLessThanOrEqual(1800 * 1000);
    expect(handedOver.promise).toEqual(meal.window);
  });

  it.each<[string, DayProblem, { code: string; values: object }]>([
    [
      'a meal in the promised stop’s time, far from it',
      day([load('a', 300, { window: { from: at('12:10'), to: at('12:40') } })], { stops: [stop('12:00', '13:00')] }),
      { code: 'promises', values: { others: 'stop-1' } }
    ],
    ['an island', day([load('a', 5000)]), { code: 'no_road', values: {} }],
    [
      'a window that closes too early',
      day([load('a', 300, { window: { from: at('07:30'), to: at('07:35') } })]),
      { code: 'time_window', values: { earliest: '8.04', closes: '7.35' } }
    ],
    ['more pieces than the van holds', day([load('a', 10, { pieces: 31 })]), { code: 'over_capacity', values: {} }],
    [
      'a meal that would get cold',
      day([load('a', 700, { kind: { transitLimit: seconds(600) } })]),
      { code: 'transit_time', values: { minutes: expect.any(Number), limit: 10 } }
    ]
  ])('leaves out %s, and says why', async (_, problem, reason) => {
    const { plan: made, route } = await plan(problem);
    expect(made.unassigned).toEqual([{ consignment: 'a', reasons: [expect.objectContaining(reason)] }]);
    expect(JSON.stringify(made)).not.toContain('Koti');
    expect(Object.values(route.visits).map(({ title }) => title)).not.toContain('Koti 300');
  });

  it.each<[string, DayProblem, object]>([
    [
      'two promised stops at once',
      day([], { stops: [stop('12:00', '13:00'), stop('12:30', '13:30', 40)] }),
      { refused: 'stop_not_kept', place: 'Tervasalmi' }
    ],
    [
      'a stop off the roads',
      day([], { stops: [stop('12:00', '13:00', 5000)] }),
      { refused: 'no_road_to_place', place: 'Tervasalmi' }
    ]
  ])('is refused with %s', async (_, problem, refusal) => {
    await expect(plan(problem)).rejects.toMatchObject({ refusal });
  });

  it('is empty where there is nothing to do', async () => {
    expect((await plan(day([]))).plan).toEqual({ visits: [], unassigned: [], driving: 0, distance: 0 });
  });
});

const tampere = new URL('../../../shared/osm/fi-tampere-roads-2021.osm.pbf', import.meta.url).pathname;
describe.skipIf(!existsSync(tampere))('on the roads of Tampere (skipped where ../shared/osm is absent)', () => {
  it('drives as the router says', async () => {
    const directory = mkdtempSync(`${tmpdir()}/raitti-tampere-`);
    try {
      await buildRegion(tampere, `${directory}/region`);
      const { router } = await openRegion(`${directory}/region`);
      const places = [
        [23.7609, 61.4978],
        [23.7869, 61.5038],
        [23.7212, 61.5012],
        [23.8102, 61.4719]
      ].map(([longitude, latitude]) => ({ longitude: longitude!, latitude: latitude! }));
      const loads = places
        .slice(1)
        .map((position, index) =>
          load(`c${index}`, 0, { home: { title: '', position }, sender: { title: '', position: places[0]! } })
        );
      const problem = day(loads, { depot: { name: 'Varikko', position: places[0]! } });
      const [only] = await planDay(problem, router, (index) => `1-${index}` as VisitId, inThisThread);
      const { plan: made, route } = only!;
      let sum = 0;
      for (const [index, { visit, driving }] of made.visits.entries()) {
        if (index === 0) continue;
        const [from, to] = [made.visits[index - 1]!.visit, visit].map((id) => route.visits[id]!.position);
        const { routes } = await router.route([from!, to!]);
        expect(driving).toBe(routes[0]!.duration);
        sum += routes[0]!.duration;
      }
      expect(made.visits).toHaveLength(6);
      expect(made.driving).toBeCloseTo(sum, 3);
    } finally {
      rmSync(directory, { recursive: true, force: true });
    }
  });
});
