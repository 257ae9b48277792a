import { parseArgs } from 'node:util';
import { buildProgress } from './build-progress.ts';
import { buildRegion } from './build.ts';
import type { PackFile } from './manifest.ts';
import { openRegion, readPackFile } from './open.ts';
import { readPlaces } from './places-file.ts';
import { serveCommand } from '../osrm/serve-command.ts';
import { RegionError } from './region-error.ts';

interface Streams {
  readonly stdout: { write(text: string): unknown };
  readonly stderr: { write(text: string): unknown; readonly isTTY?: boolean };
}

const help = `Usage: raitti region build FILE.osm.pbf --out DIR [--name NAME]
       raitti region info DIR
       raitti region serve DIR [--port N]

  build   makes a region pack from an OpenStreetMap map file: roads to route on,
          a map to draw, places to search for. An old pack in DIR is replaced
          when the new one is whole. A terminal sees how long it takes.
  info    tells what a region pack holds and compares its files with their checksums.
  serve   answers OSRM's HTTP API from a region pack; "raitti region serve --help"
          tells its options.

  --out DIR      where the pack goes
  --name NAME    what people call the region; the file's name when left out
  --help         this text
`;

/** `raitti region`: 0 when done, 1 when it failed, 2 when it was asked wrongly. */
export async function regionCommand(args: string[], io: Streams): Promise<0 | 1 | 2> {
  if (args[0] === 'serve') return serveCommand(args.slice(1), io);
  let asked;
  try {
    asked = parseArgs({
      args,
      allowPositionals: true,
      options: { out: { type: 'string' }, name: { type: 'string' }, help: { type: 'boolean', short: 'h' } }
    });
  } catch (error) {
    return wrongUsage((error as Error).message, io);
  }
  const { values, positionals } = asked;
  if (values.help) {
    io.stdout.write(help);
    return 0;
  }
  const [action, path, ...more] = positionals;
  try {
    if (action === 'build') {
      if (!path || more.length > 0) return wrongUsage('Give one map file.', io);
      if (!values.out) return wrongUsage('Say with --out where the pack goes.', io);
      if (values.name !== undefined && !isName(values.name))
        return wrongUsage('--name takes a name of one line. Leave it out to call the region as the file.', io);
      return await build(path, values.out, values.name, io);
    }
    if (action === 'info') {
      if (!path || more.length > 0) return wrongUsage('Give one region pack.', io);
      return await info(path, io);
    }
  } catch (error) {
    if (!(error instanceof RegionError)) throw error;
    io.stderr.write(`${error.message}\n`);
    return 1;
  }
  return wrongUsage(action ? `There is no "raitti region ${action}".` : 'Say what to do: build, info or serve.', io);
}

/** It is shown to people, on one line. */
const isName = (text: string) => text.trim() !== '' && !/[\p{Cc}\p{Zl}\p{Zp}]/u.test(text);

function wrongUsage(message: string, io: Streams): 2 {
  io.stderr.write(`${message}\n\n${help}`);
  return 2;
}

async function build(file: string, directory: string, name: string | undefined, io: Streams): Promise<0> {
  const progress = buildProgress(io.stderr, () => performance.now() / 1000);
  try {
    const manifest = await buildRegion(file, directory, { name, onProgress: progress.tell });
    progress.clear();
    io.stdout.write(`${directory}: ${manifest.name}, version ${manifest.version}\n`);
    return 0;
  } finally {
    progress.clear();
  }
}

async function info(path: string, io: Streams): Promise<0> {
  const { directory, manifest, graph } = await openRegion(path);
  const kilometres = graph.edgeLength.reduce((sum, length) => sum + length, 0) / 10_000;
  const { west, south, east, north } = manifest.bounds;
  const { mapped, broken } = manifest.turnRestrictions;
  const lines = [
    ['name', manifest.name],
    ['version', manifest.version],
    ['invented', manifest.invented ? 'yes' : 'no'],
    ['attribution', manifest.attribution],
    ['bounds', `${west},${south},${east},${north}`],
    ['roads', `${Math.round(kilometres)} km, ${graph.nodeCount} junctions and ends, ${graph.edgeCount} stretches`],
    ['turns', `${mapped} restrictions, of which ${broken} left out: they name no turn between roads for vans`]
  ];
  for (const name of Object.keys(manifest.files) as PackFile[]) {
    const content = await readPackFile(directory, manifest, name);
    if (name === 'places.json') lines.push(['places', String(readPlaces(content).length)]);
    lines.push([name, `${content.length} bytes, checksum right`]);
  }
  io.stdout.write(lines.map(([word, value]) => `${word!.padEnd(13)}${value}\n`).join(''));
  return 0;
}
