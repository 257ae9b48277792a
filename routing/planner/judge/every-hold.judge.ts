import type { Amounts, CompartmentWords, ProblemWords, RequestWords, VehicleWords } from './words.judge.ts';

/** What rides, by the stop that it belongs to, and in which compartment. */
export type Aboard = readonly (readonly [load: string, compartment: number, amount: Amounts, goods: string])[];

export interface Load {
  readonly words: RequestWords;
  readonly amount: Amounts;
  /** A shipment is aboard even when it is said to weigh nothing. */
  readonly isAboard?: boolean;
}

export interface Filled {
  readonly aboard: Aboard;
  /** Its place in the vehicle's list, or -1. */
  readonly compartment: number;
}
const none = -1;

const rides = ({ amount }: Load) => amount.some((one) => one > 0);

/** All ways to fill a vehicle. One without compartments is one that offers nothing. */
export function holdOf({ incompatible_loads = [] }: ProblemWords, vehicle: VehicleWords) {
  const compartments: readonly Omit<CompartmentWords, 'id'>[] = vehicle.compartments ?? [
    { capacity: vehicle.capacity ?? [] }
  ];

  const placesFor = ({ needs = [] }: RequestWords) =>
    compartments.flatMap(({ offers = [], dedicated = false }, index) => {
      const offered = needs.filter((word) => offers.includes(word)).length;
      return offered === needs.length && (!dedicated || offered > 0) ? [index] : [];
    });

  const sum = (aboard: Aboard, kind: number) => aboard.reduce((total, [, , amount]) => total + (amount[kind] ?? 0), 0);

  function fits(aboard: Aboard): boolean {
    const goods = aboard.map(([, , , word]) => word);
    if (incompatible_loads.some(([one, other]) => goods.includes(one) && goods.includes(other))) return false;
    return compartments.every(({ capacity }, index) => {
      const inside = aboard.filter(([, compartment]) => compartment === index);
      return capacity.every((limit, kind) => sum(inside, kind) <= limit);
    });
  }

  const put = (aboard: Aboard, name: string, load: Load, compartment: number): Aboard =>
    load.isAboard || rides(load)
      ? [...aboard, [name, compartment, load.amount, load.words.goods ?? ''] as const].toSorted((a, b) =>
          a[0] < b[0] ? -1 : 1
        )
      : aboard;

  /** What is aboard after a stop, for each compartment in which its load may ride. */
  function change(aboard: Aboard, stop: number, { out, back }: { out?: Load; back?: Load }, type: string): Filled[] {
    const name = `${stop} ${type === 'job' ? 'out' : 'shipment'}`;
    const mine = aboard.find(([load]) => load === name);
    const others = aboard.filter((one) => one !== mine);
    if (type === 'delivery') return [{ aboard: others, compartment: mine![1] }];
    if (type === 'job' && !mine && rides(out!)) return [];
    const load = type === 'job' ? back! : out!;
    const needless = !mine && !rides(load) && (load.words.needs ?? []).length === 0;
    // What neither weighs nor needs anything may be without a compartment.
    const places = mine ? [mine[1]] : [...placesFor(load.words), ...(needless ? [none] : [])];
    return places
      .map((compartment) => ({
        compartment,
        aboard: put(others, type === 'job' ? `${stop} back` : name, load, compartment)
      }))
      .filter((filled) => fits(filled.aboard));
  }

  /** All ways to load what waits, or any part of it. */
  function load(kept: Aboard, waiting: readonly number[], of: (stop: number) => Load, partly: boolean): Aboard[] {
    const ways = waiting.reduce<Aboard[]>(
      (some, stop) => {
        const brought = of(stop);
        if (!rides(brought)) return some;
        return some.flatMap((aboard) => [
          ...(partly ? [aboard] : []),
          ...placesFor(brought.words).map((place) => put(aboard, `${stop} out`, brought, place))
        ]);
      },
      [kept]
    );
    return ways.filter(fits);
  }

  const isWithin = (aboard: Aboard, limit: Amounts) => limit.every((most, kind) => sum(aboard, kind) <= most);

  /** What a step prints: all that is aboard, of each kind. */
  const loadOf = (aboard: Aboard) => (compartments[0]?.capacity ?? []).map((_, kind) => sum(aboard, kind));

  return { change, load, isWithin, loadOf };
}
