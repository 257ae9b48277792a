import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parseArgs } from 'node:util';
import { momentOf } from '../region/conditional.ts';
import { openRegion, readPackFile } from '../region/open.ts';
import { RegionError } from '../region/region-error.ts';
import type { MetricOptions } from '../roads/metric.ts';
import { usualLimits, type OsrmLimits } from './answer-request.ts';
import { createRegionServer } from './serve.ts';

interface Streams {
  readonly stdout: { write(text: string): unknown };
  readonly stderr: { write(text: string): unknown };
}

const help = `Usage: raitti region serve DIR [OPTIONS]

Answers OSRM's HTTP API from the region pack in DIR, for any OSRM client:
/nearest, /route, /table and /match/v1/driving/LONGITUDE,LATITUDE;…?OPTION=VALUE&…
and byte ranges of its map under /map.pmtiles. Nothing of a question is kept.

  --host ADDRESS         the address to listen on (127.0.0.1)
  --port N               the port (5000)
  --profile NAME         raitti, with Finnish rules for a van, or osrm-car, as OSRM (raitti)
  --date YYYY-MM-DD      the day, for winter limits and what is shut at times (no season)
  --max-viaroute-size N  positions of a route (${usualLimits.viaroute})
  --max-table-size N     positions of a square table (${usualLimits.table})
  --max-matching-size N  places of a trace (${usualLimits.matching})
  --max-nearest-size N   places near a position (${usualLimits.nearest})
  --max-alternatives N   other ways of a route (${usualLimits.alternatives})
  --help                 this text

Ctrl-C stops.
`;

interface Asked {
  readonly directory: string;
  readonly host: string;
  readonly port: number;
  readonly conditions: MetricOptions;
  readonly limits: OsrmLimits;
}

/**
 * `raitti region serve`: 0 when it was stopped, 1 when it failed, 2 when it was asked wrongly.
 * @param stop ends the server; a signal of the system's when left out
 */
export async function serveCommand(args: string[], io: Streams, stop?: AbortSignal): Promise<0 | 1 | 2> {
  let asked;
  try {
    asked = read(args);
  } catch (error) {
    io.stderr.write(`${(error as Error).message}\n\n${help}`);
    return 2;
  }
  if (!asked) {
    io.stdout.write(help);
    return 0;
  }
  try {
    const region = await openRegion(asked.directory);
    region.router.recustomize(asked.conditions);
    const server = createRegionServer(region, asked.limits, (error) =>
      io.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
    );
    // What the server holds open is of this pack only if no build came between.
    await readPackFile(region.directory, region.manifest, 'map.pmtiles');
    await once(server.listen(asked.port, asked.host), 'listening');
    // Until here there is nothing to end well: the system's own way of stopping a program is the fastest.
    const told = stop ?? toldToStop();
    const { address, port, family } = server.address() as AddressInfo;
    const host = family === 'IPv6' ? `[${address}]` : address;
    io.stdout.write(`${region.manifest.name} answers on http://${host}:${port}\n`);
    if (!told.aborted) await once(told, 'abort');
    await close(server);
    return 0;
  } catch (error) {
    io.stderr.write(`${sentenceOf(error, asked)}\n`);
    return 1;
  }
}

/** How long those who are in the middle of a question or an answer are waited for; milliseconds. */
const patience = 1000;

/** Answers what is being asked, for a short while: a client that reads slowly, or never ends its question, holds nobody up. */
async function close(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  const late = setTimeout(() => server.closeAllConnections(), patience);
  await closed;
  clearTimeout(late);
}

function read(args: string[]): Asked | null {
  const number = (usual: number) => ({ type: 'string', default: String(usual) }) as const;
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      host: { type: 'string', default: '127.0.0.1' },
      port: number(5000),
      profile: { type: 'string', default: 'raitti' },
      date: { type: 'string' },
      'max-viaroute-size': number(usualLimits.viaroute),
      'max-table-size': number(usualLimits.table),
      'max-matching-size': number(usualLimits.matching),
      'max-nearest-size': number(usualLimits.nearest),
      'max-alternatives': number(usualLimits.alternatives),
      help: { type: 'boolean', short: 'h' }
    }
  });
  if (values.help) return null;
  const [directory, ...more] = positionals;
  if (!directory || more.length > 0) throw new Error('Give one region pack.');
  const { profile, date } = values;
  if (profile !== 'raitti' && profile !== 'osrm-car') throw new Error('--profile is raitti or osrm-car.');
  if (date !== undefined && !momentOf(date))
    throw new Error('--date is a day of the calendar, written YYYY-MM-DD or YYYY-MM-DDTHH:MM.');
  const numberOf = (
    flag: 'port' | `max-${'viaroute' | 'table' | 'matching' | 'nearest'}-size` | 'max-alternatives',
    largest: number
  ) => {
    const text = values[flag];
    if (/^\d{1,9}$/.test(text) && Number(text) <= largest) return Number(text);
    throw new Error(`--${flag} takes a number from 0 to ${largest}.`);
  };
  return {
    directory,
    host: values.host,
    port: numberOf('port', 65_535),
    conditions: { profile, ...(date !== undefined && { date }) },
    limits: {
      viaroute: numberOf('max-viaroute-size', 100_000),
      table: numberOf('max-table-size', 10_000),
      matching: numberOf('max-matching-size', 100_000),
      nearest: numberOf('max-nearest-size', 100_000),
      alternatives: numberOf('max-alternatives', 100)
    }
  };
}

function sentenceOf(error: unknown, { host, port }: Asked): string {
  if (error instanceof RegionError) return error.message;
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE') return `Port ${port} is in use. Choose another with --port N.`;
  return `${host}, port ${port}, cannot be listened on (${code}). Choose others with --host and --port.`;
}

function toldToStop(): AbortSignal {
  const told = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => told.abort());
  return told.signal;
}
