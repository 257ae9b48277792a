import { searchThread } from './search-thread.ts';

/* A worker of a browser that searches. */

// eslint-disable-next-line no-restricted-properties -- a thread begins here: nobody could pass it a clock
const now = () => performance.now();
const take = searchThread((message) => postMessage(message), now);
addEventListener('message', ({ data }: MessageEvent) => take(data));
postMessage({ say: 'ready' });
