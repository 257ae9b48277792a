import type { Profile } from './car-profile.ts';

/** Arcs that must not be driven one right after the other: two where a turn is forbidden, more where the way there counts. */
export interface ForbiddenDrive {
  readonly arcs: readonly number[];
  /** When, as the map says it (`Mo-Fr 07:00-17:00`), or `underProfile`; always where it is empty. */
  readonly condition: string;
}

/** No restriction goes over more arcs: a longer one is a slip, or made to keep a router busy. */
export const longestRestriction = 64;

/** The condition of what only one profile forbids. */
export const underProfile = (profile: Profile) => `profile ${profile}`;

/** A line of `roads.bin`: `12 7 40 Mo-Fr 07:00-17:00`, the arcs and behind an at sign the condition. */
export const textOfDrive = ({ arcs, condition }: ForbiddenDrive) =>
  condition === '' ? arcs.join(' ') : `${arcs.join(' ')} @ ${condition}`;

/** @returns nothing where the line is damaged, or its arcs cannot be driven one after the other */
export function driveOfText(text: string, arcHead: Uint32Array): ForbiddenDrive | undefined {
  const [, listed, condition = ''] = /^(\d+(?: \d+)+)(?: @ (.+))?$/s.exec(text) ?? [];
  const arcs = listed?.split(' ').map(Number) ?? [];
  if (arcs.length < 2 || arcs.length > longestRestriction || arcs.some((arc) => arc >= arcHead.length))
    return undefined;
  const isJoined = arcs.every((arc, at) => at === 0 || arcHead[arcs[at - 1]!] === arcHead[arc ^ 1]);
  return isJoined ? { arcs, condition } : undefined;
}
