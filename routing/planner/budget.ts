/** How long a search may go on, and whom it tells. */
export interface Budget {
  /** Ruins and recreations: with the same seed and as many of them the plan is the same everywhere. */
  readonly iterations?: number | undefined;
  /** Or so long, as `now` counts it: without a clock it never ends. */
  readonly seconds?: number | undefined;
  /** Milliseconds since some moment: of the day, or of the processor's work. */
  readonly now?: (() => number) | undefined;
  /** Stops early, with the best plan so far. */
  readonly signal?: AbortSignal | undefined;
  /** VROOM's, 0 to 5, where nothing else is said. */
  readonly exploration?: number | undefined;
}

/**
 * Some seconds of a search on a desk computer, for a day of so many requests, where the caller names no budget.
 * @param exploration VROOM's, 0 to 5
 */
const usualIterations = (requests: number, exploration: number) =>
  Math.ceil((Math.min(20_000, Math.ceil(2_000_000 / requests)) * (1 + exploration)) / 6);

/** The last bit of a time budget is for writing the plan down. */
const shareForSearch = 0.97;
/** Of a plan that leaves something out a person wants to know why: so much of the time is for the reasons. */
const shareForReasons = 0.15;

/** Milliseconds that the reasons may take. */
export const timeForReasons = ({ seconds }: Budget) =>
  seconds === undefined ? usualTimeForReasons : shareForReasons * seconds * 1000;
const usualTimeForReasons = 5000;

/**
 * How much of a budget is spent, from 0 to 1, after so many iterations.
 * @param leavesOut whether the best plan so far leaves something out
 */
export function spentOf(
  { iterations, seconds, now, signal, exploration = 5 }: Budget,
  requests: number,
  leavesOut: () => boolean
): (done: number) => number {
  const clock = now ?? (() => 0);
  const began = clock();
  const most = iterations ?? (seconds === undefined ? usualIterations(requests, exploration) : Infinity);
  const milliseconds = seconds === undefined ? Infinity : seconds * 1000 * shareForSearch;
  const withReasons = milliseconds * (1 - shareForReasons);
  return (done) => {
    if (signal?.aborted) return 1;
    return Math.min(
      1,
      Math.max(
        most === 0 ? 1 : done / most,
        milliseconds < Infinity ? (clock() - began) / (leavesOut() ? withReasons : milliseconds) : 0
      )
    );
  };
}
