import * as v from 'valibot';
import { refused } from './planner-error.ts';
import { checkAmounts } from './problem-amounts.ts';
import { checkMatrices, matrix, rows } from './problem-matrix.ts';
import { checkPlaces } from './problem-places.ts';
import { checkReferences } from './problem-references.ts';
import { checkSteps } from './problem-steps.ts';
import { checkJob, checkShipment, job, shipment } from './problem-task.ts';
import { byName, count, exactly, flag, listOf, quantity, wholeNumber, word } from './problem-values.ts';
import { checkVehicle, vehicle } from './problem-vehicle.ts';

export { dimensionsOf } from './problem-amounts.ts';

const task = exactly({
  type: v.picklist(['job', 'pickup', 'delivery'], 'must be job, pickup or delivery.'),
  id: wholeNumber
});

const pair = v.pipe(
  v.strictTuple([word, word], 'must be a pair of goods.'),
  v.check(([one, other]) => one !== other, 'names the same goods twice.')
);

/** What vroom-express takes beside the problem: geometry, plan mode, threads, exploration, a limit in seconds. */
const options = exactly({
  g: v.optional(flag, false),
  c: v.optional(flag, false),
  t: v.optional(v.pipe(count, v.minValue(1, 'must be at least 1.'))),
  x: v.optional(v.pipe(count, v.maxValue(5, 'must be from 0 to 5.'))),
  l: v.optional(quantity)
});

const problemSchema = v.pipe(
  exactly({
    jobs: v.optional(listOf(job, 'must be a list of jobs.'), []),
    shipments: v.optional(listOf(shipment, 'must be a list of shipments.'), []),
    vehicles: v.pipe(
      listOf(vehicle, 'must be a list of vehicles.', 1000),
      v.minLength(1, 'is empty. Give the vehicle that shall drive.')
    ),
    matrices: v.optional(byName(matrix, 'must be an object with a matrix for each profile.')),
    matrix: v.optional(rows),
    incompatible_loads: v.optional(listOf(pair, 'must be a list of pairs of goods.'), []),
    precedences: v.optional(listOf(exactly({ first: task, then: task }), 'must be a list of { "first", "then" }.'), []),
    balance_per_hour: v.optional(quantity, 0),
    options: v.optional(options, {})
  }),
  v.forward(
    v.check(
      ({ matrix, matrices }) => matrix === undefined || matrices === undefined,
      'stands beside "matrices", which is the newer word for it. Leave "matrix" out.'
    ),
    ['matrix']
  ),
  v.transform(({ matrix, ...rest }) => ({
    ...rest,
    matrices: rest.matrices ?? (matrix && { car: { durations: matrix } })
  }))
);

/** VROOM's problem. https://github.com/VROOM-Project/vroom/blob/master/docs/API.md, with the extensions of PROBLEM.md. */
export type Problem = v.InferOutput<typeof problemSchema>;
export type ProblemInput = v.InferInput<typeof problemSchema>;

const notAProblem = 'The problem must be a JSON object with vehicles and jobs or shipments.';

/** What the search is built and measured for: a day of fifteen hundred orders. */
export const mostStops = 3000;

/**
 * Reads a problem as JSON text.
 * @throws PlannerError code 2
 */
export function parseProblem(json: string): Problem {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (error) {
    // The engine's message may quote the text, which may name people; only the place in it is passed on.
    const place = /(at position \d+.*)$/.exec((error as Error).message)?.[1];
    throw refused('', place ? `The problem is not JSON: it goes wrong ${place}.` : 'The problem is not JSON.');
  }
  return checkProblem(value);
}

/**
 * Checks a problem and fills in what VROOM takes for granted; its own result passes unchanged.
 * @throws PlannerError code 2, naming the first place that is wrong
 */
export function checkProblem(value: unknown): Problem {
  checkSize(value);
  const result = v.safeParse(problemSchema, value, { abortEarly: true });
  if (!result.success) throw refusal(result.issues[0]);
  const problem = result.output;
  if (problem.jobs.length + problem.shipments.length === 0)
    throw refused('', 'The problem is empty: it has neither jobs nor shipments. Give at least one.');
  problem.jobs.forEach((job, index) => checkJob(job, `jobs[${index}]`));
  problem.shipments.forEach((shipment, index) => checkShipment(shipment, `shipments[${index}]`));
  problem.vehicles.forEach((vehicle, index) => checkVehicle(vehicle, `vehicles[${index}]`));
  checkAmounts(problem);
  checkSteps(problem, checkReferences(problem));
  checkMatrices(problem);
  checkPlaces(problem);
  return problem;
}

/** Before anything in it is read, so that nobody waits for a refusal. */
function checkSize(value: unknown) {
  const { jobs, shipments } = Object(value) as { jobs?: unknown; shipments?: unknown };
  const lengthOf = (list: unknown) => (Array.isArray(list) ? list.length : 0);
  const stops = lengthOf(jobs) + 2 * lengthOf(shipments);
  if (stops > mostStops)
    throw refused('', `The problem has ${stops} tasks, this planner takes at most ${mostStops}. Plan it in parts.`);
}

function refusal(issue: v.BaseIssue<unknown>) {
  const keys = (issue.path ?? []).map(({ key }) => key as string | number);
  const place = keys.reduce<string>(
    (path, key) => (typeof key === 'number' ? `${path}[${key}]` : path === '' ? key : `${path}.${key}`),
    ''
  );
  const missing = issue.kind === 'schema' && issue.received === 'undefined';
  if (place === '') return refused('', notAProblem);
  return refused(place, missing ? 'is missing.' : issue.message);
}
