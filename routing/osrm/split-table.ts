/** A part of a table that is asked for by itself. All numbers are indices. */
export interface TablePart {
  /** Into the positions: those the part is about, each once. */
  readonly positions: readonly number[];
  /** Into the part's positions. */
  readonly sources: readonly number[];
  readonly destinations: readonly number[];
  /** Where the part's first cell stands in the whole table. */
  readonly row: number;
  readonly column: number;
}

/**
 * Cuts a table into parts of at most so many positions; one part where that is enough.
 * OSRM itself only counts cells (sources × destinations ≤ limit²), but other servers that speak its API, and the
 * length of a URL, count positions; a part that holds both is taken everywhere.
 *
 * @param sources indices into the positions, one or more
 * @param destinations likewise
 * @param limit two or more
 */
export function splitTable(sources: readonly number[], destinations: readonly number[], limit: number): TablePart[] {
  const distinct = new Set([...sources, ...destinations]).size;
  if (Math.max(distinct, sources.length, destinations.length) <= limit) return [part(sources, destinations, 0, 0)];
  // The shorter list as a whole, if it leaves room: the longer one is then cut into the fewest parts.
  const half = Math.floor(limit / 2);
  const rows = Math.min(sources.length, Math.max(half, limit - destinations.length));
  const columns = Math.min(destinations.length, limit - rows);
  const parts: TablePart[] = [];
  for (let row = 0; row < sources.length; row += rows)
    for (let column = 0; column < destinations.length; column += columns)
      parts.push(part(sources.slice(row, row + rows), destinations.slice(column, column + columns), row, column));
  return parts;
}

function part(sources: readonly number[], destinations: readonly number[], row: number, column: number): TablePart {
  const positions = [...new Set([...sources, ...destinations])].sort((a, b) => a - b);
  const within = new Map(positions.map((position, index) => [position, index]));
  const indices = (list: readonly number[]) => list.map((position) => within.get(position)!);
  return { positions, sources: indices(sources), destinations: indices(destinations), row, column };
}
