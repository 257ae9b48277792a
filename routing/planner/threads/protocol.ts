import type { Position } from '../../../src/domain/geometry.ts';
import type { RouterErrorCode, Table } from '../../roads/questions.ts';
import type { GivenRoutes } from '../given-routes.ts';
import type { PlannerErrorCode } from '../planner-error.ts';
import type { ProblemInput } from '../problem.ts';
import type { Solution } from '../print/words.ts';
import type { Progress } from '../solve.ts';

/* What a searching thread and the one that started it say to each other, in Node and in a browser alike. */

export type ToThread =
  | { say: 'begin'; problem: ProblemInput; budget: ThreadBudget; asksRoads: boolean; shares: boolean }
  | { say: 'table'; table: Table }
  | { say: 'no-table'; code: RouterErrorCode | null; message: string; position: number | undefined }
  /** What another thread has found; only its newest counts. */
  | { say: 'better'; routes: GivenRoutes }
  | { say: 'stop' };

export interface ThreadBudget {
  readonly seed: number;
  readonly iterations?: number | undefined;
  readonly seconds?: number | undefined;
}

export type FromThread =
  /** Its code is loaded; the search's time has not begun before. */
  | { say: 'ready' }
  | { say: 'roads'; positions: readonly Position[] }
  | { say: 'progress'; event: Progress }
  | { say: 'better'; routes: GivenRoutes }
  /** The last word of a search is one of these. */
  | { say: 'solution'; solution: Solution }
  | { say: 'refused'; code: PlannerErrorCode; message: string }
  | { say: 'failed'; message: string };
