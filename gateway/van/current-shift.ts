import type { ShiftId } from '#domain/fact.ts';
import type { Instant } from '#domain/units.ts';

export interface ShiftTimes {
  shift: ShiftId;
  start: Instant;
  end: Instant;
}

/**
 * The shift that a van is about: the one that began last, and after its end the one that comes next as soon as that is
 * nearer. So a courier who is late stays in his own day, and in the morning the van already knows the new one.
 *
 * @returns null when there is none.
 */
export function currentShift(shifts: readonly ShiftTimes[], now: Instant): ShiftId | null {
  const inOrder = [...shifts].sort((a, b) => a.start - b.start);
  const begun = inOrder.findLast(({ start }) => start <= now);
  const coming = inOrder.find(({ start }) => start > now);
  if (!begun || !coming) return (begun ?? coming)?.shift ?? null;
  return coming.start - now < now - begun.end ? coming.shift : begun.shift;
}
