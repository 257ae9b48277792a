import { parentPort, receiveMessageOnPort } from 'node:worker_threads';
import type { ToThread } from './protocol.ts';
import { searchThread } from './search-thread.ts';

/* A worker thread of Node that searches. */

const port = parentPort!;
// eslint-disable-next-line no-restricted-properties -- a thread begins here: nobody could pass it a clock
const now = () => performance.now();
port.on(
  'message',
  searchThread(
    (message) => port.postMessage(message),
    now,
    () => receiveMessageOnPort(port)?.message as ToThread | undefined
  )
);
port.postMessage({ say: 'ready' });
