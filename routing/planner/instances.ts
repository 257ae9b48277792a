import { refused } from './planner-error.ts';
import type { ProblemInput } from './problem.ts';
import type { SolutionRoute } from './print/words.ts';

/*
 * The instances by which planners are compared: text files of places on a plane, a unit of distance being a unit of time.
 * Li & Lim (pickups and deliveries): https://www.sintef.no/projectweb/top/pdptw/documentation/
 * Solomon, Gehring & Homberger (deliveries): https://www.sintef.no/projectweb/top/vrptw/documentation2/
 */

/** An instance as its file has it. */
export interface Instance {
  readonly vehicles: number;
  readonly capacity: number;
  /** The depot first, then every task; a task's id is its index here. */
  readonly places: readonly InstancePlace[];
  /** Li & Lim's requests as the ids of pickup and delivery; empty where every task is a delivery from the depot. */
  readonly pairs: readonly (readonly [pickup: number, delivery: number])[];
}

interface InstancePlace {
  readonly x: number;
  readonly y: number;
  /** What is loaded here; at a Li & Lim delivery less than 0. Solomon's customers have what is brought to them. */
  readonly demand: number;
  /** When service may begin. */
  readonly window: readonly [opens: number, closes: number];
  readonly service: number;
}

interface Line {
  readonly number: number;
  readonly words: readonly string[];
}

/** The largest published instances have 1000 customers and some more stops; a matrix grows with the square. */
const mostPlaces = 1500;
/** Far beyond the published ones, and small enough that a plan's cost stays an exact number. */
const largest = 1_000_000;

/**
 * Reads a file of Li & Lim: vehicles, capacity and speed, then nine numbers for each place. The speed is 1 or 0 in the
 * published files and means nothing.
 * @throws PlannerError code 2, naming the line
 */
export function readLiLim(text: string): Instance {
  const [head, ...rows] = linesOf(text);
  if (!head) throw refused('', 'The file is empty. Give an instance of Li & Lim.');
  const [vehicles, capacity] = numbers(head, ['vehicles', 'capacity', 'speed']);
  const { places, more } = placesOf(rows, ['pickup', 'delivery']);
  const isPickup = (id: number) => places[id]!.demand > 0;
  more.forEach(([pickup, delivery], id) => {
    const name = placeName(rows[id]!);
    if (id === 0) return;
    if (places[id]!.demand === 0) throw refused(name, 'has a demand of 0, so it is neither pickup nor delivery.');
    const [other, none] = isPickup(id) ? [delivery!, pickup!] : [pickup!, delivery!];
    const back = isPickup(id) ? more[other]?.[0] : more[other]?.[1];
    if (none !== 0 || other === 0 || back !== id || places[other]!.demand !== -places[id]!.demand)
      throw refused(name, `task ${id} and its ${isPickup(id) ? 'delivery' : 'pickup'} do not belong together.`);
  });
  const pairs = more.flatMap(([, delivery], id) => (isPickup(id) ? [[id, delivery!] as const] : []));
  return { ...fleetOf(head, vehicles!, capacity!), places, pairs };
}

/**
 * Reads a file of Solomon or of Gehring & Homberger: a name, the fleet, then seven numbers for each customer.
 * @throws PlannerError code 2, naming the line
 */
export function readSolomon(text: string): Instance {
  const [name, ...lines] = linesOf(text);
  if (!name) throw refused('', 'The file is empty. Give an instance of Solomon or Homberger.');
  const heading = (line: Line | undefined, word: string) => {
    const place = line ? placeName(line) : 'the end of the file';
    if (line?.words[0]?.toUpperCase() !== word) throw refused(place, `should begin with the word ${word}.`);
  };
  heading(lines[0], 'VEHICLE');
  heading(lines[1], 'NUMBER');
  const fleet = lines[2];
  if (!fleet) throw refused('', 'The file ends before the number of vehicles.');
  const [vehicles, capacity] = numbers(fleet, ['vehicles', 'capacity']);
  heading(lines[3], 'CUSTOMER');
  heading(lines[4], 'CUST');
  const rows = lines.slice(5);
  const { places } = placesOf(rows, []);
  places.forEach(({ demand }, id) => {
    if (demand < 0) throw refused(placeName(rows[id]!), 'has a demand of less than 0.');
  });
  return { ...fleetOf(fleet, vehicles!, capacity!), places, pairs: [] };
}

/**
 * The instance as a problem: vehicles first, then distance, both as the literature compares them. The driving times are
 * the distances in double precision, never rounded; the ids of jobs, pickups and deliveries are the file's.
 */
export function problemOf({ vehicles, capacity, places, pairs }: Instance): ProblemInput {
  const durations = places.map((a) => places.map((b) => distanceBetween(a, b)));
  const longest = durations.reduce((most, row) => row.reduce((one, other) => Math.max(one, other), most), 0);
  const tasks = places.length - 1;
  // A plan has a leg to each task and one home for each vehicle, so fewer than twice as many as tasks. A vehicle that
  // costs more than all of them together is never worth its saving, whatever the distances are.
  const fixed = Math.ceil(2 * tasks * longest) + 1;
  const stop = (id: number) => {
    const { window, service } = places[id]!;
    return { id, location_index: id, service, time_windows: [window as [number, number]] };
  };
  const shift = places[0]!.window as [number, number];
  return {
    // More vehicles than requests would only stand idle.
    vehicles: Array.from({ length: Math.min(vehicles, pairs.length || tasks) }, (_, id) => ({
      id,
      start_index: 0,
      end_index: 0,
      capacity: [capacity],
      time_window: shift,
      costs: { fixed }
    })),
    ...(pairs.length > 0
      ? {
          shipments: pairs.map(([pickup, delivery]) => ({
            pickup: stop(pickup),
            delivery: stop(delivery),
            amount: [places[pickup]!.demand]
          }))
        }
      : { jobs: places.slice(1).map(({ demand }, index) => ({ ...stop(index + 1), delivery: [demand] })) }),
    matrices: { car: { durations } }
  };
}

/** How long routes of task ids are, each from the depot and back to it. */
export function distanceOf({ places }: Instance, routes: readonly (readonly number[])[]): number {
  const legs = routes.flatMap((route) => [...route, 0].map((id, index) => [route[index - 1] ?? 0, id] as const));
  return legs.reduce((sum, [from, to]) => sum + distanceBetween(places[from]!, places[to]!), 0);
}

/** The ids of a route's tasks in their order. */
export const tasksOf = ({ steps }: Pick<SolutionRoute, 'steps'>) =>
  steps.flatMap(({ type, id }) => (['job', 'pickup', 'delivery'].includes(type) ? [id!] : []));

const distanceBetween = (a: InstancePlace, b: InstancePlace) => Math.hypot(a.x - b.x, a.y - b.y);

const placeName = ({ number }: Line) => `line ${number}`;

function linesOf(text: string): Line[] {
  return text
    .split(/\r?\n/)
    .map((line, index) => ({ number: index + 1, words: line.split(/\s+/).filter((word) => word !== '') }))
    .filter(({ words }) => words.length > 0);
}

/** The line's numbers, one for each name. */
function numbers(line: Line, names: readonly string[]): number[] {
  const { words } = line;
  if (words.length !== names.length)
    throw refused(placeName(line), `has ${words.length} words, not ${names.length}: ${names.join(', ')}.`);
  return words.map((word, index) => {
    const value = /^[+-]?\d+(\.\d*)?$/.test(word) ? Number(word) : NaN;
    if (!(Math.abs(value) <= largest))
      throw refused(placeName(line), `the ${names[index]} is not a number of at most ${largest}.`);
    return value;
  });
}

function fleetOf(line: Line, vehicles: number, capacity: number) {
  if (!Number.isInteger(vehicles) || vehicles < 1)
    throw refused(placeName(line), 'the number of vehicles is not a whole number of at least 1.');
  if (!Number.isInteger(capacity) || capacity < 0)
    throw refused(placeName(line), 'the capacity is not a whole number of at least 0.');
  return { vehicles, capacity };
}

const columns = ['number', 'x', 'y', 'demand', 'ready time', 'due date', 'service time'];

/** @param names further columns, whose whole numbers come in `more` */
function placesOf(rows: readonly Line[], names: readonly string[]) {
  if (rows.length < 2) throw refused('', 'The file has no tasks: give a row for the depot and one for each task.');
  if (rows.length > mostPlaces)
    throw refused('', `The file has ${rows.length} places, the planner reads at most ${mostPlaces}.`);
  const all = rows.map((line) => numbers(line, [...columns, ...names]));
  const places = all.map(([number, x, y, demand, opens, closes, service], index): InstancePlace => {
    const wrong = (sentence: string) => refused(placeName(rows[index]!), sentence);
    if (number !== index) throw wrong(`the number should be ${index}: places are numbered from 0, the depot.`);
    if (!Number.isInteger(demand)) throw wrong('the demand is not a whole number.');
    if (index === 0 && demand !== 0) throw wrong('the depot has a demand.');
    if (opens! < 0 || closes! < opens!) throw wrong('the due date is before the ready time, or one is less than 0.');
    if (service! < 0) throw wrong('the service time is less than 0.');
    return { x: x!, y: y!, demand: demand!, window: [opens!, closes!], service: service! };
  });
  return { places, more: all.map((row) => row.slice(columns.length)) };
}
