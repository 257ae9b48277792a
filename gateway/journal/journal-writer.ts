import type { Replica } from '#domain/replication.ts';
import { createWriter, queue, type Writer } from '#domain/writing.ts';

/**
 * The hub's or the van's own hand. One for each program: two hands with one key would fork the journal.
 *
 * @param boot the machine's boot, such as `/proc/sys/kernel/random/boot_id`.
 */
export const journalWriter = (replica: Replica, boot: string): Writer =>
  createWriter({ replica, boot, courier: null, lock: queue() });
