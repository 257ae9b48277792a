import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { createOsrmClient } from '../osrm/client.ts';
import { createOsrmRouter } from '../osrm/router.ts';
import { openRegion } from '../region/open.ts';
import { RegionError } from '../region/region-error.ts';
import { RouterError, type Router } from '../roads/questions.ts';
import { PlannerError } from './planner-error.ts';
import { parseProblem } from './problem.ts';
import { solve } from './solve.ts';

const help = `Usage: raitti plan [FILE] [--region DIR | --osrm URL]

Reads a VROOM problem (JSON) from FILE, or from standard input, and prints its VROOM solution.
What the planner reads and writes is in routing/planner/PROBLEM.md.

  --region DIR   the region pack whose roads lead from place to place; not needed
                 where the problem brings its own matrices
  --osrm URL     the OSRM server to ask for the roads instead, such as
                 http://127.0.0.1:5000
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

/**
 * `raitti plan`: 0 when planned, 1 when refused, 2 when it was asked wrongly.
 * @param fetch asks the OSRM server of `--osrm`
 */
export async function planCommand(args: string[], io: Streams, fetch: typeof globalThis.fetch): Promise<0 | 1 | 2> {
  let asked;
  try {
    asked = parseArgs({
      args,
      allowPositionals: true,
      options: { region: { type: 'string' }, osrm: { type: 'string' }, help: { type: 'boolean', short: 'h' } }
    });
  } catch (error) {
    return wrongUsage((error as Error).message, io);
  }
  const { values, positionals } = asked;
  if (values.help) {
    io.stdout.write(help);
    return 0;
  }
  if (positionals.length > 1) return wrongUsage('Give one problem at a time.', io);
  const { region, osrm } = values;
  if (region !== undefined && osrm !== undefined) return wrongUsage('Name a region or an OSRM server, not both.', io);
  try {
    const problem = parseProblem(await read(positionals[0], io.stdin));
    const router = await routerOf(region, osrm, fetch);
    const solution = await solve(problem, { router });
    io.stdout.write(`${JSON.stringify(solution)}\n`);
    return 0;
  } catch (error) {
    const { code, message } = refusal(error);
    io.stderr.write(`${JSON.stringify({ code, error: message })}\n`);
    return 1;
  }
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

function wrongUsage(message: string, io: Streams): 2 {
  io.stderr.write(`${message}\n\n${help}`);
  return 2;
}

async function read(file: string | undefined, stdin: NodeJS.ReadableStream): Promise<string> {
  if (file === undefined || file === '-') return text(stdin);
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new PlannerError(2, '', `${file} cannot be read (${(error as NodeJS.ErrnoException).code}).`);
  }
}
