import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';

/**
 * The port that a program may listen on at 127.0.0.1, for 0 any free one.
 *
 * @throws naming the flag that chooses another, when the port is taken.
 */
export async function freePort(port: number, flag = '--port'): Promise<number> {
  const server = createServer();
  try {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  } catch {
    throw new Error(
      `Port ${port} is taken by another program. Stop that one, or choose another port: npm start -- ${flag} N`
    );
  } finally {
    server.close();
  }
}
