import { GrowingList } from './growing-list.ts';
import { placeOf } from './road-nodes.ts';

/** The ids of a file's nodes or ways, in the file's order: a number for each, where a Map needs ten times the memory. */
export class IdList {
  private readonly ids = new GrowingList();
  private isSorted = true;
  /** Of a file that is not sorted: its ids in order, the later of two equal ones first, and where they stand. */
  private sorted: { ids: Float64Array; places: Uint32Array } | undefined;

  get length(): number {
    return this.ids.length;
  }

  push(id: number): void {
    if (this.ids.length > 0 && this.ids.at(this.ids.length - 1) >= id) this.isSorted = false;
    this.sorted = undefined;
    this.ids.push(id);
  }

  /** Where an id stands; the later place where it stands twice. */
  indexOf(id: number): number | undefined {
    if (!this.isSorted) this.sorted ??= this.inOrder();
    const ids = this.sorted?.ids ?? this.ids.values();
    const place = placeOf(ids, id);
    if (ids[place] !== id) return undefined;
    return this.sorted ? this.sorted.places[place] : place;
  }

  private inOrder(): { ids: Float64Array; places: Uint32Array } {
    const ids = this.ids.values();
    const places = Uint32Array.from(ids.keys()).sort((a, b) => ids[a]! - ids[b]! || b - a);
    return { ids: Float64Array.from(places, (place) => ids[place]!), places };
  }
}
