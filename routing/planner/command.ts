import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { createOsrmClient } from '../osrm/client.ts';
import { createOsrmRouter } from '../osrm/router.ts';
import { openRegion } from '../region/open.ts';
import { RegionError } from '../region/region-error.ts';
import { RouterError, type Router } from '../roads/questions.ts';
import { distanceOf, problemOf, readLiLim, readSolomon, tasksOf, type Instance } from './instances.ts';
import { PlannerError } from './planner-error.ts';
import { parseProblem } from './problem.ts';
import type { SolveOptions } from './solve.ts';
import { solveWith } from './threads/solve-with.ts';

const help = `Usage: raitti plan [FILE] [--region DIR | --osrm URL] [--seconds S] [--seed N]
       raitti plan --li-lim FILE | --solomon FILE [--seconds S] [--seed N] [--threads N]

Reads a VROOM problem (JSON) from FILE, or from standard input, and prints its VROOM solution.
What the planner reads and writes is in routing/planner/PROBLEM.md.

  --region DIR   the region pack whose roads lead from place to place; not needed
                 where the problem brings its own matrices
  --osrm URL     the OSRM server to ask for the roads instead, such as
                 http://127.0.0.1:5000
  --seconds S    searches for so long
  --iterations N tries so many changes, which with the same seed give the same plan
                 on any machine
  --seed N       another number, another search (1)
  --threads N    searches in so many threads at once, which share the best plan (1)
  --li-lim FILE  plans an instance of Li & Lim, vehicles first, and prints
                 {"vehicles":…,"distance":…,"routes":[[task ids in order]…]}
  --solomon FILE the same with an instance of Solomon or Homberger
  --help         this text

Exits with 0 when it planned, also when it had to leave something out and says why, with 1 when it
refused (as JSON on standard error: code 1 the planner, 2 the problem, 3 the roads), with 2 when it
was asked wrongly.
`;

interface Streams {
  readonly stdin: NodeJS.ReadableStream;
  readonly stdout: { write(text: string): unknown };
  readonly stderr: { write(text: string): unknown };
}

/** An OSRM server answers a table in milliseconds; one that is silent for so long will stay so. */
const osrmPatience = 30_000;

/** What the command has of the world, so that tests can give it another. */
interface World {
  /** Asks the OSRM server of `--osrm`. */
  readonly fetch: typeof globalThis.fetch;
  /** Milliseconds since some moment, for `--seconds`. */
  readonly now: () => number;
}

/** `raitti plan`: 0 when planned, 1 when refused, 2 when it was asked wrongly. */
export async function planCommand(args: string[], io: Streams, { fetch, now }: World): Promise<0 | 1 | 2> {
  let asked;
  try {
    asked = read(args);
  } catch (error) {
    io.stderr.write(`${(error as Error).message}\n\n${help}`);
    return 2;
  }
  if (asked === 'help') {
    io.stdout.write(help);
    return 0;
  }
  try {
    const budget: Search = { ...asked.budget, now };
    const answer = asked.instance
      ? await planInstance(asked.instance.read(await textOf(asked.instance.file, io.stdin)), budget)
      : await planProblem(asked, budget, await textOf(asked.file, io.stdin), fetch);
    io.stdout.write(`${JSON.stringify(answer)}\n`);
    return 0;
  } catch (error) {
    const { code, message } = refusal(error);
    io.stderr.write(`${JSON.stringify({ code, error: message })}\n`);
    return 1;
  }
}

interface Asked {
  readonly file: string | undefined;
  readonly region: string | undefined;
  readonly osrm: string | undefined;
  readonly instance: { readonly file: string; readonly read: (text: string) => Instance } | undefined;
  readonly budget: Pick<SolveOptions, 'seconds' | 'iterations' | 'seed'> & { readonly threads: number };
}

type Search = Asked['budget'] & Pick<SolveOptions, 'router'> & { readonly now: () => number };

/** @throws saying what is wrong with the arguments */
function read(args: string[]): Asked | 'help' {
  const string = { type: 'string' } as const;
  const options = {
    region: string,
    osrm: string,
    seconds: string,
    iterations: string,
    seed: string,
    threads: string,
    'li-lim': string,
    solomon: string,
    help: { type: 'boolean', short: 'h' }
  } as const;
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options });
  if (values.help) return 'help';
  const { region, osrm, 'li-lim': liLim, solomon } = values;
  const files = [...positionals, liLim, solomon].filter((file) => file !== undefined);
  if (files.length > 1) throw new Error('Give one problem at a time.');
  if (region !== undefined && osrm !== undefined) throw new Error('Name a region or an OSRM server, not both.');
  const instance = liLim !== undefined ? readLiLim : solomon !== undefined ? readSolomon : undefined;
  if (instance && (region ?? osrm) !== undefined) throw new Error('An instance lies on no map: name no region.');
  const [seconds, iterations] = [amount('--seconds', values.seconds), count('--iterations', values.iterations)];
  if (seconds !== undefined && iterations !== undefined) throw new Error('Give seconds or iterations, not both.');
  return {
    file: positionals[0],
    region,
    osrm,
    instance: instance && { file: files[0]!, read: instance },
    budget: { seconds, iterations, seed: count('--seed', values.seed), threads: threadsOf(values.threads) }
  };
}

function amount(flag: string, typed: string | undefined): number | undefined {
  if (typed === undefined) return undefined;
  if (/^\d{1,6}(\.\d+)?$/.test(typed) && Number(typed) > 0) return Number(typed);
  throw new Error(`${flag} takes a number above 0 and below a million.`);
}

function count(flag: string, typed: string | undefined): number | undefined {
  if (typed === undefined) return undefined;
  if (/^\d{1,9}$/.test(typed)) return Number(typed);
  throw new Error(`${flag} takes a whole number of at most nine digits.`);
}

/** More threads than any machine that plans has processors would only be in each other's way. */
function threadsOf(typed = '1'): number {
  if (/^[1-9]\d?$/.test(typed)) return Number(typed);
  throw new Error('--threads takes a number from 1 to 99.');
}

async function planProblem(
  { region, osrm }: Asked,
  { threads, ...budget }: Search,
  text: string,
  fetch: typeof globalThis.fetch
) {
  const problem = parseProblem(text);
  return solveWith(threads, problem, { ...budget, router: await routerOf(region, osrm, fetch) });
}

/** The plan as other programs verify it. @throws PlannerError code 1 where it leaves something out, so is none */
async function planInstance(instance: Instance, { threads, ...budget }: Search) {
  const { routes: planned, summary } = await solveWith(threads, problemOf(instance), budget);
  if (summary.unassigned > 0) {
    const sentence = `The plan found leaves ${summary.unassigned} tasks out. Give more time, or check the vehicles.`;
    throw new PlannerError(1, '', sentence);
  }
  const routes = planned.map(tasksOf);
  return { vehicles: routes.length, distance: distanceOf(instance, routes), routes };
}

async function routerOf(
  region: string | undefined,
  osrm: string | undefined,
  fetch: typeof globalThis.fetch
): Promise<Router | undefined> {
  if (region !== undefined) return (await openRegion(region)).router;
  if (osrm === undefined) return undefined;
  const patience = () => AbortSignal.timeout(osrmPatience);
  return createOsrmRouter(createOsrmClient({ url: osrm, fetch, patience }));
}

/** What is known of an error in VROOM's words; anything unforeseen is the planner's own fault. */
function refusal(error: unknown): { code: 1 | 2 | 3; message: string } {
  if (error instanceof PlannerError) return error;
  if (error instanceof RegionError || error instanceof RouterError) return { code: 3, message: error.message };
  return { code: 1, message: `The planner failed: ${(error as Error).message}. Report it with the problem you gave.` };
}

async function textOf(file: string | undefined, stdin: NodeJS.ReadableStream): Promise<string> {
  if (file === undefined || file === '-') return text(stdin);
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new PlannerError(2, '', `${file} cannot be read (${(error as NodeJS.ErrnoException).code}).`);
  }
}
