import { between, type Clock, type LocalDate } from '#domain/units.ts';
import type { ThreadsOptions } from '#routing/planner/threads/threads.ts';
import type { PlanningProgress } from './services.ts';

/** Whoever waits for a plan sees how far it has come, and can say that it is good enough. */
export interface PlanningWatch {
  /** Has a plan made; `heard` is for the search. */
  during<Result>(
    operator: string,
    date: LocalDate,
    make: (heard: Pick<ThreadsOptions, 'signal' | 'onProgress'>) => Promise<Result>
  ): Promise<Result>;
  of(operator: string, date: LocalDate): PlanningProgress | null;
  stop(operator: string, date: LocalDate): void;
}

export function createPlanningWatch(clock: Clock): PlanningWatch {
  const underWay = new Map<string, { stop: AbortController; progress(): PlanningProgress }>();
  const key = (operator: string, date: LocalDate) => `${operator} ${date}`;
  return {
    async during(operator, date, make) {
      const began = clock.now();
      const stop = new AbortController();
      let best: PlanningProgress['best'] = null;
      underWay.set(key(operator, date), {
        stop,
        progress: () => ({ seconds: between(began, clock.now()), best })
      });
      try {
        return await make({
          signal: stop.signal,
          onProgress({ cost, unassigned, vehicles }) {
            best = { cost, unassigned, vans: vehicles };
          }
        });
      } finally {
        underWay.delete(key(operator, date));
      }
    },
    of: (operator, date) => underWay.get(key(operator, date))?.progress() ?? null,
    stop: (operator, date) => underWay.get(key(operator, date))?.stop.abort()
  };
}
