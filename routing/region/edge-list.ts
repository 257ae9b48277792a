import { distanceBetween } from '../../src/domain/geometry.ts';
import { drivableSomeday } from './car-profile.ts';
import type { Tags } from './pbf/read.ts';
import { RegionError } from './region-error.ts';
import { edgeFlag, longestEdge, type RoadGraph } from './road-graph.ts';
import { isBlocked, placeOf, positionOf, type RoadNodes } from './road-nodes.ts';
import { tagsOfTrait } from './trait.ts';

/** Collects edges and numbers their ends. */
export class EdgeList {
  private readonly nodes: RoadNodes;
  private readonly heads: number[] = [];
  private readonly lengths: number[] = [];
  private readonly edgeNames: number[] = [];
  private readonly edgeTraits: number[] = [];
  private readonly obstacles: number[] = [];
  private readonly firstPoints: number[] = [0];
  private readonly points: number[] = [];
  private readonly numbers = new Map<number, number>();
  private nodeCount = 0;

  constructor(nodes: RoadNodes) {
    this.nodes = nodes;
  }

  get count(): number {
    return this.lengths.length;
  }

  /** @param places indices into `nodes`, at least two */
  add(name: number, trait: number, places: readonly number[]): void {
    let length = 0;
    for (let at = 1; at < places.length; at++) {
      length += distanceBetween(positionOf(this.nodes, places[at - 1]!), positionOf(this.nodes, places[at]!));
    }
    const tenths = Math.round(length * 10);
    if (tenths > longestEdge) return;
    this.heads.push(this.numberOf(places.at(-1)!), this.numberOf(places[0]!));
    this.lengths.push(tenths);
    this.edgeNames.push(name);
    this.edgeTraits.push(trait);
    this.obstacles.push(
      this.nodes.obstacles.get(places.at(-1)!)?.forward ?? 0,
      this.nodes.obstacles.get(places[0]!)?.backward ?? 0
    );
    for (const place of places) this.points.push(this.nodes.longitudes[place]!, this.nodes.latitudes[place]!);
    this.firstPoints.push(this.points.length / 2);
  }

  graph({ names, traits }: Texts): RoadGraph {
    if (this.lengths.length === 0) throw noRoads();
    const usedTraits = new TextList();
    const edgeTrait = Uint32Array.from(this.edgeTraits, (trait) => usedTraits.indexOf(traits.values[trait]!));
    const graphTraits = usedTraits.values.map(tagsOfTrait);
    return {
      nodeCount: this.nodeCount,
      edgeCount: this.lengths.length,
      arcHead: Uint32Array.from(this.heads),
      edgeLength: Uint32Array.from(this.lengths),
      edgeName: Uint32Array.from(this.edgeNames),
      edgeTrait,
      edgeFlags: flagsOf(edgeTrait, graphTraits),
      arcObstacles: Uint8Array.from(this.obstacles),
      edgePoint: Uint32Array.from(this.firstPoints),
      points: Int32Array.from(this.points),
      names: names.values,
      traits: graphTraits,
      forbiddenDrives: []
    };
  }

  /** The number of a node of the map; none where it is not one of the graph, or is one on each side of a barrier. */
  nodeOf(id: number): number | undefined {
    const place = placeOf(this.nodes.ids, id);
    return this.nodes.ids[place] === id ? this.numbers.get(place) : undefined;
  }

  /** The two sides of a barrier get a number each: nothing leads over it. */
  private numberOf(place: number): number {
    if (this.nodes.marks[place]! & isBlocked) return this.nodeCount++;
    const known = this.numbers.get(place);
    if (known !== undefined) return known;
    this.numbers.set(place, this.nodeCount);
    return this.nodeCount++;
  }
}

function flagsOf(edgeTrait: Uint32Array, traits: readonly Tags[]): Uint8Array {
  const ofTrait = traits.map((tags) => {
    const { forward, backward } = drivableSomeday(tags);
    return (forward ? edgeFlag.forward : 0) | (backward ? edgeFlag.backward : 0);
  });
  return Uint8Array.from(edgeTrait, (trait) => ofTrait[trait]!);
}

/** The names and the traits of the ways, each once. */
export interface Texts {
  readonly names: TextList;
  readonly traits: TextList;
}

export class TextList {
  readonly values: string[] = [];
  private readonly places = new Map<string, number>();

  constructor(first: readonly string[] = []) {
    first.forEach((text) => this.indexOf(text));
  }

  indexOf(text: string): number {
    const known = this.places.get(text);
    if (known !== undefined) return known;
    this.places.set(text, this.values.length);
    return this.values.push(text) - 1;
  }
}

export const noRoads = () =>
  new RegionError(
    'no-drivable-roads',
    'The map file has no roads a van can drive. Use an extract that includes ways tagged highway=… together with their nodes.'
  );
