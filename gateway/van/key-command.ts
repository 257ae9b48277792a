import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { keyFromFile } from '../journal/key-file.ts';

const help = `Usage: raitti van key [--data DIR]

Prints the van's public key (JSON), by which the hub takes the van into use:
raitti hub enrol-van. The key is made when there is none; its private half stays in
the van's own file.

  --data DIR   where the van keeps its state (data/van)
  --help       this text
`;

type Streams = Pick<NodeJS.Process, 'stdout' | 'stderr'>;

/** `raitti van key`: what an operator carries from the van to the hub. It is no secret. */
export async function vanKeyCommand(args: string[], io: Streams): Promise<0 | 1 | 2> {
  let data;
  try {
    const { values } = parseArgs({
      args,
      options: { data: { type: 'string', default: 'data/van' }, help: { type: 'boolean', default: false } }
    });
    if (values.help) {
      io.stdout.write(help);
      return 0;
    }
    data = values.data;
  } catch (error) {
    io.stderr.write(`${(error as Error).message}\n\n${help}`);
    return 2;
  }
  try {
    mkdirSync(data, { recursive: true });
    const { publicKey } = await keyFromFile(join(data, 'van-key.json'));
    io.stdout.write(`${JSON.stringify(publicKey)}\n`);
    return 0;
  } catch (error) {
    io.stderr.write(`${(error as Error).message}\n`);
    return 1;
  }
}
