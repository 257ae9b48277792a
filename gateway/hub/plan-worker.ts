import { once } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';
import type { Position } from '#domain/geometry.ts';
import type { ProblemInput } from '#routing/planner/problem.ts';
import type { Solution } from '#routing/planner/print/words.ts';
import { solve } from '#routing/planner/solve.ts';
import type { Table } from '#routing/roads/questions.ts';

/* The thread of `plan-aside.ts`: solves the problem that it was started with, and asks the hub for the roads' table. */

export type FromWorker = { positions: readonly Position[] } | { solution: Solution };

const hub = parentPort!;
const say = (message: FromWorker) => hub.postMessage(message);

const router = {
  async table(positions: readonly Position[]): Promise<Table> {
    say({ positions });
    const [table] = (await once(hub, 'message')) as [Table];
    return table;
  }
};
say({ solution: await solve(workerData as ProblemInput, { router }) });
