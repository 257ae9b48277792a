import type { Timing as WholeTiming } from '../schedule/timing.ts';

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

/** What the search asks of the exact judge. */
export type Timing = Pick<WholeTiming, 'costOf' | 'lastLength'>;

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
