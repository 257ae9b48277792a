import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { problemOf, readLiLim, readSolomon, tasksOf } from '#routing/planner/instances.ts';
import type { Progress } from '#routing/planner/solve.ts';
import { solveWith } from '#routing/planner/threads/solve-with.ts';
import { checkRoutes } from './planner-check.ts';
import type { PlannerOptions } from './planner-options.ts';
import { gapOf, middleAndWorst, rounded, sizeOf, summaries, type Outcome, type Run } from './planner-summary.ts';

/*
 * Instances whose best plan is known, one after the other in the same process.
 *
 * Seconds are the processor's for the whole process, so that what else the machine does counts little; the threads that
 * compile and collect garbage beside the search are in them. Each instance pays for what is compiled meanwhile: the
 * first one for nearly all of it, some tenths of a second, the later ones for next to nothing. With several threads a
 * second is one on the clock, since the search then spends several at once.
 */

const shared = join(import.meta.dirname, '../../../shared/bench');

const processorTime = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

/** Plans every instance with every seed: yields a line for each instance, then the summaries. */
export async function* instances(options: PlannerOptions): AsyncGenerator<object> {
  const files = filesOf(options);
  if (files.length === 0) {
    console.error(`No instance is named ${options.instances ?? options.set}. The public ones are in ../shared/bench.`);
    if (!options.days) process.exitCode = 2;
    return;
  }
  const outcomes: Outcome[] = [];
  for (const file of files) {
    const { outcome, seconds } = await outcomeOf(file, options);
    outcomes.push(outcome);
    const line = lineOf(outcome, { seconds, threads: options.threads });
    if (!options.json) console.error(rowOf(line));
    yield line;
  }
  for (const summary of summaries(outcomes)) {
    if (!options.json) console.error(summaryRows(summary));
    yield summary;
  }
  // A plan that is none is a fault, however slow or good the others are.
  if (outcomes.some(({ runs }) => runs.some(({ faults }) => faults.length > 0))) process.exitCode = 1;
}

function filesOf({ set, instances: wanted = `${join(shared, set)}/` }: PlannerOptions): string[] {
  if (existsSync(wanted) && statSync(wanted).isDirectory()) return globSync(join(wanted, '*.txt')).sort();
  const cwd = wanted.includes('/') ? undefined : join(shared, set);
  return globSync(wanted, cwd === undefined ? {} : { cwd })
    .filter((file) => file.endsWith('.txt'))
    .map((file) => resolve(cwd ?? '.', file))
    .sort();
}

async function outcomeOf(file: string, { set, threads, seeds, ...options }: PlannerOptions) {
  const name = basename(file, '.txt');
  const text = readFileSync(file, 'utf8');
  const instance = set === 'pdptw' ? readLiLim(text) : readSolomon(text);
  const problem = problemOf(instance);
  const tasks = instance.places.length - 1;
  const seconds = options.seconds ?? promisedSeconds(set, tasks);
  const runs: Run[] = [];
  for (const seed of seeds) {
    const events: Progress[] = [];
    const before = processorTime();
    const now = threads === 1 ? processorTime : () => performance.now();
    const solution = await solveWith(threads, problem, {
      seconds,
      seed,
      now,
      onProgress: (event) => void events.push(event)
    });
    const spent = (processorTime() - before) / 1000;
    const { faults, distance } = checkRoutes(set, text, solution.routes.map(tasksOf));
    const feasible = events.find(({ unassigned }) => unassigned === 0);
    runs.push({
      seed,
      vehicles: solution.routes.length,
      distance,
      faults,
      firstFeasible: feasible ? feasible.milliseconds / 1000 : null,
      best: (events.at(-1)?.milliseconds ?? 0) / 1000,
      spent
    });
  }
  return { outcome: { set, name, tasks, runs, known: knownOf(file, set, name) }, seconds };
}

/** What issue 4 gives to an instance of this size. */
function promisedSeconds(set: PlannerOptions['set'], tasks: number): number {
  const size = sizeOf(tasks);
  if (size >= 400) return 60;
  return size < 200 && set === 'pdptw' ? 1 : 10;
}

/** The best plan known, from the table beside the file or from that of the public instances. */
function knownOf(file: string, set: PlannerOptions['set'], name: string): Outcome['known'] {
  for (const folder of [dirname(file), join(shared, set)]) {
    const table = join(folder, 'bks.tsv');
    if (!existsSync(table)) continue;
    const rows = readFileSync(table, 'utf8').split('\n');
    const row = rows.map((line) => line.split('\t')).find(([instance]) => instance === name);
    if (row) return { vehicles: Number(row[1]), distance: Number(row[2]) };
  }
  return null;
}

/** An instance's run in the middle, and its worst. */
function lineOf(
  { set, name, tasks, runs, known }: Outcome,
  { seconds, threads }: { seconds: number; threads: number }
) {
  const told = ({ seed, vehicles, distance, firstFeasible, best, spent, faults }: Run) => {
    const gap = faults.length === 0 ? gapOf({ vehicles, distance }, known) : null;
    return {
      seed,
      vehicles,
      distance: rounded(distance),
      gap: gap === null ? null : rounded(gap),
      firstFeasible: firstFeasible === null ? null : rounded(firstFeasible),
      best: rounded(best),
      spent: rounded(spent),
      ...(faults.length > 0 && { faults: faults.slice(0, 5) })
    };
  };
  const [middle, worst] = middleAndWorst(runs);
  return { set, name, tasks, seconds, threads, known, ...told(middle), ...(runs.length > 1 && { worst: told(worst) }) };
}

/** The same for people. */
function rowOf({
  name,
  known,
  vehicles,
  distance,
  gap,
  firstFeasible,
  best,
  spent,
  faults
}: ReturnType<typeof lineOf>) {
  const vans = `${vehicles}/${known?.vehicles ?? '?'}`.padStart(7);
  const way = `${distance.toFixed(2)}/${known?.distance.toFixed(2) ?? '?'}`.padStart(20);
  const more = (faults ? 'wrong' : gap === null ? '' : `${gap.toFixed(2)} %`).padStart(8);
  const first = firstFeasible?.toFixed(2) ?? 'never';
  return `${name.padEnd(10)}${vans} ${way} ${more}   first ${first} s, best ${best.toFixed(2)} s, spent ${spent.toFixed(2)} s`;
}

function summaryRows({ summary, median, worst }: ReturnType<typeof summaries>[number]): string {
  const percent = (gap: number | null) => (gap === null ? '?' : `${gap.toFixed(3)} %`);
  return [median, worst]
    .map((seed, index) => {
      const { reachedVehicles, instances, unsolved } = seed;
      const vans = `${seed.vehicles}/${seed.knownVehicles} vehicles (${seed.vehicleRatio ?? '?'})`;
      const gap = `gap ${percent(seed.meanGap)}, median ${percent(seed.medianGap)}, worst ${percent(seed.worstGap)}`;
      const which = `${index === 0 ? 'median' : 'worst'} seed ${seed.seed}`;
      const solved = unsolved > 0 ? `, ${unsolved} UNSOLVED` : '';
      return `${summary}, ${which}: ${vans}, ${reachedVehicles} of ${instances} reached${solved}; ${gap} (${seed.worstInstance})`;
    })
    .join('\n');
}
