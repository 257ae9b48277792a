import fc from 'fast-check';
import { sometimes, when, type Kind, type Size } from './kinds.fixture.ts';

export function matrices(kinds: ReadonlySet<Kind>, { places, day }: Size) {
  const cells = (road: fc.Arbitrary<number>) =>
    fc
      .array(fc.array(road, { minLength: places, maxLength: places }), { minLength: places, maxLength: places })
      .map((rows) => asRoads(rows));
  const sixth = Math.ceil(day / 6);
  // A place that no road leads to, now and then.
  const cutOff = kinds.has('roads missing') ? sometimes(fc.nat(places - 1)) : fc.constant(undefined);
  const roads = fc
    .tuple(cells(fc.nat(sixth)), cutOff)
    .map(([rows, lost]) =>
      rows.map((row, from) => row.map((cell, to) => (from !== to && [from, to].includes(lost ?? -1) ? null : cell)))
    );
  const even = (rows: (number | null)[][]) => rows.map((row) => row.map((cell) => (cell === null ? null : 2 * cell)));
  const matrix = roads.chain((durations) =>
    fc.record({
      durations: fc.constant(kinds.has('speed_factor') ? even(durations) : durations),
      distances: fc.constant(durations.map((row) => row.toReversed().map((_, to) => row[to]!))),
      ...when(kinds.has('matrix costs'), {
        costs: fc.constant(durations.map((row) => row.map((cell) => cell && cell + 1)))
      }),
      ...when(kinds.has('speed_by_time'), {
        speed_by_time: sometimes(
          fc
            .tuple(fc.nat(Math.ceil(day / 2)), fc.nat(Math.ceil(day / 2)), fc.constantFrom(0.5, 2))
            .map(([from, later, factor]) => [
              { from, factor },
              { from: from + later + 1, factor: 1 }
            ])
        )
      })
    })
  );
  return fc.record({
    car: matrix,
    ...when(kinds.has('profiles'), { bike: matrix }),
    ...when(kinds.has('presence'), {
      foot: cells(fc.nat(Math.ceil(day / 20))).map((durations) => ({ durations }))
    })
  });
}

/** A table as any router gives it: never longer than by way of a third place, nothing from a place to itself. */
function asRoads(rows: number[][]): number[][] {
  const ways = rows.map((row, from) => row.map((driving, to) => (from === to ? 0 : driving)));
  ways.forEach((_, by) =>
    ways.forEach((row) => row.forEach((driving, to) => (row[to] = Math.min(driving, row[by]! + ways[by]![to]!))))
  );
  return ways;
}
