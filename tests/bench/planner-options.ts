import { parseArgs } from 'node:util';

/** What the planner's bench was asked for. */
export interface PlannerOptions {
  /** Li & Lim's instances, or Solomon's and Homberger's. */
  readonly set: 'pdptw' | 'vrptw';
  /** A pattern of file names or a folder; without it every instance of the set. */
  readonly instances: string | undefined;
  /** For each instance; without it as many as issue 4 gives to instances of that size. */
  readonly seconds: number | undefined;
  readonly threads: number;
  readonly seeds: readonly number[];
  /** Leaves out the table that people read on standard error. */
  readonly json: boolean;
  /** Whether days on real roads are planned as well: not where instances were asked for. */
  readonly days: boolean;
}

export const plannerUsage =
  'npm run bench -- planner [--set pdptw|vrptw] [--instances GLOB|DIR] [--seconds S] [--threads N] [--seeds 1-5] [--json]';

/** @throws saying what is wrong with the arguments */
export function readPlannerOptions(args: string[]): PlannerOptions {
  const string = { type: 'string' } as const;
  const options = {
    set: string,
    instances: string,
    seconds: string,
    threads: string,
    seeds: string,
    json: { type: 'boolean', default: false }
  } as const;
  const { values } = parseArgs({ args, options });
  const { set = 'pdptw', instances, seconds, threads = '1', seeds = '1', json } = values;
  if (set !== 'pdptw' && set !== 'vrptw') throw new Error('--set takes pdptw or vrptw.');
  if (seconds !== undefined && !(/^\d+(\.\d+)?$/.test(seconds) && Number(seconds) > 0))
    throw new Error('--seconds takes a number above 0.');
  if (!/^[1-9]\d?$/.test(threads)) throw new Error('--threads takes a number from 1 to 99.');
  return {
    set,
    // The first promise is about the 100s, and they take the least time.
    instances: instances ?? (values.set === undefined ? 'l*[cr][12][01]*.txt' : undefined),
    seconds: seconds === undefined ? undefined : Number(seconds),
    threads: Number(threads),
    seeds: readSeeds(seeds),
    json,
    days: values.set === undefined && instances === undefined
  };
}

/** `3`, or `1-5`. */
function readSeeds(typed: string): number[] {
  const [, first, last] = /^(\d{1,6})(?:-(\d{1,6}))?$/.exec(typed) ?? [];
  const [from, to] = [Number(first), Number(last ?? first)];
  if (!(from <= to)) throw new Error('--seeds takes a number such as 3, or a range such as 1-5.');
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}
