/** Seconds behind which what was fetched says little of how fast it comes now. */
const memory = 20;
/** Seconds before which nobody can say. */
const least = 2;

/**
 * Estimates how long the rest of a download takes, from how fast the last twenty seconds of it came.
 *
 * @param now seconds on a clock that only goes forward
 * @returns takes the bytes that are here and those of the whole; gives seconds, null while nobody can say
 */
export function timeLeft(now: () => number): (have: number, all: number) => number | null {
  let seen: { at: number; have: number }[] = [];
  return (have, all) => {
    const at = now();
    seen = seen.filter((one) => at - one.at <= memory);
    // Twice in a second is enough.
    if (seen.length === 0 || at - seen.at(-1)!.at >= 0.5) seen.push({ at, have });
    const first = seen[0]!;
    const rate = (have - first.have) / (at - first.at);
    return at - first.at < least || rate <= 0 ? null : Math.ceil((all - have) / rate);
  };
}
