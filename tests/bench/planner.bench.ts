import { join } from 'node:path';
import { buildRegion } from '#routing/region/build.ts';
import { openRegion } from '#routing/region/open.ts';
import type { Case, Figures } from './case.ts';
import { mixedDays } from './planner-days.ts';
import { instances } from './planner-instances.ts';
import { plannerUsage, readPlannerOptions } from './planner-options.ts';
import { inTemporaryFolder, mapFiles } from './regions.ts';

/**
 * Days on real roads, and instances whose best plan is known.
 * @param given the arguments of `plannerUsage`
 */
export async function* cases(given: string[]): AsyncGenerator<Case | Figures> {
  let options;
  try {
    options = readPlannerOptions(given);
  } catch (error) {
    console.error(`${(error as Error).message}\n${plannerUsage}`);
    process.exitCode = 2;
    return;
  }
  if (options.days) yield* inTemporaryFolder(days);
  for await (const figures of instances(options)) yield { figures };
}

async function* days(directory: string): AsyncGenerator<Figures> {
  const files = await mapFiles(directory);
  const { region, file } = files.find(({ region }) => region.startsWith('fi-tampere')) ?? files[0]!;
  await buildRegion(file, join(directory, 'pack'));
  const { graph, router } = await openRegion(join(directory, 'pack'));
  yield* mixedDays(region, graph, router, [60, 100]);
}
