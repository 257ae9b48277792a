import { bodyLimit } from 'hono/body-limit';
import { RequestError } from './problem.ts';

/** Refuses a body of more than `bytes` before it is read: 413. */
export const limitBody = (bytes: number) =>
  bodyLimit({
    maxSize: bytes,
    onError: () => {
      throw new RequestError(413, 'too_large', `The request is larger than ${bytes} bytes. Send it in smaller parts.`);
    }
  });
