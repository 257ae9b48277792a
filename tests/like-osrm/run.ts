import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { askScenario } from './ask.ts';
import { scenariosOf } from './feature-file.ts';

/*
 * `npm run like-osrm -- DIR WORD --told` asks our router, under the profile `osrm-car`, what OSRM's feature tests ask theirs.
 *
 * DIR is the folder `features` of https://github.com/Project-OSRM/osrm-backend, or any folder of `.feature` files; nothing
 * of it is kept here. WORD narrows it to features whose path has it. For each feature there is one line of JSON: how many
 * scenarios it has, how many are answered as OSRM does, the names of those that differ, the names of those that are not
 * asked by the reason why, and the columns that were left out of tables. With `--told` lines on stderr say what differs.
 * A last line sums up. The exit code is 0 where nothing differs, 1 where something does, 2 where there is nothing to read.
 */

const words = process.argv.slice(2).filter((word) => word !== '--told');
const isTold = process.argv.includes('--told');
const [directory, only = ''] = words;
const files = directory === undefined ? [] : globSync('**/*.feature', { cwd: directory }).sort();
const wanted = files.filter((file) => file.includes(only));
if (directory === undefined || wanted.length === 0) {
  console.error("In which folder are OSRM's features? For example: npm run like-osrm -- ../osrm-backend/features car/");
  process.exit(2);
}

const total = { features: 0, scenarios: 0, asOsrm: 0, differing: 0, notAsked: 0 };
for (const feature of wanted) {
  const scenarios = scenariosOf(readFileSync(join(directory, feature), 'utf8'));
  const differing: string[] = [];
  const notAsked: Record<string, string[]> = {};
  const leftOut = new Set<string>();
  let asOsrm = 0;
  for (const scenario of scenarios) {
    const outcome = await askScenario(scenario);
    if ('reason' in outcome) {
      (notAsked[outcome.reason] ??= []).push(scenario.name);
      total.notAsked++;
      continue;
    }
    outcome.leftOut.forEach((column) => leftOut.add(column));
    if (outcome.differences.length === 0) asOsrm++;
    else differing.push(scenario.name);
    if (isTold && outcome.differences.length > 0)
      console.error(`${feature}: ${scenario.name}\n  ${outcome.differences.join('\n  ')}`);
  }
  total.features++;
  total.scenarios += scenarios.length;
  total.asOsrm += asOsrm;
  total.differing += differing.length;
  console.log(
    JSON.stringify({ feature, scenarios: scenarios.length, asOsrm, differing, notAsked, leftOut: [...leftOut] })
  );
}
console.log(JSON.stringify({ total }));
process.exitCode = total.differing > 0 ? 1 : 0;
