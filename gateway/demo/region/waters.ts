import { Heap } from '#routing/roads/heap.ts';
import { areasAbove, type Area, type Grid } from './contours.ts';
import { border, lakeNames } from './municipality.ts';
import type { Names } from './names.ts';
import { areaOf, between, distance, isInside, type Point } from './plane.ts';
import type { Terrain } from './terrain.ts';

export interface Lake extends Area {
  readonly name: string | undefined;
  readonly nameSv: string | undefined;
}

export interface Stream {
  readonly kind: 'river' | 'stream';
  readonly name: string | undefined;
  /** In the direction of the flow. */
  readonly line: readonly Point[];
}

/** Ponds below this are not drawn, square metres. */
const smallestLake = 12_000;
const smallestNamedLake = 90_000;

/** The lakes with their islands as holes: the chosen names first, then others for all but the ponds. */
export function findLakes(terrain: Terrain, names: Names): Lake[] {
  const depth: Grid = { ...terrain.grid, values: terrain.grid.values.map((altitude) => -altitude) };
  return areasAbove(depth, smallestLake).map(({ outer, holes }) => {
    const area = { outer: roundedRing(outer), holes: holes.map(roundedRing) };
    const known = lakeNames.find(({ around }) => isInside(around, area.outer));
    if (known) return { ...area, name: known.name, nameSv: known.nameSv };
    const size = areaOf(area.outer);
    return { ...area, name: size < smallestNamedLake ? undefined : names.place('lake').nominative, nameSv: undefined };
  });
}

const step = 300;
/** Cells of land that must drain through a place before a stream, or a river, is drawn there. */
const streamFrom = 110;
const riverFrom = 900;

/**
 * Streams and rivers, where the water of the land would run: the land is flooded from its lowest edges inwards, and
 * each place drains to the one that it was flooded from (priority-flood; Barnes, Lehman and Mulla, 2014).
 */
export function findStreams(terrain: Terrain, size: { width: number; height: number }, names: Names): Stream[] {
  const columns = Math.floor(size.width / step) + 1;
  const rows = Math.floor(size.height / step) + 1;
  const points = Array.from({ length: columns * rows }, (_, cell): Point => {
    const [x, y] = [(cell % columns) * step, Math.floor(cell / columns) * step];
    return { x: x + 110 * terrain.roughness(x * 4, y * 4), y: y + 110 * terrain.roughness(y * 4, x * 4 + 5000) };
  });
  const altitudes = points.map(({ x, y }) => terrain.altitude(x, y));
  const { order, drainsTo } = flood(altitudes, columns, rows);

  const drained = new Float64Array(points.length).fill(1);
  for (const cell of order.toReversed()) {
    const to = drainsTo[cell]!;
    if (to >= 0) drained[to]! += drained[cell]!;
  }
  const isLand = (cell: number) => altitudes[cell]! >= 0;
  const isStream = (cell: number) => isLand(cell) && drained[cell]! >= streamFrom;
  const lakeOf = labelLakes(altitudes, columns);
  const lakeAbove = new Map<number, number>();
  const streamsOn = new Set<number>();
  for (const cell of order) {
    if (isStream(cell)) streamsOn.add(drainsTo[cell]!);
    else if (!isLand(cell)) lakeAbove.set(drainsTo[cell]!, cell);
  }

  const streams: Stream[] = [];
  const traced = new Set<number>();
  // From each source, or from where a lake runs out, down to a lake, the border or a stream already drawn.
  for (const source of order.toReversed()) {
    if (!isStream(source) || streamsOn.has(source)) continue;
    const lake = lakeAbove.get(source);
    const cells = lake === undefined ? [source] : [lake, source];
    for (let cell = drainsTo[source]!; cell >= 0; cell = drainsTo[cell]!) {
      cells.push(cell);
      if (traced.has(cell) || !isLand(cell)) break;
    }
    for (const cell of cells) traced.add(cell);
    addStream(cells);
  }
  return streams;

  function addStream(cells: readonly number[]): void {
    const [first, last] = [cells[0]!, cells.at(-1)!];
    // What would leave a lake and fall into it again is a cape with a ditch, not a stream.
    const isLoop = lakeOf[first] !== undefined && lakeOf[first] === lakeOf[last];
    const line = withoutWater(rounded(calmed(cells.map((cell) => points[cell]!))), terrain);
    if (isLoop || cells.length < 5 || line.length < 4) return;
    const kind = drained[cells.at(-2)!]! >= riverFrom ? 'river' : 'stream';
    const name = cells.length > (kind === 'river' ? 5 : 9) ? names.place(kind).nominative : undefined;
    streams.push({ kind, name, line });
  }
}

/** The number of the lake that each cell of water belongs to. */
function labelLakes(altitudes: readonly number[], columns: number): (number | undefined)[] {
  const lakeOf: (number | undefined)[] = altitudes.map(() => undefined);
  altitudes.forEach((_, start) => {
    const waiting = [start];
    for (let cell = waiting.pop(); cell !== undefined; cell = waiting.pop()) {
      if (lakeOf[cell] !== undefined || !(altitudes[cell]! < 0)) continue;
      lakeOf[cell] = start;
      for (const step of [-1, 1]) waiting.push(cell + step, cell + step * columns, cell + step * (columns + 1));
    }
  });
  return lakeOf;
}

/** Pulls each point towards its neighbours: the lattice is not to be seen in the stream. */
function calmed(line: readonly Point[]): Point[] {
  let result = [...line];
  for (let round = 0; round < 2; round++) {
    result = result.map((point, index) => {
      const [before, after] = [result[index - 1], result[index + 1]];
      return before && after ? between(point, between(before, after, 0.5), 0.5) : point;
    });
  }
  return result;
}

/** The part of a line on land and inside the border, with one point in the water where it begins or ends in one. */
function withoutWater(line: readonly Point[], terrain: Terrain): Point[] {
  const isLand = line.map((point) => !terrain.isWater(point) && isInside(point, border));
  const [first, last] = [isLand.indexOf(true), isLand.lastIndexOf(true)];
  return first < 0 ? [] : line.slice(Math.max(0, first - 1), last + 2);
}

function flood(altitudes: readonly number[], columns: number, rows: number): { order: number[]; drainsTo: Int32Array } {
  const drainsTo = new Int32Array(altitudes.length).fill(-2);
  const levels = Float64Array.from(altitudes);
  const queue = new Heap();
  const order: number[] = [];
  for (let cell = 0; cell < altitudes.length; cell++) {
    const [column, row] = [cell % columns, Math.floor(cell / columns)];
    if (column > 0 && row > 0 && column < columns - 1 && row < rows - 1) continue;
    drainsTo[cell] = -1;
    queue.push(cell, altitudes[cell]!);
  }
  while (queue.size > 0) {
    const cell = queue.pop();
    order.push(cell);
    const [column, row] = [cell % columns, Math.floor(cell / columns)];
    for (let dy = -1; dy <= 1; dy++) {
      for (let dx = -1; dx <= 1; dx++) {
        const [x, y] = [column + dx, row + dy];
        if (x < 0 || y < 0 || x >= columns || y >= rows) continue;
        const next = y * columns + x;
        if (drainsTo[next] !== -2) continue;
        drainsTo[next] = cell;
        // A hair higher than where it drains to, so that flat water still flows.
        levels[next] = Math.max(levels[next]!, levels[cell]! + 1e-7);
        queue.push(next, levels[next]!);
      }
    }
  }
  return { order, drainsTo };
}

/** Cuts the corners of a line twice (Chaikin), keeping its ends. */
function rounded(line: readonly Point[]): Point[] {
  let result = [...line];
  for (let round = 0; round < 2; round++) {
    const cut: Point[] = [result[0]!];
    for (let index = 1; index < result.length; index++) {
      const [a, b] = [result[index - 1]!, result[index]!];
      if (distance(a, b) < 1) continue;
      cut.push({ x: 0.75 * a.x + 0.25 * b.x, y: 0.75 * a.y + 0.25 * b.y });
      cut.push({ x: 0.25 * a.x + 0.75 * b.x, y: 0.25 * a.y + 0.75 * b.y });
    }
    cut.push(result.at(-1)!);
    result = cut;
  }
  return result;
}

/** The same for a closed ring, once: the shore keeps its shape and loses its corners. */
function roundedRing(ring: readonly Point[]): Point[] {
  return ring.flatMap((point, index) => {
    const next = ring[(index + 1) % ring.length]!;
    return [between(point, next, 0.25), between(point, next, 0.75)];
  });
}
