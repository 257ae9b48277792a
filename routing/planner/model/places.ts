import { RouterError, type Router } from '../../roads/questions.ts';
import { PlannerError, refused } from '../planner-error.ts';
import type { Problem } from '../problem.ts';
import { inMicroseconds } from './time.ts';

interface Place {
  location?: readonly [longitude: number, latitude: number] | undefined;
  location_index?: number | undefined;
}

/** A value for each pair of places: `cells[from * size + to]`, infinite where there is no way. */
export type Cells = Float64Array;

/** What a profile's roads say between the places that the problem speaks of. */
export interface Roads {
  /** Microseconds. */
  readonly durations: Cells;
  /** Metres. */
  readonly distances: Cells | undefined;
  /** VROOM's cost, where the matrix says it. */
  readonly costs: Cells | undefined;
  readonly speeds: readonly { readonly from: number; readonly factor: number }[] | undefined;
}

export interface Places {
  /** How many rows each table has: one for each place, and a last one for nowhere. */
  readonly size: number;
  /** Where a route without a start or an end begins or ends: no way is needed from there or to there. */
  readonly nowhere: number;
  row(place: Place): number;
  roads(profile: string): Roads;
  /** Microseconds on foot. */
  walk(from: number, to: number): number;
}

/**
 * Names every place by a row, the same for all profiles. Only what the problem speaks of has one.
 * @throws PlannerError code 3 where a place has no road, code 2 for a profile that the map does not have
 */
export async function placesOf(problem: Problem, router: Pick<Router, 'table'> | undefined): Promise<Places> {
  const { matrices } = problem;
  const keyOf = ({ location, location_index }: Place) => (matrices ? String(location_index) : location!.join());
  const rows = new Map<string, number>();
  const places: Place[] = [];
  const names: string[] = [];
  for (const [name, place] of placesIn(problem)) {
    if (rows.has(keyOf(place))) continue;
    rows.set(keyOf(place), places.length);
    places.push(place);
    names.push(name);
  }
  const size = places.length + 1;
  const nowhere = places.length;
  const known = new Map<string, Roads>();
  if (!matrices) known.set('car', await fromRouter(problem, places, names, router));
  const indices = places.map(({ location_index }) => location_index!);
  const roads = (profile: string): Roads => {
    const there = known.get(profile) ?? fromMatrix(matrices![profile]!, indices);
    known.set(profile, there);
    return there;
  };
  const walk = (from: number, to: number) => {
    if (matrices && Object.hasOwn(matrices, 'foot')) return roads('foot').durations[from * size + to]!;
    const [a, b] = [places[from]!.location, places[to]!.location];
    return a && b ? inMicroseconds((greatCircle(a, b) * footpathsAreLonger) / walkingPace) : Infinity;
  };
  return { size, nowhere, row: (place) => rows.get(keyOf(place))!, roads, walk };
}

function* placesIn({ jobs, shipments, vehicles }: Problem): Generator<[name: string, place: Place]> {
  for (const [index, job] of jobs.entries()) yield [`jobs[${index}].location`, job];
  for (const [index, { pickup, delivery }] of shipments.entries()) {
    yield [`shipments[${index}].pickup.location`, pickup];
    yield [`shipments[${index}].delivery.location`, delivery];
  }
  for (const [index, { start, start_index, end, end_index, reloads }] of vehicles.entries()) {
    if (start ?? start_index !== undefined)
      yield [`vehicles[${index}].start`, { location: start, location_index: start_index }];
    if (end ?? end_index !== undefined) yield [`vehicles[${index}].end`, { location: end, location_index: end_index }];
    for (const [number, reload] of reloads.entries()) yield [`vehicles[${index}].reloads[${number}].location`, reload];
  }
}

type Matrix = NonNullable<Problem['matrices']>[string];

function fromMatrix({ durations, distances, costs, speed_by_time }: Matrix, indices: readonly number[]): Roads {
  return {
    durations: cellsOf(durations, indices, inMicroseconds),
    distances: distances && cellsOf(distances, indices),
    costs: costs && cellsOf(costs, indices),
    speeds: speed_by_time?.map(({ from, factor }) => ({ from: inMicroseconds(from), factor }))
  };
}

function cellsOf(
  rows: readonly (readonly (number | null)[])[],
  indices: readonly number[],
  unit: (value: number) => number = (value) => value
): Cells {
  const size = indices.length + 1;
  const cells = new Float64Array(size * size);
  indices.forEach((from, row) =>
    indices.forEach((to, column) => {
      const cell = rows[from]![to];
      cells[row * size + column] = cell === null || cell === undefined ? Infinity : unit(cell);
    })
  );
  return cells;
}

async function fromRouter(
  { vehicles }: Problem,
  places: readonly Place[],
  names: readonly string[],
  router: Pick<Router, 'table'> | undefined
): Promise<Roads> {
  const strange = vehicles.findIndex(({ profile }) => profile !== 'car');
  if (strange >= 0) throw refused(`vehicles[${strange}].profile`, 'must be "car": the map has no other roads.');
  if (!router)
    throw new PlannerError(3, '', 'The problem has locations but no matrices. Name a region or an OSRM server.');
  const positions = places.map(({ location }) => ({ longitude: location![0], latitude: location![1] }));
  try {
    const { durations, distances } = await router.table(positions);
    return fromMatrix({ durations, distances } as Matrix, [...places.keys()]);
  } catch (error) {
    if (!(error instanceof RouterError)) throw error;
    const place = error.position === undefined ? '' : names[error.position]!;
    const sentence = error.code === 'NoSegment' ? 'lies outside the region: no road is near it.' : error.message;
    throw new PlannerError(3, place, sentence);
  }
}

/** Straight lines are shorter than footpaths by so much, and a courier with a parcel walks so many metres a second. */
const footpathsAreLonger = 1.3;
const walkingPace = 1.25;

/** Metres on a ball of the Earth's size. */
function greatCircle([lon1, lat1]: readonly [number, number], [lon2, lat2]: readonly [number, number]): number {
  const radians = Math.PI / 180;
  const [a, b] = [lat1 * radians, lat2 * radians];
  const h = Math.sin((b - a) / 2) ** 2 + Math.cos(a) * Math.cos(b) * Math.sin(((lon2 - lon1) * radians) / 2) ** 2;
  return 2 * 6_371_000 * Math.asin(Math.sqrt(h));
}
