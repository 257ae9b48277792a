import { closeSync, openSync, read } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { PackFile } from './manifest.ts';

/** Files of a pack which can be read on when a build has put another pack in their place. */
export interface HeldFiles {
  /** A file's bytes from `first` to `last`, both included. */
  read(name: PackFile, first: number, last: number): ReadableStream<Uint8Array>;
  /** Lets go of the files. */
  close(): void;
}

const readPart = promisify(read);
const pieceBytes = 64 * 1024;

/**
 * @param directory where the files are now
 * @throws what the system says of a file that cannot be opened
 */
export function heldOpen(directory: string, names: readonly PackFile[]): HeldFiles {
  const opened = new Map(names.map((name) => [name, openSync(join(directory, name), 'r')] as const));
  return {
    read(name, first, last) {
      let at = first;
      // A read stream of Node's would close the file for everybody when one reader's connection is cut.
      return new ReadableStream<Uint8Array>({
        async pull(controller) {
          const wanted = Math.min(pieceBytes, last - at + 1);
          const { bytesRead, buffer } = await readPart(opened.get(name)!, Buffer.allocUnsafe(wanted), 0, wanted, at);
          if (bytesRead === 0) throw new Error('A file of the region pack has become shorter.');
          at += bytesRead;
          controller.enqueue(buffer.subarray(0, bytesRead));
          if (at > last) controller.close();
        }
      });
    },
    close: () => opened.forEach((file) => closeSync(file))
  };
}
