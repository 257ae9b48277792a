import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { Hono, type MiddlewareHandler } from 'hono';

export interface ListenOptions {
  host: string;
  /** 0: any free one. */
  port: number;
  /** Run before everything else; the demo cuts networks here. */
  middleware?: MiddlewareHandler[];
}

export interface Listening {
  origin: string;
  stop(): Promise<void>;
}

/** The port is not to be had. */
export class ListenError extends Error {
  constructor(host: string, port: number, code: string | undefined) {
    super(
      code === 'EADDRINUSE'
        ? `Port ${port} is taken by another program. Stop that one, or choose another with --port N.`
        : code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND'
          ? `${host} is no address of this machine (${code}). Choose one of its own with --host.`
          : `Port ${port} cannot be listened on (${code}). Choose another with --port N.`
    );
    this.name = 'ListenError';
  }
}

/** Answers HTTP on a port until it is stopped. @throws ListenError */
export async function listen(app: Hono, { host, port, middleware = [] }: ListenOptions): Promise<Listening> {
  const whole = new Hono();
  for (const handler of middleware) whole.use(handler);
  whole.mount('/', app.fetch);
  const { fetch } = middleware.length > 0 ? whole : app;
  const server = createAdaptorServer({
    // No Request of the web platform can have this method, so none of the handlers could answer it.
    fetch: (request, env) => (request.method === 'TRACE' ? new Response(null, { status: 405 }) : fetch(request, env))
  });
  try {
    server.listen(port, host);
    await once(server, 'listening');
  } catch (error) {
    throw new ListenError(host, port, (error as NodeJS.ErrnoException).code);
  }
  const { port: given } = server.address() as AddressInfo;
  return {
    origin: `http://${host.includes(':') ? `[${host}]` : host}:${given}`,
    async stop() {
      const closed = once(server, 'close');
      server.close();
      if ('closeAllConnections' in server) server.closeAllConnections();
      await closed;
    }
  };
}
