import { buildRegion } from '#routing/region/build.ts';

/* Builds a region in a process of its own, and prints how long that took and how much memory it had at most. */
const [file, directory] = process.argv.slice(2);
const began = performance.now();
await buildRegion(file!, directory!);
const milliseconds = performance.now() - began;
console.log(JSON.stringify({ milliseconds, megabytes: process.resourceUsage().maxRSS / 1024 }));
