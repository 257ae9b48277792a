#!/usr/bin/env node
import type { ExitCode, Streams } from './command-line.ts';
import { demoCommand } from './demo/command.ts';
import { hubCommand } from './hub/command.ts';
import { planCommand } from '#routing/planner/command.ts';
import { regionCommand } from '#routing/region/command.ts';
import { vanCommand } from './van/command.ts';

/** A command reads its arguments and streams and says how it went. */
type Command = (args: string[], io: Streams & Pick<NodeJS.Process, 'stdin'>) => Promise<ExitCode>;

const commands: Record<string, Command> = {
  demo: demoCommand,
  hub: hubCommand,
  van: vanCommand,
  region: regionCommand,
  plan: (args, io) => planCommand(args, io, { fetch, now: () => performance.now() })
};

const help = `Usage: raitti COMMAND [OPTIONS]

  demo            hub and van on this machine, with an invented municipality
  hub             the server: consoles, courier app, planning, evidence
  hub set-up      writes an operator's settings into the hub
  hub enrol-van   takes a van into use: prints what it needs to speak to the hub
  van             the computer in the van: portal and relay
  van key         prints the van's public key, for hub enrol-van
  region build    a map file (OSM PBF) becomes a region pack
  region info     what a region pack holds
  region serve    OSRM's HTTP API and the map of a region pack
  plan            a VROOM problem becomes a VROOM solution

raitti COMMAND --help tells more of each.
`;

const [name = 'help', ...args] = process.argv.slice(2);
const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
if (command) process.exitCode = await command(args, process);
else if (['help', '--help', '-h'].includes(name)) process.stdout.write(help);
else {
  process.stderr.write(`There is no command "${name}".\n\n${help}`);
  process.exitCode = 2;
}
