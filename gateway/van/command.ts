import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { instant, milliseconds, type Clock } from '#domain/units.ts';
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

type Streams = Pick<NodeJS.Process, 'stdout' | 'stderr'>;

interface VanArguments {
  hub: string;
  port: number;
  host: string;
  data: string;
  publicOrigin: string | null;
  servicePoint: string | null;
  wifi: 'at_stops' | 'always';
}

/** `raitti van`: runs until it is told to stop. */
export async function vanCommand(args: string[], io: Streams): Promise<0 | 1 | 2> {
  if (args[0] === 'key') return vanKeyCommand(args.slice(1), io);
  const asked = readArguments(args);
  if (asked === 'help') {
    io.stdout.write(help);
    return 0;
  }
  if (typeof asked === 'string') {
    io.stderr.write(`${asked}\n\n${help}`);
    return 2;
  }
  try {
    const van = await startVan({
      host: asked.host,
      port: asked.port,
      dataDirectory: asked.data,
      hubOrigin: asked.hub,
      wifi: asked.wifi,
      clock: machineClock,
      boot: readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim(),
      fetch,
      site: await openSite(join(import.meta.dirname, '../../build')),
      ...(asked.publicOrigin && { publicOrigin: asked.publicOrigin }),
      ...(asked.servicePoint && { servicePoint: readServicePoint(asked.servicePoint) })
    });
    io.stdout.write(`The van answers at ${van.origin}/portal. Ctrl-C stops it.\n`);
    await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
    await van.stop();
    return 0;
  } catch (error) {
    io.stderr.write(`${(error as Error).message}\n`);
    return 1;
  }
}

function readArguments(args: string[]): VanArguments | 'help' | string {
  try {
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
    if (values.help) return 'help';
    if (values.hub === undefined) return 'The van needs to know its hub: --hub ORIGIN';
    const hub = originFrom(values.hub);
    const publicOrigin = values.public === undefined ? null : originFrom(values.public);
    if (!hub) return '--hub takes an origin, such as https://hub.example.fi';
    if (values.public !== undefined && !publicOrigin)
      return '--public takes an origin, such as https://van-17.example.fi';
    if (!/^\d{1,5}$/.test(values.port) || Number(values.port) > 65_535) return '--port takes a number from 0 to 65535.';
    if (values.wifi !== 'at_stops' && values.wifi !== 'always') return '--wifi takes at_stops or always.';
    return {
      hub,
      port: Number(values.port),
      host: values.host,
      data: values.data,
      publicOrigin,
      servicePoint: values['service-point'] ?? null,
      wifi: values.wifi
    };
  } catch (error) {
    return (error as Error).message;
  }
}

/** An origin without a path, or null. */
function originFrom(text: string): string | null {
  const url = URL.parse(text);
  return url && /^https?:$/.test(url.protocol) && url.pathname === '/' && !url.search ? url.origin : null;
}

/** On Linux `hrtime` counts from the boot, so it goes together with the boot's name. */
const machineClock: Clock = {
  now: () => instant(Date.now()),
  monotonic: () => milliseconds(Number(process.hrtime.bigint() / 1_000_000n))
};
