/** Numbers from 0 up to, but without, 1. */
export type Random = () => number;

/** A whole number from 0 up to, but without, `end`. */
export const whole = (random: Random, end: number): number => Math.floor(random() * end);

export const chance = (random: Random, share: number): boolean => random() < share;

export const chosen = <Item>(random: Random, items: readonly Item[]): Item => items[whole(random, items.length)]!;
