import { searchThread } from './search-thread.ts';

/* A worker of a browser that searches. */

// eslint-disable-next-line no-restricted-properties -- a thread begins here: nobody could pass it a clock
const now = () => performance.now();

/** A message to oneself comes after those that wait already, and sooner than any timer. */
const { port1, port2 } = new MessageChannel();
const giveWay = () =>
  new Promise<void>((resolve) => {
    port1.onmessage = () => resolve();
    port2.postMessage(undefined);
  });

const take = searchThread((message) => postMessage(message), now, undefined, giveWay);
addEventListener('message', ({ data }: MessageEvent) => take(data));
postMessage({ say: 'ready' });
