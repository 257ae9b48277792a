/** A way of the map whose nodes stand in a list of all ways' nodes, from `first` up to `end`. */
interface ListedWay {
  /** Index of its name, and of its trait. */
  readonly name: number;
  readonly trait: number;
  readonly first: number;
  readonly end: number;
}

/**
 * Joins ways that are one road: where one ends and another of the same name and tags goes on in the same direction, and
 * nothing else meets them. Mappers cut roads for reasons that are none for a driver (a bus route, a parish), and each
 * cut would be a junction.
 * @param refs the ways' nodes
 * @param mayEnd whether a way may lose one of its ends, the node given
 * @returns the roads, each with the first way of its kind, and the list of their nodes
 */
export function joinWays<Way extends ListedWay>(
  ways: readonly Way[],
  refs: Float64Array,
  mayEnd: (way: Way, node: number) => boolean
): { ways: Way[]; refs: Float64Array } {
  const next = waysAfter(ways, refs, mayEnd);
  const isContinued = new Uint8Array(ways.length);
  for (const way of next) if (way !== none) isContinued[way] = 1;
  const joined: Way[] = [];
  const list = new Float64Array(refs.length);
  let length = 0;
  const seen = new Uint8Array(ways.length);
  const follow = (start: number) => {
    const first = length;
    for (let way = start; way !== none && !seen[way]; way = next[way]!) {
      seen[way] = 1;
      // Where the way before it ended it begins.
      const nodes = refs.subarray(ways[way]!.first + (way === start ? 0 : 1), ways[way]!.end);
      list.set(nodes, length);
      length += nodes.length;
    }
    joined.push({ ...ways[start]!, first, end: length });
  };
  for (let way = 0; way < ways.length; way++) if (!isContinued[way]) follow(way);
  // What is left are rings, which begin anywhere.
  for (let way = 0; way < ways.length; way++) if (!seen[way]) follow(way);
  return { ways: joined, refs: list.slice(0, length) };
}

const none = 0xffff_ffff;

/** For each way the one that it is joined to at its end. */
function waysAfter<Way extends ListedWay>(
  ways: readonly Way[],
  refs: Float64Array,
  mayEnd: (way: Way, node: number) => boolean
): Uint32Array {
  const ends = new Map<number, { uses: number; arriving: number; leaving: number }>();
  const endAt = (node: number) => {
    const known = ends.get(node) ?? { uses: 0, arriving: none, leaving: none };
    ends.set(node, known);
    return known;
  };
  ways.forEach((way, index) => {
    endAt(refs[way.first]!).leaving = index;
    endAt(refs[way.end - 1]!).arriving = index;
  });
  for (const ref of refs) {
    const end = ends.get(ref);
    if (end) end.uses++;
  }
  const next = new Uint32Array(ways.length).fill(none);
  for (const [node, { uses, arriving, leaving }] of ends) {
    if (uses !== 2 || arriving === none || leaving === none || arriving === leaving) continue;
    const [before, after] = [ways[arriving]!, ways[leaving]!];
    const isOneRoad = before.name === after.name && before.trait === after.trait;
    if (isOneRoad && mayEnd(before, node) && mayEnd(after, node)) next[arriving] = leaving;
  }
  return next;
}
