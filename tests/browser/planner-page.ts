import type { ProblemInput } from '#routing/planner/problem.ts';
import { solve } from '#routing/planner/solve.ts';
import { startBrowserThread } from '#routing/planner/threads/start-browser.ts';
import { searchThreads, type ThreadsOptions } from '#routing/planner/threads/threads.ts';

/* A page with nothing but the planner's workers, for tests and benches to ask; see `planner-in-browser.ts`. */

export type Budget = Pick<ThreadsOptions, 'seed' | 'iterations' | 'seconds'>;

const now = () => performance.now();
const sleep = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** What a page feels while something goes on: how many frames it draws, and its tasks of more than 50 ms. */
async function feel<Result>(work: () => Promise<Result>) {
  // Reading what the test hands over is a task of its own.
  await sleep(100);
  const began = now();
  const longTasks: number[] = [];
  const watch = (entries: PerformanceEntryList) => {
    for (const { startTime, duration } of entries) if (startTime >= began) longTasks.push(duration);
  };
  const observer = new PerformanceObserver((list) => watch(list.getEntries()));
  observer.observe({ type: 'longtask' });
  let frames = 0;
  let isOn = true;
  const frame = () => {
    frames++;
    document.body.textContent = `${frames} frames`;
    if (isOn) requestAnimationFrame(frame);
  };
  frame();
  const result = await work();
  isOn = false;
  await sleep(100);
  watch(observer.takeRecords());
  observer.disconnect();
  return { result, longTasks, frames };
}

/** Takes the time of the first plan that leaves nothing out. */
function firstPlan() {
  const began = now();
  const seen = { first: null as number | null };
  const onProgress = ({ unassigned }: { unassigned: number }) => {
    if (unassigned === 0) seen.first ??= now() - began;
  };
  return { began, seen, onProgress };
}

/** Plans in workers. */
async function plan(problem: ProblemInput, budget: Budget, count: number) {
  const threads = searchThreads(startBrowserThread, count);
  const { result, ...felt } = await feel(async () => {
    const { began, seen, onProgress } = firstPlan();
    const solution = await threads.solve(problem, { ...budget, now, onProgress });
    return { solution, milliseconds: now() - began, first: seen.first };
  });
  threads.end();
  return { ...result, ...felt };
}

/** Plans in a worker that is told to stop after so long. */
async function planUntilStopped(problem: ProblemInput, budget: Budget, milliseconds: number) {
  const threads = searchThreads(startBrowserThread);
  const stop = new AbortController();
  const began = now();
  setTimeout(() => stop.abort(), milliseconds);
  const solution = await threads.solve(problem, { ...budget, now, signal: stop.signal });
  threads.end();
  return { solution, milliseconds: now() - began };
}

/** Plans on the page's own thread, which a browser can be told to slow down; its workers it cannot. */
async function planHere(problem: ProblemInput, budget: Budget) {
  const { began, seen, onProgress } = firstPlan();
  const solution = await solve(problem, { ...budget, now, onProgress });
  return { solution, milliseconds: now() - began, first: seen.first };
}

/** Does nothing for so long. */
const idle = (milliseconds: number) => feel(() => sleep(milliseconds));

export const planning = { plan, planUntilStopped, planHere, idle };

Object.assign(window, { planning });
