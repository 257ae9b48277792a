import { buildRegion } from '#routing/region/build.ts';

/* Builds a region in a process of its own, and prints how long that took, how much of it was spent on processors, and how much memory it had at most. */
const [file, directory] = process.argv.slice(2);
const began = performance.now();
await buildRegion(file!, directory!);
const milliseconds = performance.now() - began;
const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
const processors = (userCPUTime + systemCPUTime) / 1000;
console.log(JSON.stringify({ milliseconds, processors, megabytes: maxRSS / 1024 }));
