import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createModel, type Model } from '../model/model.ts';
import { checkProblem } from '../problem.ts';
import { allKinds, randomProblems, smallDay } from '../random-problems.fixture.ts';
import { createTiming } from '../schedule/timing.ts';
import { everyPlace, greedyPlan, lockedNodes, type GreedyPlan } from './greedy-plan.fixture.ts';
import { reasonsFor, type Reason } from './reasons.ts';
import { without } from './without.fixture.ts';

type OfVehicle = Extract<Reason, { vehicle: number }>;

/** What a reason lifts, by the names of `without`. */
const lifted = (one: Reason): string =>
  one.code === 'over_capacity'
    ? 'room'
    : one.code === 'compartment'
      ? 'needs' in one
        ? 'compartment_needs'
        : 'room'
      : one.code;

const numberOf = ({ stops }: Model, { kind, id }: { kind: string; id: number }) => {
  const type = kind === 'job' ? 'job' : 'pickup';
  return stops.request[stops.type.findIndex((one, stop) => one === type && stops.id[stop] === id)]!;
};

/** The least that a request costs in a vehicle, by trying every place. */
function leastCost(
  model: Model,
  plan: GreedyPlan,
  request: number,
  vehicleId: number,
  { isLocked = true, walks = true } = {}
): number {
  const timing = createTiming(model);
  const vehicle = model.vehicles.find(({ id }) => id === vehicleId)!;
  const nodes = plan.routes[vehicle.number]!.nodes;
  // As thorough as what is told: `costOf` looks for less in long routes.
  const costOf = (some: readonly number[]) => timing.judge(vehicle, some, some.length)?.cost ?? Infinity;
  const before = nodes.length > 0 ? costOf(nodes) : 0;
  let least = Infinity;
  for (const filled of everyPlace(model, nodes, request, isLocked ? lockedNodes(model, vehicle.number) : 0))
    if (walks || !filled.includes(model.requests[request]!.first + model.stops.count))
      least = Math.min(least, costOf(filled) - before);
  return least;
}

const seen = new Map<string, number>();

test('without the whole of a set there is room, and without any part of it there is none', async () => {
  await fc.assert(
    fc.asyncProperty(randomProblems(allKinds, smallDay), fc.nat(), async (input, seed) => {
      const problem = checkProblem(input);
      const model = await createModel(problem, undefined);
      const left = new Set(model.requests.map(({ number }) => number).filter((number) => (seed >> number) % 3 === 0));
      const plan = greedyPlan(model, left);
      const timing = createTiming(model);
      for (const request of plan.absent) {
        const reasons = reasonsFor(model, timing, plan, request);
        expect(reasons.length).toBeGreaterThan(0);
        for (const reason of reasons) seen.set(reason.code, (seen.get(reason.code) ?? 0) + 1);
        const [first] = reasons;
        const isBroken = (id: number) =>
          plan.routes.some(({ vehicle, nodes }) => {
            const one = model.vehicles[vehicle]!;
            return one.id === id && nodes.length > 0 && timing.costOf(one, nodes, nodes.length) === Infinity;
          });
        if (model.vehicles.some(({ id }) => isBroken(id))) continue;
        if (first!.code === 'search_limit' || first!.code === 'too_dear') {
          expect(reasons.length).toBe(1);
          const least = leastCost(model, plan, request, first!.vehicle!);
          expect(least).toBeLessThan(Infinity);
          if (first!.code === 'too_dear' && model.balancePrice === 0) {
            expect(first!.cost).toBeCloseTo(least, 3);
            for (const { id } of model.vehicles)
              expect(leastCost(model, plan, request, id)).toBeGreaterThan(least - 0.001);
          }
          continue;
        }
        const sets = Map.groupBy(
          reasons.filter((reason): reason is OfVehicle => 'vehicle' in reason),
          ({ vehicle }) => vehicle
        );
        for (const [vehicle, set] of sets)
          for (const one of [vehicle, ...(set[0]!.also ?? [])]) {
            const codes = set.map(lifted);
            const named = (code: 'promises' | 'incompatible_load') =>
              set
                .flatMap((reason) =>
                  reason.code === code ? ('others' in reason ? reason.others : 'with' in reason ? reason.with : []) : []
                )
                .map((name) => numberOf(model, name));
            const others =
              one === vehicle ? { promises: named('promises'), met: named('incompatible_load') } : undefined;
            const all = model.requests.map(({ number }) => number).filter((number) => number !== request);
            const fits = async (some: readonly string[], whose = others ?? { promises: all, met: all }) =>
              leastCost(
                await createModel(without(problem, request, one, some, whose), undefined),
                plan,
                request,
                one,
                // A stay that is promised for no time is still no errand on foot.
                { isLocked: !some.includes('locked'), walks: !some.includes('presence') }
              ) < Infinity;
            if (codes.includes('no_road')) {
              expect(codes).toEqual(['no_road']);
              continue;
            }
            // A stay that is promised for no time is still one that errands on foot start from: words cannot say so.
            const isStay = (node: number) => node >= 0 && model.stops.presentFrom[node % model.stops.count]! >= 0;
            const bendsStays = codes.includes('promises') || codes.includes('presence');
            if (bendsStays && plan.routes.some(({ nodes }) => nodes.some(isStay))) continue;
            expect(await fits(codes), `${one} without ${codes.join()}`).toBe(true);
            for (let choice = 0; choice < 2 ** codes.length - 1; choice++) {
              const some = codes.filter((_, index) => choice & (2 ** index));
              expect(await fits(some), `${one} without only ${some.join()} of ${codes.join()}`).toBe(false);
            }
            if (others)
              for (const key of ['promises', 'met'] as const)
                for (const other of others[key])
                  expect(
                    await fits(codes, { ...others, [key]: others[key].filter((each) => each !== other) }),
                    `but ${key} ${other}`
                  ).toBe(false);
          }
      }
    }),
    {
      numRuns: 100 * Number(process.env['RAITTI_TIMES'] ?? 1),
      ...(process.env['RAITTI_TIMES'] === undefined && { seed: 2026 })
    }
  );
  if (process.env['RUNS']) console.log([...seen]);
}, 300_000);
