import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';

/**
 * The port that a program may listen on at 127.0.0.1, for 0 any free one.
 *
 * @returns null when another program has it.
 */
export async function freePort(port: number): Promise<number | null> {
  const server = createServer();
  try {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  } catch {
    return null;
  } finally {
    server.close();
  }
}

/**
 * A port as a person typed it after a flag.
 *
 * @returns null when it is not a whole number from 0 to 65535.
 */
export function readPort(text: string): number | null {
  return /^\d{1,5}$/.test(text) && Number(text) <= 65_535 ? Number(text) : null;
}
