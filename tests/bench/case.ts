/** What was measured, and what its judge needed or reached in the same run. */
export interface Case {
  name: string;
  /** Of both values: `ms`, `facts/s`, `s of driving` … */
  unit: string;
  value: number;
  /** What the value is compared with. */
  judge: string;
  judged: number;
}

/** A line with figures of its own. */
export interface Figures {
  figures: object;
}

/** Milliseconds of one piece of work: the median of `times`, after one round that warms up. */
export async function millisecondsOf(work: () => unknown, times: number): Promise<number> {
  await work();
  const taken: number[] = [];
  for (let time = 0; time < times; time++) {
    const began = performance.now();
    await work();
    taken.push(performance.now() - began);
  }
  return taken.sort((a, b) => a - b)[Math.floor(times / 2)]!;
}

/** Milliseconds of each piece of work, after a round that warms up: the median, and what 99 of 100 do not exceed. */
export async function percentilesOf<Item>(items: readonly Item[], work: (item: Item) => unknown) {
  for (const item of items) await work(item);
  const taken: number[] = [];
  for (const item of items) {
    const began = performance.now();
    await work(item);
    taken.push(performance.now() - began);
  }
  taken.sort((a, b) => a - b);
  return { median: taken[Math.floor(taken.length / 2)]!, most: taken[Math.floor(taken.length * 0.99)]! };
}
