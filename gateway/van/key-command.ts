import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { obey, type ExitCode, type Streams } from '../command-line.ts';
import { keyFromFile } from '../journal/key-file.ts';

const help = `Usage: raitti van key [--data DIR]

Prints the van's public key (JSON), by which the hub takes the van into use:
raitti hub enrol-van. The key is made when there is none; its private half stays in
the van's own file.

  --data DIR   where the van keeps its state (data/van)
  --help       this text
`;

/** `raitti van key`: what an operator carries from the van to the hub. It is no secret. */
export const vanKeyCommand = (args: string[], io: Streams): Promise<ExitCode> =>
  obey(io, {
    help,
    read() {
      const { values } = parseArgs({
        args,
        options: { data: { type: 'string', default: 'data/van' }, help: { type: 'boolean', default: false } }
      });
      return values.help ? null : values.data;
    },
    async perform(data) {
      mkdirSync(data, { recursive: true, mode: 0o700 });
      const { publicKey } = await keyFromFile(join(data, 'van-key.json'));
      io.stdout.write(`${JSON.stringify(publicKey)}\n`);
    }
  });
