import { GrowingList } from './growing-list.ts';
import { IdList } from './id-list.ts';
import type { Ring } from './polygon.ts';

/** Where a map file's nodes are and which of them its ways join, in lists of numbers. */
export class FileGeometry {
  /** The nodes of all ways, way after way. */
  private readonly refs = new GrowingList();
  private readonly nodes = new IdList();
  private readonly longitudes = new GrowingList();
  private readonly latitudes = new GrowingList();
  private readonly ways = new IdList();
  private readonly ends = new GrowingList();

  addNode(id: number, longitude: number, latitude: number): void {
    this.nodes.push(id);
    this.longitudes.push(longitude);
    this.latitudes.push(latitude);
  }

  /** @returns the way's place in the list of ways */
  addWay(id: number, refs: readonly number[]): number {
    this.ways.push(id);
    for (const ref of refs) this.refs.push(ref);
    this.ends.push(this.refs.length);
    return this.ways.length - 1;
  }

  /** @param way its place in the list of ways */
  refsOf(way: number): Float64Array {
    return this.refsBetween(this.firstOf(way), this.ends.at(way));
  }

  /** None where the extract lacks the way. */
  refsOfId(id: number): Float64Array {
    const way = this.ways.indexOf(id);
    return way === undefined ? new Float64Array(0) : this.refsOf(way);
  }

  /** @param first with `end`, a stretch of the list of all ways' nodes */
  refsBetween(first: number, end: number): Float64Array {
    return this.refs.values().subarray(first, end);
  }

  /** Where the nodes are that the extract has, others left out. */
  line(refs: Iterable<number>): Ring {
    const line: Ring = [];
    for (const ref of refs) {
      const node = this.nodes.indexOf(ref);
      if (node !== undefined) line.push([this.longitudes.at(node), this.latitudes.at(node)]);
    }
    return line;
  }

  /** A way that leaves the extract and comes back is not drawn straight across what is missing. */
  stretches(way: number): { first: number; end: number }[] {
    const all: { first: number; end: number }[] = [];
    const end = this.ends.at(way);
    let first = this.firstOf(way);
    for (let at = first; at <= end; at++) {
      if (at < end && this.nodes.indexOf(this.refs.at(at)) !== undefined) continue;
      if (at - first > 1) all.push({ first, end: at });
      first = at + 1;
    }
    return all;
  }

  private firstOf(way: number): number {
    return way === 0 ? 0 : this.ends.at(way - 1);
  }
}
