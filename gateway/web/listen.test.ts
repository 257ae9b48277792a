import { once } from 'node:events';
import { request } from 'node:http';
import { Hono } from 'hono';
import { expect, test } from 'vitest';
import { listen, ListenError } from './listen.ts';

test.each([[[]], [[async (_c: unknown, next: () => Promise<void>) => next()]]])(
  'TRACE is refused and troubles nobody, with and without the demo’s cables',
  async (middleware) => {
    const app = new Hono()
      .get('/', (c) => c.text('here'))
      .onError((error) => {
        throw error;
      });
    const server = await listen(app, { host: '127.0.0.1', port: 0, middleware });
    const asked = request(server.origin, { method: 'TRACE' }).end();
    const [answer] = await once(asked, 'response');
    answer.resume();
    expect(answer.statusCode).toBe(405);
    expect(await (await fetch(server.origin)).text()).toBe('here');
    await server.stop();
  }
);

test('a host that is not this machine is blamed by its name, a taken port by its number', async () => {
  await expect(listen(new Hono(), { host: '192.0.2.1', port: 0 })).rejects.toThrow(/^192\.0\.2\.1 .*--host/);
  const server = await listen(new Hono(), { host: '127.0.0.1', port: 0 });
  const port = Number(new URL(server.origin).port);
  const other = listen(new Hono(), { host: '127.0.0.1', port });
  await expect(other).rejects.toBeInstanceOf(ListenError);
  await expect(other).rejects.toThrow(`Port ${port} is taken`);
  await server.stop();
});
