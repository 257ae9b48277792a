import { join } from 'node:path';
import type { ProblemInput } from '#routing/planner/problem.ts';
import { seededRandom } from '#routing/planner/random.ts';
import { solve } from '#routing/planner/solve.ts';
import { buildRegion } from '#routing/region/build.ts';
import { openRegion } from '#routing/region/open.ts';
import type { RoadGraph } from '#routing/region/road-graph.ts';
import { millisecondsOf, type Case, type Figures } from './case.ts';
import { instances } from './planner-instances.ts';
import { plannerUsage, readPlannerOptions } from './planner-options.ts';
import { inTemporaryFolder, mapFiles, randomPlaces } from './regions.ts';

/**
 * Days on real roads, and instances whose best plan is known.
 * @param given the arguments of `plannerUsage`
 */
export async function* cases(given: string[]): AsyncGenerator<Case | Figures> {
  let options;
  try {
    options = readPlannerOptions(given);
  } catch (error) {
    console.error(`${(error as Error).message}\n${plannerUsage}`);
    process.exitCode = 2;
    return;
  }
  if (options.days) yield* inTemporaryFolder(days);
  for await (const figures of instances(options)) yield { figures };
}

async function* days(directory: string): AsyncGenerator<Case> {
  const files = await mapFiles(directory);
  const { region, file } = files.find(({ region }) => region.startsWith('fi-tampere')) ?? files[0]!;
  await buildRegion(file, join(directory, 'pack'));
  const { graph, router } = await openRegion(join(directory, 'pack'));
  for (const shipments of [30, 100]) {
    const problem = dayOf(graph, shipments);
    yield {
      name: `${region}: ${shipments} shipments, time`,
      unit: 'ms',
      value: await millisecondsOf(() => solve(problem, { router }), 1),
      judge: 'the first plan alone',
      judged: await millisecondsOf(() => solve(problem, { router, iterations: 0 }), 1)
    };
    const [better, first] = [await solve(problem, { router }), await solve(problem, { router, iterations: 0 })];
    yield {
      name: `${region}: ${shipments} shipments, driving (${better.summary.unassigned / 2} left out)`,
      unit: 's',
      value: better.summary.duration,
      judge: `the first plan (${first.summary.unassigned / 2} left out)`,
      judged: first.summary.duration
    };
  }
}

/** A day of shipments from three senders to random roads, with a van for every 25 of them, half of them promised. */
function dayOf(graph: RoadGraph, count: number): ProblemInput {
  const random = seededRandom(count);
  const [depot, ...places] = randomPlaces(graph, count + 4, random).map(
    ({ position: { longitude, latitude } }): [number, number] => [longitude, latitude]
  );
  const [senders, homes] = [places.slice(0, 3), places.slice(3)];
  const hour = 3600;
  return {
    vehicles: Array.from({ length: Math.ceil(count / 25) }, (_, id) => ({
      id,
      start: depot!,
      end: depot!,
      capacity: [40],
      time_window: [7 * hour, 18 * hour]
    })),
    shipments: homes.map((home, id) => {
      const from = 9 * hour + Math.floor(random() * 6) * hour;
      const promised = id % 2 === 0 && { time_windows: [[from, from + 2 * hour] as [number, number]] };
      return {
        amount: [1],
        pickup: { id, location: senders[id % senders.length]!, service: 30 },
        delivery: { id, location: home, setup: 120, service: 150, ...promised }
      };
    })
  };
}
