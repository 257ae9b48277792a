import * as v from 'valibot';
import { refused } from './planner-error.ts';
import { exactly, factor, listOf, quantity } from './problem-values.ts';
import type { Problem } from './problem.ts';

/* How long, how far and how dear the ways are: one matrix for each profile. */

/** So many places are a hundred million ways. */
const mostPlaces = 10_000;
const squareOfRows = 'must be a list of rows, one for each index.';

/** Rows of numbers; `null` where there is no way. Read in one loop, because there may be millions. */
export const rows = v.pipe(
  v.custom<(number | null)[][]>(Array.isArray, squareOfRows),
  v.minLength(1, 'is empty.'),
  v.maxLength(mostPlaces, `has more than ${mostPlaces} rows, which this planner does not take.`),
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed) return;
    const input: unknown[] = dataset.value;
    const issueAt = (message: string, from: number, to?: number) => {
      const cell =
        to === undefined ? [] : [{ type: 'array', origin: 'value', input: [], key: to, value: null } as const];
      addIssue({ message, path: [{ type: 'array', origin: 'value', input, key: from, value: input[from] }, ...cell] });
    };
    for (const [from, row] of input.entries()) {
      if (!Array.isArray(row)) return issueAt('must be a row of numbers.', from);
      const wrong = row.findIndex((cell: unknown) => !isCell(cell));
      if (wrong >= 0)
        return issueAt('must be a number that is not negative, or null where there is no way.', from, wrong);
    }
  })
);
const isCell = (cell: unknown) => cell === null || (typeof cell === 'number' && cell >= 0 && cell <= 4_294_967_295);

const speedByTime = v.pipe(
  listOf(exactly({ from: quantity, factor }), 'must be a list of { "from", "factor" }.', 1000),
  v.check(
    (changes) => changes.every(({ from }, index) => index === 0 || from > changes[index - 1]!.from),
    'must be sorted by "from", each moment once.'
  )
);

export const matrix = exactly({
  durations: rows,
  distances: v.optional(rows),
  costs: v.optional(rows),
  speed_by_time: v.optional(speedByTime)
});

/** Every matrix is a square, tells its distances where there is a way, and is there for every profile. */
export function checkMatrices({ matrices, vehicles }: Problem) {
  if (!matrices) return;
  for (const [profile, { durations, distances, costs }] of Object.entries(matrices)) {
    for (const [key, rows] of Object.entries({ durations, distances, costs })) {
      const wrong = rows?.some((row) => row.length !== rows.length || rows.length !== durations.length);
      if (wrong) throw refused(`matrices.${profile}.${key}`, `is not a square of ${durations.length} rows.`);
    }
    for (const [key, rows] of [
      ['distances', distances],
      ['costs', costs]
    ] as const) {
      const from = rows?.findIndex((row, from) =>
        row.some((cell, to) => cell === null && durations[from]![to] !== null)
      );
      if (from !== undefined && from >= 0)
        throw refused(
          `matrices.${profile}.${key}[${from}]`,
          `has no ${key === 'costs' ? 'cost' : 'distance'} where the durations have a way.`
        );
    }
  }
  vehicles.forEach(({ profile, costs, max_distance }, index) => {
    const place = `vehicles[${index}]`;
    if (!Object.hasOwn(matrices, profile))
      throw refused(`${place}.profile`, `is "${profile}", for which there is no matrix.`);
    const { distances } = matrices[profile]!;
    if (!distances && max_distance !== undefined)
      throw refused(`${place}.max_distance`, 'needs the distances of the matrix, which are missing.');
    if (!distances && costs.per_km > 0)
      throw refused(`${place}.costs.per_km`, 'needs the distances of the matrix, which are missing.');
    if (matrices[profile]!.costs && (costs.per_hour !== 3600 || costs.per_km !== 0))
      throw refused(`${place}.costs`, `has "per_hour" or "per_km", but matrices.${profile}.costs says what ways cost.`);
  });
}
