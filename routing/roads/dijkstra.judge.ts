import { forbidden, type RoadGraph } from '../region/road-graph.ts';

/** Tenths of a second, and tenths of a metre of the shortest among the fastest ways. */
export interface Judged {
  readonly duration: number;
  readonly distance: number;
}

interface Stop {
  readonly edge: number;
  readonly fraction: number;
}

/**
 * The slow obvious answer that the router is compared with: Dijkstra's algorithm as in a textbook. Its places are the
 * points of the arcs: beginning, end, and where a stop lies on one. A stop at a junction is at the beginning of what
 * leaves it and at the end of what comes to it.
 * @returns one row for each source: the cheapest way to each destination, `undefined` where there is none
 */
export function judge(
  graph: RoadGraph,
  sources: readonly Stop[],
  destinations: readonly Stop[]
): (Judged | undefined)[][] {
  const roads = new Map<string, { to: string; duration: number; distance: number }[]>();
  const addRoad = (from: string, to: string, duration = 0, distance = 0) => {
    const known = roads.get(from);
    if (known) known.push({ to, duration, distance });
    else roads.set(from, [{ to, duration, distance }]);
  };
  const stopsOn = Map.groupBy([...sources, ...destinations], (stop) => stop.edge);
  const arcs = [...graph.arcDuration.keys()].filter((arc) => graph.arcDuration[arc] !== forbidden);
  const arcsFrom = Map.groupBy(arcs, (arc) => graph.arcHead[arc ^ 1]!);
  const arcsTo = Map.groupBy(arcs, (arc) => graph.arcHead[arc]!);
  const share = (whole: number, from: number, to: number) =>
    Math.abs(Math.round(whole * to) - Math.round(whole * from));
  for (const arc of arcs) {
    const edge = arc >> 1;
    const fractions = [...new Set([0, ...(stopsOn.get(edge) ?? []).map(({ fraction }) => fraction), 1])].sort(
      (a, b) => a - b
    );
    if (arc & 1) fractions.reverse();
    for (let index = 1; index < fractions.length; index++) {
      const [from, to] = [fractions[index - 1]!, fractions[index]!];
      const duration = share(graph.arcDuration[arc]!, from, to);
      addRoad(`${arc} at ${from}`, `${arc} at ${to}`, duration, share(graph.edgeLength[edge]!, from, to));
    }
    const ahead = arcsFrom.get(graph.arcHead[arc]!) ?? [];
    const onward = ahead.filter((next) => next !== (arc ^ 1));
    for (const next of onward.length > 0 ? onward : ahead) addRoad(endOf(arc), beginningOf(next));
  }
  const junctionOf = ({ edge, fraction }: Stop) =>
    fraction === 0 ? graph.arcHead[2 * edge + 1]! : fraction === 1 ? graph.arcHead[2 * edge]! : undefined;
  const on = ({ edge, fraction }: Stop) => [2 * edge, 2 * edge + 1].map((arc) => `${arc} at ${fraction}`);
  sources.forEach((stop, index) => {
    const junction = junctionOf(stop);
    const places = junction === undefined ? on(stop) : (arcsFrom.get(junction) ?? []).map(beginningOf);
    for (const place of places) addRoad(`source ${index}`, place);
    destinations.forEach((other, number) => {
      if (junction !== undefined && junction === junctionOf(other)) addRoad(`source ${index}`, `destination ${number}`);
    });
  });
  destinations.forEach((stop, index) => {
    const junction = junctionOf(stop);
    const places = junction === undefined ? on(stop) : (arcsTo.get(junction) ?? []).map(endOf);
    for (const place of places) addRoad(place, `destination ${index}`);
  });
  return sources.map((_, index) => {
    const found = everywhereFrom(`source ${index}`, roads);
    return destinations.map((_stop, number) => found.get(`destination ${number}`));
  });
}

const beginningOf = (arc: number) => `${arc} at ${arc & 1}`;
const endOf = (arc: number) => `${arc} at ${1 - (arc & 1)}`;

function everywhereFrom(
  start: string,
  roads: ReadonlyMap<string, readonly { to: string; duration: number; distance: number }[]>
): Map<string, Judged> {
  const best = new Map<string, Judged>([[start, { duration: 0, distance: 0 }]]);
  // Waiting places by duration, so that the next one is the first of the earliest list.
  const waiting: Set<string>[] = [new Set([start])];
  for (let duration = 0; duration < waiting.length; duration++) {
    const now = waiting[duration];
    while (now && now.size > 0) {
      const [place] = [...now].sort((a, b) => best.get(a)!.distance - best.get(b)!.distance);
      now.delete(place!);
      const here = best.get(place!)!;
      if (here.duration !== duration) continue;
      for (const road of roads.get(place!) ?? []) {
        const there = { duration: here.duration + road.duration, distance: here.distance + road.distance };
        const known = best.get(road.to);
        const isBetter =
          !known ||
          there.duration < known.duration ||
          (there.duration === known.duration && there.distance < known.distance);
        if (!isBetter) continue;
        best.set(road.to, there);
        (waiting[there.duration] ??= new Set()).add(road.to);
      }
    }
  }
  return best;
}
