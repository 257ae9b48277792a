import type { KeyId, ShiftId } from './fact.ts';
import { journalOf } from './fact.ts';
import type { Journals } from './journals.ts';
import type { OpenedFact, PublicKey, ReplicaRole } from './signing.ts';
import { keyIdOf } from './signing.ts';
import { readBody } from './vocabulary.ts';

/** The hub's key, which every device is given when it is enrolled. */
export interface HubKey {
  id: KeyId;
  publicKey: PublicKey;
}

/** Whose signatures count in a shift: the hub's, and those of the devices that the hub admitted. */
export interface Keyring {
  keyOf(id: KeyId): PublicKey | null;
  /** A spare tablet speaks as a tablet. */
  roleOf(id: KeyId): ReplicaRole | null;
}

/** The keyring as the stored part of the hub's journal has it. */
export async function keyringOf(journals: Journals, hub: HubKey, shift: ShiftId): Promise<Keyring> {
  return readKeyring(hub, await journals.ofType(journalOf(shift, hub.id), 'device.admitted'));
}

/** @param admissions facts of the hub's journal; those of other types or writers are passed over. */
export async function readKeyring(hub: HubKey, admissions: OpenedFact[]): Promise<Keyring> {
  const devices = new Map<KeyId, { key: PublicKey; role: ReplicaRole }>();
  for (const { fact } of admissions) {
    if (fact.type !== 'device.admitted' || !fact.journal.endsWith(`.${hub.id}`)) continue;
    const body = readBody('device.admitted', fact.body);
    if (!body || (await keyIdOf(body.key)) !== body.device) continue;
    devices.set(body.device, { key: body.key, role: body.role === 'van' ? 'van' : 'tablet' });
  }
  return {
    keyOf: (id) => (id === hub.id ? hub.publicKey : (devices.get(id)?.key ?? null)),
    roleOf: (id) => (id === hub.id ? 'hub' : (devices.get(id)?.role ?? null))
  };
}
