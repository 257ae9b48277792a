import { refused } from '../planner-error.ts';
import type { GivenSteps } from '../model/given-steps.ts';
import { lateAllowed } from '../model/late-allowed.ts';
import type { Model } from '../model/model.ts';
import { inMicroseconds, type Windows } from '../model/time.ts';
import type { Vehicle } from '../model/vehicles.ts';
import { isDriven, layOut, newEvents, type Events } from './events.ts';
import { loadAnyway } from './hold.ts';
import { ridesOf, steadyCost } from './prices.ts';
import { placeRests, withRests, type Placed } from './rests.ts';
import { earliest, newTimes } from './times.ts';
import { costsOf, type Judged } from './timing.ts';

/**
 * Drives the steps that a courier has pinned, in their order, whatever promise breaks: each as early as it can be.
 * @throws PlannerError code 2 where no road leads, or a step cannot begin when it was told to
 */
export function judgeAnyway(model: Model, vehicle: Vehicle, { nodes, breaks, steps }: GivenSteps): Judged {
  const lenient = lenientModel(model, vehicle, nodes, steps);
  const free: Vehicle = {
    ...vehicle,
    closes: Infinity,
    breakAfter: Infinity,
    maxShift: Infinity,
    breaks: openBreaks(vehicle, breaks)
  };
  const base = newEvents(2 * nodes.length + 2);
  layOut(lenient, free, nodes, nodes.length, base);
  const loading = loadAnyway(model, vehicle, nodes, nodes.length);
  // Breaks that the order does not speak of are taken where they can be; what keeps it from being driven is left out.
  const choices = breaks.length > 0 ? [placedAs(base, breaks)] : [ownChoice(lenient, vehicle, base, loading.loads), []];
  const events = newEvents(base.count + Math.max(...choices.map(({ length }) => length)));
  const times = newTimes(events.kind.length);
  const isPossible = choices.some((placed) => {
    withRests(free, base, placed, events);
    times.notBefore.fill(-Infinity);
    times.restLength.fill(0);
    return earliest(free, events, times, []);
  });
  if (!isPossible) throw impossible(vehicle, events);
  const rides = ridesOf(lenient, events);
  const steady = steadyCost(model, vehicle, base);
  return {
    driver: free,
    events,
    times,
    rides,
    aparts: [],
    loading,
    ...costsOf(model, vehicle, steady, events, times, rides)
  };
}

function impossible({ number }: Vehicle, events: Events) {
  const lost = events.way.subarray(0, events.count).includes(Infinity);
  return refused(
    `vehicles[${number}].steps`,
    lost
      ? 'lead where no road leads. Leave that task out.'
      : 'cannot begin when their service times say. Give them more time.'
  );
}

/** No window is too late, and a step that was told when to begin does so. */
function lenientModel(model: Model, { steps = [] }: Vehicle, nodes: readonly number[], from: readonly number[]): Model {
  const { stops } = model;
  const lenient = lateAllowed(model, new Set(nodes.filter((node) => node >= 0).map((node) => node % stops.count)));
  const windows = [...lenient.stops.windows];
  nodes.forEach((node, index) => {
    const stop = node % stops.count;
    if (node < 0 || stops.presentFrom[stop]! >= 0) return;
    const told = toldWindow(steps[from[index]!] ?? {});
    if (told) windows[stop] = within(windows[stop]!, told);
  });
  return { ...lenient, stops: { ...lenient.stops, windows } };
}

function toldWindow({
  service_at: at,
  service_after: after = at,
  service_before: before = at
}: Pick<NonNullable<Vehicle['steps']>[number], 'service_at' | 'service_after' | 'service_before'>) {
  if (after === undefined && before === undefined) return undefined;
  return [
    after === undefined ? -Infinity : inMicroseconds(after),
    before === undefined ? Infinity : inMicroseconds(before)
  ] as const;
}

/** What of the windows lies between two moments; all between them where nothing does. */
function within({ opens, closes }: Windows, [from, until]: readonly [number, number]): Windows {
  const parts = opens
    .map((open, index) => [Math.max(open, from), Math.min(closes[index]!, until)] as const)
    .filter(([open, close]) => open <= close);
  const kept = parts.length > 0 ? parts : [[from, until] as const];
  return { opens: kept.map(([open]) => open), closes: kept.map(([, close]) => close) };
}

/** Breaks that lie where they were told to be may be late, too. */
function openBreaks({ breaks, steps = [] }: Vehicle, told: GivenSteps['breaks']): Vehicle['breaks'] {
  return breaks.map((rest, number) => {
    const given = told.find((one) => one.number === number);
    if (!given) return rest;
    const open = { opens: rest.windows.opens, closes: [...rest.windows.closes.slice(0, -1), Infinity] };
    const when = toldWindow(steps[given.step]!);
    return { ...rest, windows: when ? within(open, when) : open };
  });
}

function placedAs(events: Events, breaks: readonly { number: number; after: number }[]): Placed[] {
  const before: number[] = [];
  for (let at = 1; at < events.count; at++) {
    const what = events.kind[at]!;
    if (isDriven(what)) before.push(at);
  }
  return breaks.map(({ number, after }) => ({ before: before[Math.min(after, before.length - 1)]!, number }));
}

/** Where the order does not speak of breaks, they are taken where they fit; one that fits nowhere is missing. */
function ownChoice(model: Model, vehicle: Vehicle, events: Events, loads: Float64Array): Placed[] {
  if (vehicle.breaks.length === 0 && vehicle.breakAfter === Infinity) return [];
  for (const one of [
    vehicle,
    { ...vehicle, closes: Infinity },
    { ...vehicle, closes: Infinity, breakAfter: Infinity }
  ]) {
    const [choice] = placeRests(model, one, events, loads);
    if (choice) return choice;
  }
  return [];
}
