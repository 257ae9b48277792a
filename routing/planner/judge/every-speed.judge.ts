import type { MatrixWords } from './words.judge.ts';

const spansOf = ({ speed_by_time = [] }: MatrixWords) =>
  [{ from: -Infinity, factor: 1 }, ...speed_by_time].map(({ from, factor }, index) => ({
    from,
    factor,
    until: speed_by_time[index]?.from ?? Infinity
  }));

/** Seconds of a way at its usual speed that are made between two moments. */
export const madeIn = (matrix: MatrixWords, from: number, until: number) =>
  spansOf(matrix).reduce(
    (made, span) => made + Math.max(0, Math.min(until, span.until) - Math.max(from, span.from)) * span.factor,
    0
  );

/** How long a way takes that is begun at a moment. */
export function timeFor(matrix: MatrixWords, from: number, way: number): number {
  let time = from;
  let left = way;
  for (const { factor, until } of spansOf(matrix)) {
    if (until <= time) continue;
    const made = (until - time) * factor;
    if (made >= left) return time + left / factor - from;
    left -= made;
    time = until;
  }
  return Infinity;
}
