import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Case, Figures } from './case.ts';

/*
 * `npm run bench` runs every `*.bench.ts` beside this file, `npm run bench -- roads` only those named, and prints each
 * case as one line of JSON. A case is compared with a judge that works in the same run on the same machine: the ratio
 * tells more than the seconds, which depend on what else the machine does. Nothing fails here for being slow.
 */

const given = process.argv.slice(2);
const firstOption = given.findIndex((word) => word.startsWith('-'));
const wanted = firstOption === -1 ? given : given.slice(0, firstOption);
const options = given.slice(wanted.length);
const benches = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.bench.ts'))
  .map((file) => file.replace('.bench.ts', ''));
const unknown = wanted.filter((name) => !benches.includes(name));
if (unknown.length > 0) refuse(`There is no bench ${unknown.join(', ')}. Choose among ${benches.join(', ')}.`);
if (options.length > 0 && wanted.join() !== 'planner') refuse('Only the planner takes options: name it alone.');

for (const bench of wanted.length > 0 ? wanted : benches) {
  const { cases } = (await import(join(import.meta.dirname, `${bench}.bench.ts`))) as {
    cases(options: string[]): AsyncGenerator<Case | Figures>;
  };
  for await (const line of cases(options))
    console.log(JSON.stringify({ bench, ...('figures' in line ? line.figures : beside(line)) }));
}

/** A case beside its judge. */
function beside({ name, unit, value, judge, judged }: Case) {
  return { name, unit, value: rounded(value), judge, judged: rounded(judged), ratio: rounded(value / judged) };
}

function rounded(value: number): number {
  return Number(value.toPrecision(4));
}

function refuse(sentence: string): never {
  console.error(sentence);
  process.exit(2);
}
