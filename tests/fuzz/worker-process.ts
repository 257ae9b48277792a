import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCase } from './case.ts';

/* Runs the cases that it is told the seeds of, and tells what came of each: a hang or a crash is seen by `fuzz.ts`. */

export interface CaseReport {
  readonly seed: number;
  /** What `runCase` returns, or nothing where it failed. */
  readonly outcome?: string;
  readonly failure?: string;
  /** The most that this process has had in memory so far. */
  readonly megabytes: number;
}

const folder = mkdtempSync(join(tmpdir(), 'raitti-fuzz-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
process.on('disconnect', () => process.exit());
process.on('message', (seed: number) => void report(seed));

async function report(seed: number): Promise<void> {
  const outcome = await runCase(seed, folder).then(
    (value) => ({ outcome: value }),
    (error: unknown) => ({ failure: error instanceof Error ? (error.stack ?? error.message) : String(error) })
  );
  process.send!({ seed, ...outcome, megabytes: process.resourceUsage().maxRSS / 1024 } satisfies CaseReport);
}
