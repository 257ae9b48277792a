import { distance, type Point } from './plane.ts';

/** Finds what stands near a point. */
export class Nearby<Thing extends Point> {
  readonly #cells = new Map<number, Thing[]>();

  add(thing: Thing): void {
    const key = cellOf(thing);
    const cell = this.#cells.get(key);
    if (cell) cell.push(thing);
    else this.#cells.set(key, [thing]);
  }

  *within(point: Point, radius: number): Generator<Thing> {
    for (let x = point.x - radius; x < point.x + radius + cellSize; x += cellSize) {
      for (let y = point.y - radius; y < point.y + radius + cellSize; y += cellSize) {
        for (const thing of this.#cells.get(cellOf({ x, y })) ?? []) if (distance(thing, point) <= radius) yield thing;
      }
    }
  }
}

const cellSize = 200;
const cellOf = ({ x, y }: Point) => Math.floor(y / cellSize) * 4096 + Math.floor(x / cellSize);
