import type { FromThread } from './protocol.ts';
import type { Thread } from './threads.ts';

/** A worker of this browser, as the build makes it: below `/courier/`, where the app's own worker answers for it offline. */
export function startBrowserThread(): Thread {
  const worker = new Worker(new URL('./browser-thread.ts', import.meta.url), { type: 'module' });
  return {
    post: (message) => worker.postMessage(message),
    listen(take, failed) {
      worker.onmessage = ({ data }: MessageEvent<FromThread>) => take(data);
      worker.onerror = ({ message }) => failed(new Error(message || 'The planner’s worker did not start.'));
      worker.onmessageerror = () => failed(new Error('The planner’s worker said what cannot be read.'));
    },
    end: () => worker.terminate()
  };
}
