import fc from 'fast-check';

/** What a random problem may be about. */
const kinds = [
  'windows',
  'setup',
  'skills',
  'priorities',
  'amounts',
  'shipments',
  'open routes',
  'breaks',
  'max_tasks',
  'max_travel_time',
  'max_distance',
  'costs',
  'profiles',
  'roads missing',
  'types',
  'speed_factor',
  'per_task_hour',
  'matrix costs',
  'max_load',
  'max_transit_time',
  'compartments',
  'goods',
  'reloads',
  'presence',
  'working_time',
  'wanted_window',
  'wanted_transit_time',
  'needed_by',
  'precedences',
  'balance',
  'preferred_vehicles',
  'unassigned_cost',
  'speed_by_time',
  'locked_steps',
  'pinned'
] as const;
export type Kind = (typeof kinds)[number];
export const allKinds: ReadonlySet<Kind> = new Set(kinds);

/** What a kind makes no sense without. */
const needed: Partial<Record<Kind, Kind>> = {
  max_load: 'amounts',
  compartments: 'amounts',
  goods: 'amounts',
  reloads: 'amounts',
  max_transit_time: 'shipments',
  wanted_transit_time: 'shipments'
};

/** Some kinds, with what they need. */
export const withNeeds = (kinds: readonly Kind[]): ReadonlySet<Kind> =>
  new Set(kinds.flatMap((kind) => [kind, needed[kind] ?? kind]));

export interface Size {
  /** Jobs and shipments together, at most. */
  readonly requests: number;
  readonly vehicles: number;
  readonly places: number;
  /** The whole seconds of a day: a small number keeps every time on a small grid. */
  readonly day: number;
}

export type Entries = Record<string, fc.Arbitrary<unknown>>;
/** Words that a problem has only where the planner has learned them. */
export const when = <Words extends Entries>(learned: boolean, words: Words): Partial<Words> => (learned ? words : {});
/** A word that is left out in every other place. */
export const sometimes = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined, freq: 2 });

export const price = fc.constantFrom(3600, 7200, 18_000);

export function window(day: number): fc.Arbitrary<[number, number]> {
  return fc.tuple(fc.nat(day), fc.nat(day)).map(([a, b]) => [Math.min(a, b), Math.max(a, b)]);
}

/** One window, or two that are apart. */
export function windows(day: number): fc.Arbitrary<[number, number][]> {
  return fc.tuple(window(day), window(day)).map(([one, other]) => {
    const [first, second] = one[0] < other[0] ? [one, other] : [other, one];
    return first[1] < second[0] ? [first, second] : [first];
  });
}
