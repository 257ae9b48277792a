import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { instant, milliseconds, type Clock } from '#domain/units.ts';
import { obey, readOrigin, readPort, toldToStop, type ExitCode, type Streams } from '../command-line.ts';
import { openSite } from '../web/site.ts';
import { vanKeyCommand } from './key-command.ts';
import { readServicePoint } from './service-point.ts';
import { startVan } from './van.ts';

const help = `Usage: raitti van --hub ORIGIN [OPTIONS]
       raitti van key [--data DIR]

The computer in the van: the residents' portal, and the relay between tablet and hub.
key prints the van's public key, for "raitti hub enrol-van". What that prints belongs in
enrolment.json of the van's data directory; without it the van relays nothing.

  --hub ORIGIN        the hub, such as https://hub.example.fi
  --port N            the port to listen on (8081)
  --host ADDRESS      the address to listen on (127.0.0.1)
  --data DIR          where the state is kept (data/van)
  --public ORIGIN     the van's public name, such as https://van-17.example.fi
  --service-point F   settings of the e-service point (JSON); who runs it, whom to call, its services
  --wifi always       residents' Wi-Fi is open by hand, not at service stops only
  --help              this text

Ctrl-C stops it.
`;

interface VanArguments {
  hubOrigin: string;
  port: number;
  host: string;
  dataDirectory: string;
  publicOrigin: string | null;
  servicePoint: string | null;
  wifi: 'at_stops' | 'always';
}

/** `raitti van`: runs until it is told to stop. */
export async function vanCommand(args: string[], io: Streams): Promise<ExitCode> {
  if (args[0] === 'key') return vanKeyCommand(args.slice(1), io);
  return obey(io, { help, read: () => readArguments(args), perform: (asked) => serve(asked, io) });
}

async function serve({ publicOrigin, servicePoint, ...asked }: VanArguments, io: Streams) {
  const van = await startVan({
    ...asked,
    clock: machineClock,
    boot: bootOfMachine(),
    fetch,
    site: await openSite(join(import.meta.dirname, '../../build')),
    ...(publicOrigin && { publicOrigin }),
    ...(servicePoint && { servicePoint: readServicePoint(servicePoint) })
  });
  io.stdout.write(`The van answers at ${van.origin}/portal. Ctrl-C stops it.\n`);
  await toldToStop();
  await van.stop();
}

function readArguments(args: string[]): VanArguments | null {
  const { values } = parseArgs({
    args,
    options: {
      hub: { type: 'string' },
      port: { type: 'string', default: '8081' },
      host: { type: 'string', default: '127.0.0.1' },
      data: { type: 'string', default: 'data/van' },
      public: { type: 'string' },
      'service-point': { type: 'string' },
      wifi: { type: 'string', default: 'at_stops' },
      help: { type: 'boolean', default: false }
    }
  });
  const { hub, host, data, wifi } = values;
  if (values.help) return null;
  if (hub === undefined) throw new Error('The van needs to know its hub: --hub ORIGIN');
  if (wifi !== 'at_stops' && wifi !== 'always') throw new Error('--wifi takes at_stops or always.');
  return {
    hubOrigin: readOrigin('--hub', hub, 'https://hub.example.fi'),
    port: readPort('--port', values.port),
    host,
    dataDirectory: data,
    publicOrigin:
      values.public === undefined ? null : readOrigin('--public', values.public, 'https://van-17.example.fi'),
    servicePoint: values['service-point'] ?? null,
    wifi
  };
}

/** On Linux `hrtime` counts from the boot, so it goes together with the boot's name. */
const machineClock: Clock = {
  now: () => instant(Date.now()),
  monotonic: () => milliseconds(Number(process.hrtime.bigint() / 1_000_000n))
};

/** Where the system does not name its boots, each start counts as one: no time is compared with an earlier start's. */
function bootOfMachine(): string {
  const file = '/proc/sys/kernel/random/boot_id';
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : randomUUID();
}
