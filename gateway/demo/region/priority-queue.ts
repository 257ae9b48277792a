/** A binary heap of numbered places: the one with the least cost comes first. */
export class PriorityQueue {
  readonly #places: number[] = [];
  readonly #costs: number[] = [];

  push(place: number, itsCost: number): void {
    let index = this.#places.length;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (this.#costs[parent]! <= itsCost) break;
      this.#places[index] = this.#places[parent]!;
      this.#costs[index] = this.#costs[parent]!;
      index = parent;
    }
    this.#places[index] = place;
    this.#costs[index] = itsCost;
  }

  pop(): number | undefined {
    const first = this.#places[0];
    const place = this.#places.pop();
    const itsCost = this.#costs.pop();
    if (place === undefined || itsCost === undefined || this.#places.length === 0) return first;
    const size = this.#places.length;
    let index = 0;
    for (;;) {
      let child = 2 * index + 1;
      if (child >= size) break;
      if (child + 1 < size && this.#costs[child + 1]! < this.#costs[child]!) child++;
      if (this.#costs[child]! >= itsCost) break;
      this.#places[index] = this.#places[child]!;
      this.#costs[index] = this.#costs[child]!;
      index = child;
    }
    this.#places[index] = place;
    this.#costs[index] = itsCost;
    return first;
  }
}
