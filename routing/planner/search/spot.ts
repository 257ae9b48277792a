import { makeRoom, type Route } from './route.ts';

/** Where an insertion goes, as one number, and what it costs. */
export interface Spot {
  cost: number;
  spot: number;
}

const base = 8192;
const beyond = base * base;

/**
 * A shipment's pickup after one position, its delivery after another, both those of the route before the insertion; a job
 * has the same twice.
 */
export const spot = (first: number, second: number) => first * base + second;
export const firstOf = (spot: number) => Math.floor(spot / base) % base;
export const secondOf = (spot: number) => spot % base;

/** Which of the two is done on foot: 1 the first, 2 the second. */
export const onFoot = (feet: number) => beyond * feet;
const feetOf = (spot: number) => Math.floor(spot / beyond) % 4;

/** Together with a visit to a reload, after a position of the route with the insertion made. */
export const withReload = (reload: number, at: number) => beyond * 4 * ((reload + 1) * base + at);
const reloadOf = (spot: number) => Math.floor(spot / (beyond * 4 * base)) - 1;
const reloadAtOf = (spot: number) => Math.floor(spot / (beyond * 4)) % base;

/** Writes the nodes that the route `from` has with an insertion made; `from` and `to` may be the same. */
export function insert(
  from: Route,
  to: Route,
  where: number,
  first: number,
  size: number,
  stops: number,
  kinds: number
): void {
  const { length } = from;
  makeRoom(to, length + size + 1, kinds);
  const nodes = to.nodes;
  const source = from.nodes;
  const feet = feetOf(where);
  const early = firstOf(where);
  let at = length + size;
  if (size === 2) {
    const second = secondOf(where);
    for (let old = length; old > second; old--) nodes[at--] = source[old]!;
    nodes[at--] = first + 1 + (feet >= 2 ? stops : 0);
    for (let old = second; old > early; old--) nodes[at--] = source[old]!;
  } else for (let old = length; old > early; old--) nodes[at--] = source[old]!;
  nodes[at] = first + (feet % 2 === 1 ? stops : 0);
  if (from !== to) for (let old = early; old > 0; old--) nodes[old] = source[old]!;
  to.length = length + size;
  if (where < beyond * 4) return;
  const reload = reloadOf(where);
  const reloadAt = reloadAtOf(where);
  for (let node = to.length; node > reloadAt; node--) nodes[node + 1] = nodes[node]!;
  nodes[reloadAt + 1] = -1 - reload;
  to.length++;
}
