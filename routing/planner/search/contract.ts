import type { Vehicle } from '../model/vehicles.ts';

/** A route's nodes in their order; see `PlannedRoute.nodes`. */
export interface PlannedRoute {
  readonly vehicle: number;
  /**
   * A stop s from 0 on is driven to; s + stops.count is the same stop done on foot during the presence before it;
   * -1 - r is a visit to vehicle.reloads[r]. Breaks and rests are no nodes: the schedule places them.
   */
  readonly nodes: readonly number[];
}

export interface Plan {
  /** Those that drive. */
  readonly routes: readonly PlannedRoute[];
  /** The numbers of the requests that nobody serves. */
  readonly absent: readonly number[];
}

/** The less the better, from the first figure to the last. */
export interface Objective {
  /** Of what is left out, without what may be left out at a price. */
  readonly priority: number;
  readonly absent: number;
  readonly cost: number;
}

/** Judges a whole route exactly: every rule and every price. */
export interface Timing {
  /** What the route costs in all, infinite where a rule is broken. Reads `nodes[0]` to `nodes[length - 1]`. */
  costOf(vehicle: Vehicle, nodes: ArrayLike<number>, length: number): number;
  /** Microseconds from departure to end of the route judged last, for balance. */
  readonly lastLength: number;
}

export interface SearchOptions {
  /** How much of the budget is spent, 0 to 1; asked every few iterations. */
  spent(iterationsDone: number): number;
  /** From 0 up to 1: the only randomness. */
  random(): number;
  /** What the search begins with: may be no routes and all absent. */
  readonly initial: Plan;
  /** For each vehicle: so many first nodes stay as they are. */
  readonly lockedNodes: readonly number[];
  /** False: belongs to a pinned vehicle, and stays where it is. */
  isFree(request: number): boolean;
  onBetter?(plan: () => Plan, objective: Objective): void;
  /** A better plan found by another thread, asked now and then. */
  adopt?(): Plan | undefined;
}
