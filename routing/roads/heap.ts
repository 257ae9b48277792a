/** A binary heap of nodes with their costs, cheapest first. A node may be in it several times. */
export class Heap {
  size = 0;
  private nodes = new Uint32Array(1024);
  private costs = new Float64Array(1024);

  clear(): void {
    this.size = 0;
  }

  /** The smallest cost; `Infinity` when empty. */
  get least(): number {
    return this.size > 0 ? this.costs[0]! : Infinity;
  }

  push(node: number, cost: number): void {
    if (this.size === this.nodes.length) this.grow();
    const { nodes, costs } = this;
    let at = this.size++;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (costs[parent]! <= cost) break;
      nodes[at] = nodes[parent]!;
      costs[at] = costs[parent]!;
      at = parent;
    }
    nodes[at] = node;
    costs[at] = cost;
  }

  /** Takes the node with the smallest cost; the heap must not be empty. */
  pop(): number {
    const { nodes, costs } = this;
    const first = nodes[0]!;
    const node = nodes[--this.size]!;
    const cost = costs[this.size]!;
    const firstLeaf = this.size >> 1;
    let at = 0;
    while (at < firstLeaf) {
      let child = 2 * at + 1;
      if (child + 1 < this.size && costs[child + 1]! < costs[child]!) child++;
      if (costs[child]! >= cost) break;
      nodes[at] = nodes[child]!;
      costs[at] = costs[child]!;
      at = child;
    }
    nodes[at] = node;
    costs[at] = cost;
    return first;
  }

  private grow(): void {
    const nodes = new Uint32Array(2 * this.size);
    const costs = new Float64Array(2 * this.size);
    nodes.set(this.nodes);
    costs.set(this.costs);
    this.nodes = nodes;
    this.costs = costs;
  }
}
