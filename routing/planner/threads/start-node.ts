import { Worker } from 'node:worker_threads';
import type { FromThread } from './protocol.ts';
import type { Thread } from './threads.ts';

/**
 * A worker thread of this Node.
 * @param options.mayBeLeft a program that is done with everything else does not wait for it
 */
export function startNodeThread({ mayBeLeft = false } = {}): Thread {
  const worker = new Worker(new URL('./node-thread.ts', import.meta.url));
  if (mayBeLeft) worker.unref();
  return {
    post: (message) => worker.postMessage(message),
    listen(take, failed) {
      worker.on('message', (message: FromThread) => take(message));
      worker.once('error', failed);
      worker.once('exit', () => failed(new Error('The planner ended without a plan.')));
    },
    end: () => void worker.terminate()
  };
}
