import type { Clock, Instant, Seconds } from '#domain/units.ts';
import type { ServicePoint } from './service-point.ts';

/** What the van can do for its pages: SvelteKit's `event.platform.van`. */
export interface VanServices {
  clock: Clock;
  /** Where the van stands now; null on the road, and where Wi-Fi was opened by hand away from any stop. */
  stop(): CurrentStop | null;
  /** The next announced stop of the day. */
  nextStop(): AnnouncedStop | null;
  /** Whether residents may open the internet now. */
  wifiOpen(): boolean;
  /** The session of the phone that asks; a phone is told by its address, and no list is kept of what it reads. */
  session(address: string): PortalSession | null;
  connectivity(): Connectivity;
  servicePoint: ServicePoint;
}

/** What works now: the e-service point itself, and the internet behind the LTE router. */
export type Connectivity = 'online' | 'slow' | 'offline';

export interface StopName {
  fi: string;
  sv: string | null;
  se: string | null;
}

export interface CurrentStop {
  name: StopName;
  /** When the van has promised to stay until. */
  until: Instant;
}

export interface AnnouncedStop {
  name: StopName;
  promise: { from: Instant; to: Instant };
}

export interface PortalSession {
  left: Seconds;
}
