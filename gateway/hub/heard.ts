import type { KeyId, ShiftId } from '#domain/fact.ts';
import { instant, type Instant } from '#domain/units.ts';
import type { JournalStore } from '../journal/journal-store.ts';
import { rolesIn } from './knowledge.ts';

/** When the hub last got anything, by the kind of the device that spoke with it. */
export interface Heard {
  van: Instant | null;
  tablet: Instant | null;
}

export function heardBy(journals: JournalStore, hub: KeyId, shift: ShiftId): Heard {
  const times = journals.heard(shift);
  const heard: Heard = { van: null, tablet: null };
  for (const [key, role] of rolesIn(journals, hub, shift)) {
    const at = times[key];
    if (role !== 'hub' && at !== undefined) heard[role] = instant(Math.max(heard[role] ?? 0, at));
  }
  return heard;
}

/** The last time that anything was heard of the shift; null when never. */
export function lastHeard({ van, tablet }: Heard): Instant | null {
  return van === null && tablet === null ? null : instant(Math.max(van ?? 0, tablet ?? 0));
}
