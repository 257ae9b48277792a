import { areaOf, isInside, signedArea, type Point } from './plane.ts';

/** Samples of a surface, row by row from the south-west, `step` metres apart. */
export interface Grid {
  readonly columns: number;
  readonly rows: number;
  readonly step: number;
  readonly origin: Point;
  readonly values: Float64Array;
}

export interface Area {
  /** Corners in order; the first is not repeated at the end. */
  readonly outer: readonly Point[];
  readonly holes: readonly (readonly Point[])[];
}

/** Samples `surface` over a rectangle. */
export function sample(surface: (x: number, y: number) => number, from: Point, to: Point, step: number): Grid {
  const columns = Math.ceil((to.x - from.x) / step) + 1;
  const rows = Math.ceil((to.y - from.y) / step) + 1;
  const values = new Float64Array(columns * rows);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++)
      values[row * columns + column] = surface(from.x + column * step, from.y + row * step);
  return { columns, rows, step, origin: from, values };
}

/**
 * The areas where the grid's values are above zero (marching squares, saddles joined).
 * The rim of the grid counts as below, so that every ring closes.
 * @param least areas and holes smaller than this (square metres) are left out
 */
export function areasAbove(grid: Grid, least: number): Area[] {
  const rings = traceRings(grid).filter((ring) => areaOf(ring) >= least);
  // Traced with the inside on the left: an outer ring turns anticlockwise, a hole clockwise.
  const outers = rings.filter((ring) => signedArea(ring) > 0);
  const areas = outers.map((outer) => ({ outer, holes: [] as Point[][], box: boxOf(outer), size: areaOf(outer) }));
  for (const hole of rings.filter((ring) => signedArea(ring) < 0)) {
    const corner = hole[0]!;
    let owner: (typeof areas)[number] | undefined;
    for (const area of areas) {
      if (owner && owner.size <= area.size) continue;
      if (inBox(corner, area.box) && isInside(corner, area.outer)) owner = area;
    }
    owner?.holes.push(hole);
  }
  return areas.map(({ outer, holes }) => ({ outer, holes }));
}

// The sides of a cell: south, east, north, west. For each pattern of corners above zero (south-west 1, south-east 2,
// north-east 4, north-west 8) the lines through it, from side to side, the high ground on their left.
const [south, east, north, west] = [0, 1, 2, 3];
const linesThrough: readonly (readonly [from: number, to: number])[][] = [
  [],
  [[south, west]],
  [[east, south]],
  [[east, west]],
  [[north, east]],
  [
    [south, east],
    [north, west]
  ],
  [[north, south]],
  [[north, west]],
  [[west, north]],
  [[south, north]],
  [
    [west, south],
    [east, north]
  ],
  [[east, north]],
  [[west, east]],
  [[south, east]],
  [[west, south]],
  []
];

function traceRings({ columns, rows, step, origin, values }: Grid): Point[][] {
  const value = (column: number, row: number) => {
    const rim = column <= 0 || row <= 0 || column >= columns - 1 || row >= rows - 1;
    const here = values[Math.min(rows - 1, Math.max(0, row)) * columns + Math.min(columns - 1, Math.max(0, column))]!;
    return rim ? Math.min(here, -1e-6) : here;
  };
  // A crossing lies on a grid edge, named by its lower corner and its direction.
  const horizontal = (column: number, row: number) => (row * columns + column) * 2;
  const vertical = (column: number, row: number) => horizontal(column, row) + 1;
  const next = new Map<number, number>();
  for (let row = 0; row < rows - 1; row++) {
    for (let column = 0; column < columns - 1; column++) {
      const pattern =
        (value(column, row) > 0 ? 1 : 0) |
        (value(column + 1, row) > 0 ? 2 : 0) |
        (value(column + 1, row + 1) > 0 ? 4 : 0) |
        (value(column, row + 1) > 0 ? 8 : 0);
      const sides = [
        horizontal(column, row),
        vertical(column + 1, row),
        horizontal(column, row + 1),
        vertical(column, row)
      ];
      for (const [from, to] of linesThrough[pattern]!) next.set(sides[from]!, sides[to]!);
    }
  }
  const crossing = (edge: number): Point => {
    const corner = edge >> 1;
    const [column, row] = [corner % columns, Math.floor(corner / columns)];
    const isVertical = edge % 2 === 1;
    const a = value(column, row);
    const b = isVertical ? value(column, row + 1) : value(column + 1, row);
    // Kept off the very corners, where two rings could touch.
    const share = Math.min(0.98, Math.max(0.02, a / (a - b)));
    return {
      x: origin.x + (column + (isVertical ? 0 : share)) * step,
      y: origin.y + (row + (isVertical ? share : 0)) * step
    };
  };
  const rings: Point[][] = [];
  for (const start of [...next.keys()]) {
    if (!next.has(start)) continue;
    const ring: Point[] = [];
    for (let edge: number | undefined = start; edge !== undefined;) {
      ring.push(crossing(edge));
      const following: number | undefined = next.get(edge);
      next.delete(edge);
      edge = following;
    }
    if (ring.length >= 4) rings.push(ring);
  }
  return rings;
}

interface Box {
  left: number;
  right: number;
  bottom: number;
  top: number;
}

function boxOf(ring: readonly Point[]): Box {
  const box = { left: Infinity, right: -Infinity, bottom: Infinity, top: -Infinity };
  for (const { x, y } of ring) {
    box.left = Math.min(box.left, x);
    box.right = Math.max(box.right, x);
    box.bottom = Math.min(box.bottom, y);
    box.top = Math.max(box.top, y);
  }
  return box;
}

const inBox = ({ x, y }: Point, box: Box) => x >= box.left && x <= box.right && y >= box.bottom && y <= box.top;
