import type { Head, JournalId, ShiftId } from '#domain/fact.ts';
import type { HttpPeerOptions } from '#domain/http-peer.ts';
import { httpPeer } from '#domain/http-peer.ts';
import { keepTrying, type KeepTryingOptions, type Trying } from '#domain/keep-trying.ts';
import type { Refusal } from '#domain/replication.ts';
import { exchange, shiftDigest } from '#domain/replication.ts';
import { savedBy } from '#domain/saved.ts';
import { milliseconds } from '#domain/units.ts';
import type { GatewayReplica } from './journal-store.ts';

export interface UplinkOptions {
  replica: GatewayReplica;
  /** The hub. */
  hub: Omit<HttpPeerOptions, 'role'>;
  wait: KeepTryingOptions['wait'];
  random(): number;
  /** Called after something new of a shift has come from the hub. */
  changed?(shift: ShiftId): void;
  /** Told after each attempt: null when the hub was reached and has everything. */
  outcome?(error: unknown): void;
  refused?(refusals: Refusal[]): void;
}

/** The van's talk with the hub, whenever there is any coverage: asks which shifts it belongs to and exchanges each. */
export function startUplink({ replica, hub, wait, random, changed, outcome, refused }: UplinkOptions): Trying {
  const peer = httpPeer({ ...hub, role: 'hub' });

  async function attempt() {
    const { journals } = replica;
    const there = new Map((await peer.shifts()).map(({ shift, digest }) => [shift, digest]));
    // What the van carries goes up even when the hub has forgotten the shift (it came back from a backup).
    const shifts = new Set([...there.keys(), ...journals.shiftsAdmitting(replica.key.id, replica.hub.id)]);
    for (const shift of shifts) {
      const here = await shiftDigest(journals, shift);
      if (here === there.get(shift) && isHome(shift)) continue;
      const before = JSON.stringify(journals.heads(shift));
      const result = await exchange(replica, peer, shift);
      if (JSON.stringify(journals.heads(shift)) !== before) changed?.(shift);
      if (result.refused.length > 0) refused?.(result.refused);
    }
  }

  /** Whether all of a shift's facts and attachments are here, and the hub has given its word for them. */
  function isHome(shift: ShiftId): boolean {
    const { journals } = replica;
    const saved = savedBy(journals.acknowledgements(shift));
    const heads = Object.entries(journals.heads(shift)) as [JournalId, Head][];
    return journals.missing(shift).length === 0 && heads.every(([journal, { seq }]) => saved({ journal, seq }).hub);
  }

  return keepTrying({
    attempt,
    rest: milliseconds(10_000),
    least: milliseconds(1_000),
    most: milliseconds(60_000),
    random,
    wait,
    ...(outcome && { outcome })
  });
}
