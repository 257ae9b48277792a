/** Spots for an insertion with a lower bound of what each costs; the cheapest one is taken out first. */
export class Candidates {
  #bounds = new Float64Array(256);
  #spots = new Float64Array(256);
  /** A heap of their numbers, built when the first one is asked for. */
  #heap = new Int32Array(256);
  #left = -1;
  count = 0;

  clear(): void {
    this.count = 0;
    this.#left = -1;
  }

  add(bound: number, spot: number): void {
    const { count } = this;
    if (count === this.#bounds.length) {
      const [bounds, spots] = [this.#bounds, this.#spots];
      this.#bounds = new Float64Array(2 * count);
      this.#spots = new Float64Array(2 * count);
      this.#heap = new Int32Array(2 * count);
      this.#bounds.set(bounds);
      this.#spots.set(spots);
    }
    this.#bounds[count] = bound;
    this.#spots[count] = spot;
    this.count++;
  }

  /** The least bound of those that were not taken; infinite where none is left. */
  least(): number {
    if (this.#left < 0) this.#build();
    return this.#left === 0 ? Infinity : this.#bounds[this.#heap[0]!]!;
  }

  /** Takes the cheapest one; there must be one. @returns its spot */
  take(): number {
    const heap = this.#heap;
    const number = heap[0]!;
    heap[0] = heap[--this.#left]!;
    this.#sink(0);
    this.#bounds[number] = Infinity;
    return this.#spots[number]!;
  }

  /** Of the last ones that were added, how many back; nothing where it was taken, or there are not so many. */
  fromEnd(back: number): number | undefined {
    const number = this.count - 1 - back;
    return number >= 0 && this.#bounds[number]! < Infinity ? this.#spots[number] : undefined;
  }

  #build(): void {
    this.#left = this.count;
    for (let at = 0; at < this.count; at++) this.#heap[at] = at;
    for (let at = (this.count >> 1) - 1; at >= 0; at--) this.#sink(at);
  }

  #sink(from: number): void {
    const heap = this.#heap;
    const bounds = this.#bounds;
    const number = heap[from]!;
    let at = from;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= this.#left) break;
      // Of two that cost the same the one that was added first.
      if (child + 1 < this.#left && isBefore(bounds, heap[child + 1]!, heap[child]!)) child++;
      if (!isBefore(bounds, heap[child]!, number)) break;
      heap[at] = heap[child]!;
      at = child;
    }
    heap[at] = number;
  }
}

const isBefore = (bounds: Float64Array, one: number, other: number) =>
  bounds[one]! < bounds[other]! || (bounds[one] === bounds[other] && one < other);
