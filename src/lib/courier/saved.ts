import type { Instant } from '#domain/units.ts';

/** Where this tablet's own entries are, by each replica's signed acknowledgement. */
export interface Saved {
  /** Entries durable on this tablet. */
  tablet: number;
  /** Of those, how many the van, and how many the hub, has acknowledged with all their attachments. */
  van: number;
  hub: number;
  /** When the oldest entry that is not at the hub was written; null when all are there. */
  oldest: Instant | null;
}

/** The one word for all entries: the furthest place where every one of them is. Null when there are none. */
export function savedPlace({ tablet, van, hub }: Saved): 'tablet' | 'van' | 'hub' | null {
  if (tablet === 0) return null;
  if (hub >= tablet) return 'hub';
  return van >= tablet ? 'van' : 'tablet';
}
