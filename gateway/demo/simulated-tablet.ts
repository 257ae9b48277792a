import { randomBytes, randomUUID } from 'node:crypto';
import type { CourierId, ShiftId } from '#domain/fact.ts';
import { httpPeer } from '#domain/http-peer.ts';
import { MemoryJournals } from '#domain/memory-journals.ts';
import { exchange, type Peer, type Replica } from '#domain/replication.ts';
import {
  createWrappingKey,
  ivLength,
  sealJson,
  unsealJson,
  unwrapShiftKey,
  type SealedAttachment,
  type ShiftKey
} from '#domain/sealing.ts';
import { createSigningKey, keyIdOf, type PublicKey } from '#domain/signing.ts';
import type { Clock } from '#domain/units.ts';
import { createWriter, queue, type Writer } from '#domain/writing.ts';

/** A tablet without a screen: enrolled, and speaking the real protocol, so that what it leaves behind is real. */
export interface SimulatedTablet {
  shift: ShiftId;
  replica: Omit<Replica, 'journals'> & { journals: MemoryJournals };
  write: Writer['write'];
  seal(content: unknown): Promise<SealedAttachment>;
  unseal(attachment: string): Promise<unknown>;
  /** Talks with the van, or with the hub over any internet, until neither has news. */
  exchangeWith(role: 'van' | 'hub', origin: string): Promise<void>;
}

interface Enrolled {
  token: string;
  hub: PublicKey;
  shift: ShiftId;
  courier: { id: CourierId };
}

/**
 * Takes a tablet into use as the courier's app does.
 *
 * @param session the courier's session token at the hub.
 * @throws when the hub refuses.
 */
export async function enrolTablet(hubOrigin: string, session: string, clock: Clock): Promise<SimulatedTablet> {
  const key = await createSigningKey({ extractable: false });
  const wrapping = await createWrappingKey();
  const enrolled = await ask<Enrolled>(`${hubOrigin}/api/courier/enrol`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie: `raitti_session=${session}`, origin: hubOrigin },
    body: JSON.stringify({ signingKey: key.publicKey, wrappingKey: wrapping.publicKey })
  });
  const { shift, token, hub, courier } = enrolled;
  const { key: wrapped } = await ask<{ key: string }>(`${hubOrigin}/api/shifts/${shift}/key`, {
    headers: { authorization: `Bearer ${token}` }
  });
  const shiftKey = await unwrapShiftKey(wrapped, wrapping.privateKey);
  const journals = new MemoryJournals();
  const replica = { role: 'tablet' as const, key, hub: { id: await keyIdOf(hub), publicKey: hub }, journals, clock };
  const writer = createWriter({ replica, boot: randomUUID(), courier: courier.id, lock: queue() });
  const peer = (role: 'van' | 'hub', origin: string): Peer =>
    httpPeer({ role, origin, token, fetch, signal: () => AbortSignal.timeout(10_000) });
  return {
    shift,
    replica,
    write: writer.write,
    seal: (content) => sealJson(shiftKey, content, randomBytes(ivLength)),
    unseal: (attachment) => open(shiftKey, journals, attachment),
    async exchangeWith(role, origin) {
      await exchange(replica, peer(role, origin), shift);
    }
  };
}

async function open(key: ShiftKey, journals: MemoryJournals, attachment: string): Promise<unknown> {
  const bytes = journals.attachment(attachment as SealedAttachment['hash']);
  return bytes ? unsealJson(key, bytes) : null;
}

async function ask<Answer>(address: string, request: RequestInit): Promise<Answer> {
  const response = await fetch(address, request);
  if (!response.ok)
    throw new Error(`The hub refused ${new URL(address).pathname}: ${response.status} ${await response.text()}`);
  return (await response.json()) as Answer;
}
