import type { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { createOsrmClient } from './client.ts';
import { answering, home, nearHome, refused, send } from './osrm-server.fixture.ts';

describe('a dropped socket', () => {
  test('is not noticed, when the server drops each after 512 questions as OSRM does', async () => {
    let drops = 0;
    const { client, asked } = await answering((request, response, before) => {
      if (before < 512) return send(response, 200, nearHome);
      drops++;
      request.socket.resetAndDestroy();
    });
    const osrm = client();
    for (let question = 0; question < 1100; question++)
      expect((await osrm.nearest([home])).waypoints[0]!.name).toBe('Kotitie');
    expect(drops).toBeGreaterThan(0);
    expect(asked).toHaveLength(1100 + drops);
  });

  test.each<[string, (response: ServerResponse) => void]>([
    ['before the answer', (response) => response.socket!.resetAndDestroy()],
    ['closed before the answer', (response) => response.socket!.destroy()],
    [
      'in the middle of the answer',
      (response) => {
        response.writeHead(200, { 'content-length': 1000 });
        response.write('{"code":"Ok",', () => response.socket!.destroy());
      }
    ]
  ])('%s is asked once more, not twice', async (_, drop) => {
    let drops = 1;
    const { client, asked } = await answering((_request, response) =>
      drops-- > 0 ? drop(response) : send(response, 200, nearHome)
    );
    await client().nearest([home]);
    expect(asked).toEqual([asked[0], asked[0]]);
    asked.length = 0;
    drops = 9;
    expect(await refused(client().nearest([home]))).toMatchObject({ code: 'NoAnswer' });
    expect(asked).toHaveLength(2);
  });

  test('a server that is not there is not asked again', async () => {
    const { url, close } = await answering(() => undefined);
    await close();
    let calls = 0;
    const counted: typeof fetch = (...args) => (calls++, fetch(...args));
    const osrm = createOsrmClient({ url, fetch: counted, patience: () => AbortSignal.timeout(5000) });
    const error = await refused(osrm.nearest([home]));
    expect(error).toMatchObject({ code: 'NoAnswer', message: expect.stringContaining('ECONNREFUSED') });
    expect(calls).toBe(1);
  });
});

describe('a slow answer', () => {
  test('ends with the patience, and is not asked again', async () => {
    const { client, asked } = await answering(() => undefined);
    const error = await refused(client({ patience: () => AbortSignal.timeout(50) }).nearest([home]));
    expect(error).toMatchObject({ code: 'NoAnswer', message: expect.stringContaining('in time') });
    expect(asked).toHaveLength(1);
  });

  test('ends when it stops half way', async () => {
    const { client } = await answering((_, response) => {
      response.writeHead(200);
      response.write('{"code":');
    });
    expect(await refused(client({ patience: () => AbortSignal.timeout(50) }).nearest([home]))).toMatchObject({
      code: 'NoAnswer'
    });
  });

  test('can be aborted, with the reason of whoever aborts, and the server is told', async () => {
    const abort = new AbortController();
    const closed = Promise.withResolvers<void>();
    const { client, asked } = await answering((_, response) => {
      response.on('close', closed.resolve);
      abort.abort(new Error('The dispatcher left.'));
    });
    await expect(client().nearest([home], {}, abort.signal)).rejects.toThrow('The dispatcher left.');
    await closed.promise;
    await expect(client().nearest([home], {}, abort.signal)).rejects.toThrow('The dispatcher left.');
    expect(asked).toHaveLength(1);
  });
});

describe('an answer longer than is taken is refused while it comes', () => {
  test.each<[string, (response: ServerResponse) => void]>([
    ['too long', (response) => send(response, 200, `{"code":"Ok","x":"${'x'.repeat(100_000)}"}`)],
    [
      'too long once it is unpacked',
      (response) => {
        response.writeHead(200, { 'content-encoding': 'gzip' });
        response.end(gzipSync(Buffer.alloc(50_000_000, ' ')));
      }
    ],
    [
      'without end',
      (response) => {
        const write = () => response.write('x'.repeat(10_000), (error) => error ?? write());
        write();
      }
    ]
  ])('%s', async (_, answer) => {
    const { client } = await answering((_request, response) => answer(response));
    const error = await refused(client({ largestAnswer: 99_999 }).nearest([home]));
    expect(error).toMatchObject({ code: 'InvalidAnswer', message: expect.stringContaining('99999 bytes') });
  });
});
