import type { Clock, Instant, Seconds } from '#domain/units.ts';

/** What the van can do for its pages: SvelteKit's `event.platform.van`. */
export interface VanServices {
  clock: Clock;
  stop(): CurrentStop | null;
  /** The session of the phone that asks; a phone is told by its address, and no list is kept of what it reads. */
  session(address: string): PortalSession | null;
  connectivity(): Connectivity;
}

/** What works now: the e-service point itself, and the internet behind the LTE router. */
export type Connectivity = 'online' | 'slow' | 'offline';

export interface CurrentStop {
  name: { fi: string; sv: string | null; se: string | null };
  /** When the van has promised to stay until. */
  until: Instant;
  services: string[];
}

export interface PortalSession {
  started: Instant;
  left: Seconds;
  bytesLeft: number | null;
}
