import { seededRandom } from '#routing/planner/random.ts';
import { checkProblem } from '#routing/planner/problem.ts';
import { faultsOf } from '#routing/planner/solution.judge.ts';
import { solve } from '#routing/planner/solve.ts';
import type { RoadGraph } from '#routing/region/road-graph.ts';
import type { Router } from '#routing/roads/questions.ts';
import type { Figures } from './case.ts';
import { mixedDay, sourcePlaces } from './mixed-day.ts';
import { randomPlaces } from './regions.ts';

const now = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

/** What the issue gives to a plan after one change. */
const replanSeconds = 0.3;

/**
 * Days with all kinds of constraints on real roads, one thread, seconds of the processor: when the first plan is there, how
 * far the plan after two seconds is from that after a minute, and how long a plan that is given
 * 0.3 s takes after one change: until it is first there, and in all.
 */
export async function* mixedDays(
  region: string,
  graph: RoadGraph,
  router: Router,
  sizes: readonly number[]
): AsyncGenerator<Figures> {
  for (const visits of sizes) {
    const random = seededRandom(visits);
    const places = randomPlaces(graph, visits + sourcePlaces, random).map(({ position }) => position);
    const { durations, distances } = await router.table(places);
    const problem = mixedDay(durations, distances, visits, random);
    let first: number | undefined;
    const plan = async (seconds: number) => {
      const onProgress = ({ milliseconds, unassigned }: { milliseconds: number; unassigned: number }) => {
        if (unassigned < tasksOf(problem)) first ??= milliseconds;
      };
      const solution = await solve(problem, { seconds, now, onProgress });
      return { solution, faults: faultsOf(checkProblem(problem), solution).slice(0, 3) };
    };
    const short = await plan(2);
    const long = await plan(60);
    const began = now();
    const changed = withoutOne(problem, short.solution);
    let again: number | undefined;
    await solve(changed, { seconds: replanSeconds, now, onProgress: () => void (again ??= now() - began) });
    const mended = now() - began;
    yield {
      figures: {
        name: `${region}: mixed day of ${visits} visits, ${problem.vehicles.length} vans`,
        firstPlanMs: Math.round(first ?? NaN),
        afterTwoSeconds: figuresOf(short),
        afterAMinute: figuresOf(long),
        costRatio: short.solution.summary.cost / long.solution.summary.cost,
        replanFirstMs: Math.round(again ?? NaN),
        replanMs: Math.round(mended)
      }
    };
  }
}

type Problem = ReturnType<typeof mixedDay>;
type Solved = { solution: Awaited<ReturnType<typeof solve>>; faults: string[] };

const tasksOf = ({ jobs = [], shipments = [] }: Problem) => jobs.length + 2 * shipments.length;
const figuresOf = ({ solution: { summary }, faults }: Solved) => ({
  cost: summary.cost,
  unassigned: summary.unassigned,
  faults
});

/** The plan as it stands, of which one shipment was cancelled. */
function withoutOne(problem: Problem, { routes }: Solved['solution']): Problem {
  const [gone, ...shipments] = problem.shipments!;
  return {
    ...problem,
    shipments,
    vehicles: problem.vehicles.map((vehicle) => ({
      ...vehicle,
      steps: (routes.find((route) => route.vehicle === vehicle.id)?.steps ?? [])
        .filter(({ type }) => type !== 'start' && type !== 'end' && type !== 'break')
        .filter(({ type, id }) => !(type === 'pickup' && id === gone!.pickup.id))
        .filter(({ type, id }) => !(type === 'delivery' && id === gone!.delivery.id))
        .map(({ type, id, on_foot }) => ({ type, id, ...(on_foot && { on_foot }) }))
    }))
  } as Problem;
}
