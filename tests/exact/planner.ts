import { spawnSync } from 'node:child_process';

/**
 * `npm run exact -- planner TIMES`: random problems of every kind, planned, judged and compared with the best there is, so
 * many times as many as in `npm test` (12 are 4,800 judged plans and 480 compared ones).
 * @returns the exit code
 */
export function comparePlans(times = '12'): number {
  const tests = ['random-problems', 'schedule/timing', 'explain/least-set', 'search/search'];
  const files = tests.map((name) => `routing/planner/${name}.test.ts`);
  const { status } = spawnSync('npx', ['vitest', 'run', '--testTimeout=7200000', ...files], {
    stdio: 'inherit',
    env: { ...process.env, RAITTI_TIMES: times }
  });
  return status ?? 1;
}
