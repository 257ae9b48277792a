import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context } from 'hono';

/** The address of the phone that asks. */
export type AddressOf = (c: Context) => string;

/** From the socket, never from a header: a phone could write there what it likes. */
export const socketAddress: AddressOf = (c) => plainAddress(getConnInfo(c).remote.address ?? '');

/** An IPv4 address as IPv4, also when an IPv6 socket heard it. */
export const plainAddress = (address: string) => address.replace(/^::ffff:(?=\d+\.)/, '');
