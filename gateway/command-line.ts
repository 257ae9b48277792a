/** Where a command says what it has to say. */
export type Streams = Pick<NodeJS.Process, 'stdout' | 'stderr'>;

/** 0 done, 1 failed, 2 asked wrongly. */
export type ExitCode = 0 | 1 | 2;

interface Asking<Asked> {
  help: string;
  /** Reads the arguments; null when only help is wanted. @throws saying what is wrong with the question. */
  read(): Asked | null;
  /** @throws saying what went wrong. */
  perform(asked: Asked): Promise<void>;
}

/** Does what was asked, or says on the right stream why not. */
export async function obey<Asked>(io: Streams, { help, read, perform }: Asking<Asked>): Promise<ExitCode> {
  let asked;
  try {
    asked = read();
  } catch (error) {
    io.stderr.write(`${(error as Error).message}\n\n${help}`);
    return 2;
  }
  if (asked === null) {
    io.stdout.write(help);
    return 0;
  }
  try {
    await perform(asked);
    return 0;
  } catch (error) {
    io.stderr.write(`${sentenceOf(error as Error)}\n`);
    return 1;
  }
}

/** What the system says of a file, in words for whoever typed its name. */
function sentenceOf(error: Error): string {
  const { code, path } = error as NodeJS.ErrnoException;
  const said = code === undefined ? undefined : sentences[code];
  return said && path ? `${path} ${said}` : error.message;
}

const sentences: Record<string, string> = {
  ENOENT: 'is not there. Check the name.',
  EACCES: 'is closed to this user. Check the rights to it, or choose another place.',
  EPERM: 'is closed to this user. Check the rights to it, or choose another place.',
  EROFS: 'is on a disk that cannot be written. Choose another place.',
  EEXIST: 'is a file where a folder is wanted. Choose another place.',
  ENOTDIR: 'would lie within a file. Choose another place.',
  ENOSPC: 'is on a disk that is full. Make room, or choose another place.'
};

/** A port as a person typed it after a flag; 0 takes any free one. @throws when it is none. */
export function readPort(flag: string, text: string): number {
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535) throw new Error(`${flag} takes a number from 0 to 65535.`);
  return Number(text);
}

/** An origin as a person typed it after a flag. @throws when it is none. */
export function readOrigin(flag: string, text: string, example: string): string {
  const url = URL.parse(text);
  if (url && /^https?:$/.test(url.protocol) && url.pathname === '/' && !url.search) return url.origin;
  throw new Error(`${flag} takes an origin, such as ${example}`);
}

/** Resolves when a person or the system stops the program. */
export const toldToStop = (): Promise<void> =>
  new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
