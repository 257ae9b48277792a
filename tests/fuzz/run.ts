import { fuzz } from './fuzz.ts';

/*
 * `npm run fuzz -- N FIRST` damages N map files and region packs (100,000 where N is left out) and tells of each that
 * does not end in a region or a RegionError the seed at once: `npm run fuzz -- 1 SEED` runs that one again.
 */

const [count, first] = [Number(process.argv[2] ?? 100_000), Number(process.argv[3] ?? 0)];
if (!Number.isSafeInteger(count) || !Number.isSafeInteger(first) || count < 1) {
  console.error('How many cases, and from which seed on? For example: npm run fuzz -- 1000 0');
  process.exit(2);
}

const began = performance.now();
const { outcomes, failures, most, slowest } = await fuzz(first, count, {
  onFailure: ({ seed, what }) => console.log(`Failed: npm run fuzz -- 1 ${seed}\n${what}`),
  onProgress(done) {
    if (done % 1000 !== 0) return;
    const left = ((performance.now() - began) / 60_000 / done) * (count - done);
    console.error(`${done} of ${count}, ${left.toFixed(1)} min left`);
  }
});
for (const [outcome, times] of [...outcomes].sort(([, a], [, b]) => b - a)) console.log(`${outcome}: ${times}`);
console.log(`Most memory: ${Math.round(most.megabytes)} MB, at seed ${most.seed}`);
console.log(`Slowest: ${Math.round(slowest.milliseconds)} ms, at seed ${slowest.seed}`);
console.log(`${count} cases in ${Math.round((performance.now() - began) / 1000)} s, ${failures.length} failed`);
process.exitCode = failures.length > 0 ? 1 : 0;
