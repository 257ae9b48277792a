import { answerRequest } from '#routing/osrm/answer-request.ts';
import type { RoadRouter } from '#routing/roads/questions.ts';
import { columnOf, isColumn, type Answered } from './answer-columns.ts';
import { drawMap, drawRow, routerOn, type DrawnMap } from './drawn-map.ts';
import { isAsExpected } from './expectation.ts';
import { rowsOf, type Scenario, type Step } from './feature-file.ts';

/** What a scenario says of us: why it cannot be asked, or where our answers differ, and which columns were left out. */
export type Outcome =
  { readonly reason: string } | { readonly differences: readonly string[]; readonly leftOut: readonly string[] };

const questions: Record<string, (scenario: Scenario, step: Step, outcome: Written) => Promise<void>> = {
  'I route I should get': askForRoutes,
  'routability should be': askForWays
};

interface Written {
  readonly differences: string[];
  readonly leftOut: Set<string>;
}

/** Things that a scenario may say and that are of no matter to an answer, or are asked elsewhere here. */
const said = [
  /^the profile "car"$/,
  /^a grid size of /,
  /^the origin /,
  /^the (?:node map|node locations|nodes|relations|query options|shortcuts)$/,
  /^the ways(?: with locations)?$/,
  /^the (?:extract|contract|partition|customize) extra arguments "(?:--(?:parse-conditional|time-zone-file|generate-edge-lookup|threads|verbosity)[^"]*)?"$/
];

/** Asks a router on the scenario's map what the scenario asks, in the words of OSRM's API. */
export async function askScenario(scenario: Scenario): Promise<Outcome> {
  const { steps, tags } = scenario;
  if (tags.includes('todo')) return { reason: 'OSRM does not pass it either (@todo)' };
  const unknown = steps.find(({ text }) => !(text in questions) && !said.some((known) => known.test(text)));
  if (unknown) return { reason: unknown.text.replace(/ "[^"]{12,}"$/, '') };
  const outcome: Written = { differences: [], leftOut: new Set() };
  for (const step of steps) await questions[step.text]?.(scenario, step, outcome);
  return { differences: outcome.differences, leftOut: [...outcome.leftOut] };
}

/** Where the time of conditional restrictions is kept, by the names of the files of OSRM's tests. */
const timeZones: Record<string, string> = { guinea: 'Africa/Conakry', london: 'Europe/London', dc: 'America/New_York' };

/** `YYYY-MM-DDTHH:MM` where the roads are; nothing where a scenario is not about time. */
function dateOf({ steps }: Scenario): string | undefined {
  const text = steps.findLast(({ text }) => text.includes('--parse-conditionals-from-now'))?.text ?? '';
  const [, place, seconds] = /\/(\w+)\.geojson.*from-now=(\d+)/.exec(text) ?? [];
  if (place === undefined) return undefined;
  const timeZone = timeZones[place] ?? 'UTC';
  return new Date(1000 * Number(seconds)).toLocaleString('sv', { timeZone }).slice(0, 16).replace(' ', 'T');
}

async function askForRoutes(scenario: Scenario, { table }: Step, { differences, leftOut }: Written): Promise<void> {
  const map = drawMap(scenario);
  const router = await routerOn(map, dateOf(scenario));
  const options = scenario.steps.filter(({ text }) => text === 'the query options').flatMap((step) => step.table);
  for (const row of rowsOf(table)) {
    const answered = await answer(router, map, row['request'] ?? urlOf(scenario, map, row, options));
    for (const [name, wanted] of Object.entries(row)) {
      if (/^(?:from|to|waypoints|request|bearings|approaches|param:.*)$/.test(name)) continue;
      // Newer features have the column in every table, and fill it in where the places are at stake.
      if (name === 'locations' && wanted === '') continue;
      if (!isColumn(name)) {
        leftOut.add(name);
        continue;
      }
      const got = columnOf(name, answered);
      if (isAsExpected(got, wanted)) continue;
      const from = row['request'] ?? row['waypoints'] ?? `${row['from']},${row['to']}`;
      differences.push(`${from}: ${name} is ${got}, not ${wanted}`);
    }
  }
}

function urlOf(scenario: Scenario, map: DrawnMap, row: Record<string, string>, options: Step['table']): string {
  const { waypoints = `${row['from']},${row['to']}`, bearings = '', approaches = '' } = row;
  const places = waypoints.split(',').map((name) => map.places.get(name.trim())?.join(',') ?? `no place ${name}`);
  const asked = new Map([['steps', 'true']]);
  for (const [name, value] of options) asked.set(name!, value!);
  if (bearings !== '') asked.set('bearings', bearings.split(/\s+/).map(withRange).join(';'));
  if (approaches !== '') asked.set('approaches', approaches.split(/\s+/).join(';'));
  for (const [name, value] of Object.entries(row))
    if (name.startsWith('param:') && value === '(nil)') asked.delete(name.slice('param:'.length));
    else if (name.startsWith('param:') && value !== '') asked.set(name.slice('param:'.length), value);
  return `/route/v1/car/${places.join(';')}?${[...asked].map(([name, value]) => `${name}=${value}`).join('&')}`;
}

const withRange = (bearing: string) => (bearing.includes(',') ? bearing : `${bearing},10`);

async function answer(router: RoadRouter | undefined, map: DrawnMap, url: string): Promise<Answered> {
  const noRoad = { status: 400 as const, body: { code: 'NoSegment', message: '' } };
  const { status, body } = router ? await answerRequest(router, url) : noRoad;
  const { code, message = '', routes = [], waypoints = [] } = body as Partial<Answered & { waypoints: unknown[] }>;
  return { status, code: code!, message, routes, waypoints: waypoints.length, nodeAt: (place) => nodeAt(map, place) };
}

/** Answers have six decimals of a degree. */
const nodeAt = ({ places }: DrawnMap, [longitude, latitude]: readonly number[]) =>
  [...places].find(([, [east, north]]) => Math.hypot(east - longitude!, north - latitude!) < 2e-6)?.[0] ?? '_';

const directions: Record<string, readonly (readonly [from: string, to: string])[]> = {
  forw: [['b', 'd']],
  backw: [['d', 'b']],
  bothw: [
    ['b', 'd'],
    ['d', 'b']
  ]
};

async function askForWays(scenario: Scenario, { table }: Step, { differences, leftOut }: Written): Promise<void> {
  const shortcuts = scenario.steps.filter(({ text }) => text === 'the shortcuts').flatMap((step) => rowsOf(step.table));
  const meanings = new Map(shortcuts.map(({ key, value }) => [key!, value!]));
  for (const row of rowsOf(table)) {
    const [asked, tags]: Record<string, string>[] = [{}, {}];
    for (const [name, value] of Object.entries(row))
      if (/^(?:forw|backw|bothw)(?:_rate)?$/.test(name)) asked![name] = value;
      else tags![name] = value;
    const map = drawRow(tags!);
    const router = await routerOn(map, undefined);
    for (const [name, value] of Object.entries(asked!)) {
      const wanted = meanings.get(value) ?? value;
      if (!(name in directions)) {
        leftOut.add(name);
        continue;
      }
      for (const [from, to] of directions[name]!) {
        const got = wayAsTold(await answer(router, map, urlOf(scenario, map, { from, to }, [])), wanted);
        const told = `${Object.entries(tags!)
          .map((tag) => tag.join('='))
          .join(' ')}: ${name}`;
        if (!isAsExpected(got, wanted)) differences.push(`${told} is ${got}, not ${wanted}`);
      }
    }
  }
}

/** That a way is driven, how fast, how long or by what, as it is asked for. */
function wayAsTold({ routes: [route] }: Answered, wanted: string): string {
  if (!route) return '';
  if (wanted === 'x') return 'x';
  if (/^\d+ km\/h/.test(wanted)) return `${Math.trunc((3.6 * route.distance) / route.duration)} km/h`;
  if (/^[\d.]+ s/.test(wanted)) return `${route.duration} s`;
  return route.legs[0]!.steps[0]!.mode;
}
