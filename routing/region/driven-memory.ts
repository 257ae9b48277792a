import type { ForbiddenDrive } from './forbidden-drive.ts';

/**
 * What must be remembered of the arcs driven so far to know which turn is forbidden next: the longest end of them that
 * begins a forbidden drive. A memory of one arc is that arc's number; each longer one is a copy of its last arc, with a
 * number behind those of all arcs.
 * Aho, Corasick: Efficient string matching, 1975, with arcs for letters.
 */
export interface DrivenMemory {
  /** The last arc of each memory of two arcs or more. */
  readonly copyOf: readonly number[];
  /** What is remembered when another arc is driven. */
  after(memory: number, arc: number): number;
  /** The conditions under which an arc must not be driven next, each once, sorted: always where one is empty. */
  forbiddenWhen(memory: number, arc: number): readonly string[];
}

export function createMemory(arcCount: number, drives: readonly ForbiddenDrive[]): DrivenMemory {
  const copyOf: number[] = [];
  const lengths: number[] = [];
  const parents: number[] = [];
  /** A memory and an arc, as one number: the longer memory, and the conditions of the drives that end so. */
  const longer = new Map<number, number>();
  const conditions = new Map<number, Set<string>>();
  const keyOf = (memory: number, arc: number) => memory * arcCount + arc;
  // Nearly every arc begins no forbidden drive: there nothing has to be looked up.
  const isBeginning = new Uint8Array(arcCount);
  for (const { arcs } of drives) isBeginning[arcs[0]!] = 1;
  const matters = (memory: number) => memory >= arcCount || isBeginning[memory] === 1;

  for (const { arcs, condition } of drives) {
    let memory = arcs[0]!;
    for (const [index, arc] of arcs.slice(1, -1).entries()) {
      const known = longer.get(keyOf(memory, arc));
      if (known === undefined) {
        longer.set(keyOf(memory, arc), arcCount + copyOf.length);
        copyOf.push(arc);
        lengths.push(index + 2);
        parents.push(memory);
      }
      memory = longer.get(keyOf(memory, arc))!;
    }
    const key = keyOf(memory, arcs.at(-1)!);
    conditions.set(key, (conditions.get(key) ?? new Set()).add(condition));
  }

  /** For each copy the next shorter memory of the same last arcs; a memory of one arc has none. */
  const shorter: number[] = [];
  const shorterOf = (memory: number) => (memory < arcCount ? undefined : shorter[memory - arcCount]);
  function after(memory: number, arc: number): number {
    if (!matters(memory)) return arc;
    for (let from: number | undefined = memory; from !== undefined; from = shorterOf(from)) {
      const next = longer.get(keyOf(from, arc));
      if (next !== undefined) return next;
    }
    return arc;
  }
  // The shorter ones of a memory are known before it is looked at.
  for (const copy of [...copyOf.keys()].sort((a, b) => lengths[a]! - lengths[b]!)) {
    const parent = shorterOf(parents[copy]!);
    shorter[copy] = parent === undefined ? copyOf[copy]! : after(parent, copyOf[copy]!);
  }

  function forbiddenWhen(memory: number, arc: number): readonly string[] {
    if (!matters(memory)) return none;
    const found: string[] = [];
    for (let from: number | undefined = memory; from !== undefined; from = shorterOf(from))
      found.push(...(conditions.get(keyOf(from, arc)) ?? []));
    return found.length === 0 ? none : [...new Set(found)].sort();
  }
  return { copyOf, after, forbiddenWhen };
}

const none: readonly string[] = [];
