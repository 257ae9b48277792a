import * as v from 'valibot';
import { refused } from './planner-error.ts';

/** VROOM's keys that this planner does not plan by yet. They are refused, so that nobody believes they were heeded. */
const notYet = new Set([
  'steps',
  'speed_factor',
  'max_load',
  'max_first_task_distance',
  'type',
  'setup_per_type',
  'service_per_type',
  'per_task_hour',
  'costs',
  'matrix',
  'relations',
  'geometry',
  'options'
]);

/** An object whose every key is known or begins with `x-`. */
function exactly<Entries extends v.ObjectEntries>(entries: Entries) {
  return v.pipe(
    v.looseObject(entries),
    v.rawCheck(({ dataset, addIssue }) => {
      if (!dataset.typed) return;
      const input: Record<string, unknown> = dataset.value;
      for (const key of Object.keys(input)) {
        if (Object.hasOwn(entries, key) || key.startsWith('x-')) continue;
        const message = notYet.has(key)
          ? 'is not supported by this planner yet. Leave it out.'
          : 'is not a word of the problem. Correct its spelling, or begin it with "x-" if it is a note of your own.';
        addIssue({ message, path: [{ type: 'object', origin: 'key', input, key, value: input[key] }] });
      }
    }),
    v.transform((object) => object as v.InferOutput<v.ObjectSchema<Entries, undefined>>)
  );
}

const wholeNumber = v.pipe(v.number('must be a number.'), v.safeInteger('must be a whole number.'));
const id = v.pipe(wholeNumber, v.minValue(0, 'must not be negative.'));
const quantity = v.pipe(
  v.number('must be a number.'),
  v.finite('must be a finite number.'),
  v.minValue(0, 'must not be negative.'),
  v.maxValue(1e10, 'is too large.')
);
const location = v.tuple(
  [
    v.pipe(v.number('must be a longitude.'), v.minValue(-180, 'is no longitude.'), v.maxValue(180, 'is no longitude.')),
    v.pipe(v.number('must be a latitude.'), v.minValue(-90, 'is no latitude.'), v.maxValue(90, 'is no latitude.'))
  ],
  'must be [longitude, latitude].'
);
const amounts = v.array(v.pipe(wholeNumber, v.minValue(0, 'must not be negative.')), 'must be a list of amounts.');
const timeWindow = v.pipe(
  v.tuple([quantity, quantity], 'must be [start, end] in seconds.'),
  v.check(([start, end]) => start <= end, 'ends before it starts.')
);
const timeWindows = v.pipe(
  v.array(timeWindow, 'must be a list of [start, end].'),
  v.minLength(1, 'has no time window. Leave it out when any time will do.'),
  v.transform((windows) => windows.toSorted((a, b) => a[0] - b[0])),
  v.check(
    (windows) => windows.every((window, index) => index === 0 || window[0] > windows[index - 1]![1]),
    'has windows that overlap.'
  )
);
const skills = v.array(id, 'must be a list of skills.');
const priority = v.pipe(id, v.maxValue(100, 'must be at most 100.'));
const text = v.string('must be a text.');

const stop = {
  id,
  description: v.optional(text),
  location: v.optional(location),
  location_index: v.optional(id),
  setup: v.optional(quantity, 0),
  service: v.optional(quantity, 0),
  time_windows: v.optional(timeWindows)
};

const job = exactly({
  ...stop,
  delivery: v.optional(amounts),
  pickup: v.optional(amounts),
  skills: v.optional(skills, []),
  priority: v.optional(priority, 0)
});

const shipment = exactly({
  pickup: exactly(stop),
  delivery: exactly(stop),
  amount: v.optional(amounts),
  skills: v.optional(skills, []),
  priority: v.optional(priority, 0),
  max_transit_time: v.optional(quantity)
});

const breakTime = exactly({
  id,
  description: v.optional(text),
  service: v.optional(quantity, 0),
  time_windows: v.optional(timeWindows)
});

const vehicle = exactly({
  id,
  description: v.optional(text),
  profile: v.optional(text, 'car'),
  start: v.optional(location),
  start_index: v.optional(id),
  end: v.optional(location),
  end_index: v.optional(id),
  capacity: v.optional(amounts),
  skills: v.optional(skills, []),
  time_window: v.optional(timeWindow),
  breaks: v.optional(v.array(breakTime, 'must be a list of breaks.'), []),
  costs: v.optional(
    exactly({ fixed: v.optional(quantity, 0), per_hour: v.optional(quantity, 3600), per_km: v.optional(quantity, 0) })
  ),
  max_tasks: v.optional(id),
  max_travel_time: v.optional(quantity),
  max_distance: v.optional(quantity)
});

const cells = v.array(
  v.array(v.nullable(quantity), 'must be a row of numbers.'),
  'must be a list of rows, one for each index.'
);
const matrix = exactly({ durations: cells, distances: v.optional(cells) });

const problemSchema = exactly({
  jobs: v.optional(v.array(job, 'must be a list of jobs.'), []),
  shipments: v.optional(v.array(shipment, 'must be a list of shipments.'), []),
  vehicles: v.pipe(
    v.array(vehicle, 'must be a list of vehicles.'),
    v.minLength(1, 'is empty. Give the vehicle that shall drive.')
  ),
  matrices: v.optional(v.record(v.string(), matrix, 'must be an object with a matrix for each profile.'))
});

/** VROOM's problem. https://github.com/VROOM-Project/vroom/blob/master/docs/API.md, with the extensions of PROBLEM.md. */
export type Problem = v.InferOutput<typeof problemSchema>;
export type ProblemInput = v.InferInput<typeof problemSchema>;
export type Matrix = v.InferOutput<typeof matrix>;

const notAProblem = 'The problem must be a JSON object with vehicles and jobs or shipments.';

/** More than this the simple search cannot plan in a time that anybody would wait. */
export const mostStops = 1000;

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
 * Checks a problem and fills in what VROOM takes for granted.
 * @throws PlannerError code 2, naming the first place that is wrong
 */
export function checkProblem(value: unknown): Problem {
  if (Array.isArray(value)) throw refused('', notAProblem);
  const result = v.safeParse(problemSchema, value, { abortEarly: true });
  if (!result.success) throw refusal(result.issues[0]);
  const problem = result.output;
  const stops = problem.jobs.length + 2 * problem.shipments.length;
  if (stops === 0) throw refused('', 'The problem is empty: it has neither jobs nor shipments. Give at least one.');
  if (stops > mostStops)
    throw refused('', `The problem has ${stops} tasks, this planner takes at most ${mostStops}. Plan it in parts.`);
  checkIds(problem);
  checkAmounts(problem);
  return problem;
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

function checkIds(problem: Problem) {
  const unique = (list: { id: number }[], place: (index: number) => string) => {
    const known = new Set<number>();
    list.forEach((entry, index) => {
      if (known.has(entry.id)) throw refused(`${place(index)}.id`, `${entry.id} is used twice.`);
      known.add(entry.id);
    });
  };
  unique(problem.jobs, (index) => `jobs[${index}]`);
  unique(
    problem.shipments.map(({ pickup }) => pickup),
    (index) => `shipments[${index}].pickup`
  );
  unique(
    problem.shipments.map(({ delivery }) => delivery),
    (index) => `shipments[${index}].delivery`
  );
  unique(problem.vehicles, (index) => `vehicles[${index}]`);
  problem.vehicles.forEach(({ breaks }, vehicle) => unique(breaks, (index) => `vehicles[${vehicle}].breaks[${index}]`));
}

/** Every list of amounts has the same length, or none is given. */
function checkAmounts(problem: Problem) {
  const length = dimensionsOf(problem);
  const check = (list: number[] | undefined, place: string) => {
    if (list && list.length !== length)
      throw refused(place, `has ${list.length} amounts where the first vehicle's capacity has ${length}.`);
  };
  problem.vehicles.forEach(({ capacity }, index) => check(capacity ?? [], `vehicles[${index}].capacity`));
  problem.jobs.forEach(({ delivery, pickup }, index) => {
    check(delivery, `jobs[${index}].delivery`);
    check(pickup, `jobs[${index}].pickup`);
  });
  problem.shipments.forEach(({ amount }, index) => check(amount, `shipments[${index}].amount`));
}

/** How many different amounts the problem counts. */
export const dimensionsOf = (problem: Problem) => problem.vehicles[0]!.capacity?.length ?? 0;
