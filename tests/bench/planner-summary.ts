/** What came of one search. Seconds. */
export interface Run {
  readonly seed: number;
  readonly vehicles: number;
  readonly distance: number;
  /** What the check found; an instance with faults is not solved. */
  readonly faults: readonly string[];
  readonly firstFeasible: number | null;
  /** When the plan was found that stayed the best. */
  readonly best: number;
  /** Of processors. */
  readonly spent: number;
}

/** Fewer vehicles are better, then a shorter distance. */
export interface Known {
  readonly vehicles: number;
  readonly distance: number;
}

/** What came of an instance: a run for each seed. */
export interface Outcome {
  readonly set: string;
  readonly name: string;
  readonly tasks: number;
  readonly runs: readonly Run[];
  /** The best plan in the literature. */
  readonly known: Known | null;
}

/** The published sizes count requests or customers, of which the files have a few more. */
export const sizeOf = (tasks: number) => Math.floor(tasks / 100) * 100;

/** How many percent longer than the best known; nothing where the vehicles differ, since another one shortens the way. */
export const gapOf = ({ vehicles, distance }: Known, known: Known | null) =>
  known?.vehicles === vehicles ? (distance / known.distance - 1) * 100 : null;

/** The run in the middle, from the best to the worst, and the worst. Of two in the middle it is the worse. */
export function middleAndWorst(runs: readonly Run[]): [middle: Run, worst: Run] {
  const ordered = runs.toSorted(
    (a, b) => a.faults.length - b.faults.length || a.vehicles - b.vehicles || a.distance - b.distance
  );
  return [ordered[Math.floor(ordered.length / 2)]!, ordered.at(-1)!];
}

/** What one seed reached on instances of one size, in both ways of the literature. Gaps in percent. */
interface Reached {
  readonly seed: number;
  readonly instances: number;
  /** Instances without a plan, which are in none of the figures below. */
  readonly unsolved: number;
  readonly vehicles: number;
  readonly knownVehicles: number;
  readonly vehicleRatio: number | null;
  /** Instances with no more vehicles than known. */
  readonly reachedVehicles: number;
  /** Instances with as many vehicles as known, of which the gaps are. */
  readonly equalVehicles: number;
  readonly meanGap: number | null;
  readonly medianGap: number | null;
  readonly worstGap: number | null;
  readonly worstInstance: string | null;
}

/** For each size of instances: each seed, the seed in the middle and the worst one. */
export function summaries(outcomes: readonly Outcome[]) {
  const groups = Map.groupBy(
    outcomes.filter(({ known }) => known),
    ({ set, tasks }) => `${set} ${sizeOf(tasks)}`
  );
  return [...groups].map(([summary, members]) => {
    const seeds = members[0]!.runs.map((_, index) => reached(members, index));
    const ordered = seeds.toSorted(
      (a, b) => a.unsolved - b.unsolved || a.vehicles - b.vehicles || (a.meanGap ?? 0) - (b.meanGap ?? 0)
    );
    return { summary, median: ordered[Math.floor(ordered.length / 2)]!, worst: ordered.at(-1)!, seeds };
  });
}

/** @param index of the seed among each outcome's runs */
function reached(outcomes: readonly Outcome[], index: number): Reached {
  const all = outcomes.map(({ name, runs, known }) => ({ name, run: runs[index]!, known: known! }));
  const solved = all.filter(({ run }) => run.faults.length === 0);
  const sum = (figure: (one: (typeof all)[number]) => number) => solved.reduce((total, one) => total + figure(one), 0);
  const [vehicles, knownVehicles] = [sum(({ run }) => run.vehicles), sum(({ known }) => known.vehicles)];
  const gaps = solved
    .flatMap(({ name, run, known }) => {
      const gap = gapOf(run, known);
      return gap === null ? [] : [{ name, gap }];
    })
    .toSorted((a, b) => a.gap - b.gap);
  const [some, worst] = [gaps.length > 0, gaps.at(-1)];
  return {
    seed: all[0]!.run.seed,
    instances: all.length,
    unsolved: all.length - solved.length,
    vehicles,
    knownVehicles,
    vehicleRatio: solved.length > 0 ? rounded(vehicles / knownVehicles) : null,
    reachedVehicles: solved.filter(({ run, known }) => run.vehicles <= known.vehicles).length,
    equalVehicles: gaps.length,
    meanGap: some ? rounded(gaps.reduce((total, { gap }) => total + gap, 0) / gaps.length) : null,
    medianGap: some ? rounded(medianOf(gaps.map(({ gap }) => gap))) : null,
    worstGap: worst ? rounded(worst.gap) : null,
    worstInstance: worst?.name ?? null
  };
}

const medianOf = (sorted: readonly number[]) =>
  (sorted[Math.floor((sorted.length - 1) / 2)]! + sorted[Math.floor(sorted.length / 2)]!) / 2;

/** To four decimals. */
export const rounded = (value: number) => Math.round(value * 1e4) / 1e4;
