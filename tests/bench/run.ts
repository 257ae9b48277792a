import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Case } from './case.ts';

/*
 * `npm run bench` runs every `*.bench.ts` beside this file, `npm run bench -- roads` only those named, and prints each
 * case as one line of JSON. A case is compared with a judge that works in the same run on the same machine: the ratio
 * tells more than the seconds, which depend on what else the machine does. Nothing fails here for being slow.
 */

const wanted = process.argv.slice(2);
const benches = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.bench.ts'))
  .map((file) => file.replace('.bench.ts', ''));
const unknown = wanted.filter((name) => !benches.includes(name));
if (unknown.length > 0) {
  console.error(`There is no bench ${unknown.join(', ')}. Choose among ${benches.join(', ')}.`);
  process.exit(2);
}

for (const bench of wanted.length > 0 ? wanted : benches) {
  const { cases } = (await import(join(import.meta.dirname, `${bench}.bench.ts`))) as {
    cases(): AsyncGenerator<Case>;
  };
  for await (const { name, unit, value, judge, judged } of cases()) {
    const line = { bench, name, unit, value: rounded(value), judge, judged: rounded(judged) };
    console.log(JSON.stringify({ ...line, ratio: rounded(value / judged) }));
  }
}

function rounded(value: number): number {
  return Number(value.toPrecision(4));
}
