import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { test as base } from '@playwright/test';
import { freePort } from '#gateway/demo/free-port.ts';
import { buildRegionUnderTest, homesOf, type Home } from './region-under-test.ts';
import { storySetup } from './story-setup.ts';

/*
 * Hub and van as an operator runs them: two processes of the `raitti` command, each with its own data, on a region of
 * real roads. They can be killed without a word and started again where they were.
 */

const root = join(import.meta.dirname, '../..');

/** One of the two programs. */
interface Program {
  origin: string;
  start(): Promise<void>;
  /** As when the power goes: `kill -9`. */
  kill(): Promise<void>;
}

interface Programs {
  hub: Program;
  van: Program;
  /** Where the recipients live. */
  homes: Home[];
  /** The hub's database and the van's, to look into once they are stopped. */
  databases: { hub: string; van: string };
  hubKey: JsonWebKey;
}

export const test = base.extend<{ programs: Programs }>({
  // Playwright reads from the pattern which other fixtures are needed: none.
  // eslint-disable-next-line no-empty-pattern
  programs: async ({}, use) => {
    const directory = mkdtempSync(join(tmpdir(), 'raitti-story-'));
    const running = new Set<ChildProcess>();
    const killAll = () => running.forEach((child) => child.kill('SIGKILL'));
    process.once('exit', killAll);
    try {
      await use(await startPrograms(directory, running));
    } finally {
      process.off('exit', killAll);
      const ended = [...running].map((child) => once(child, 'exit'));
      killAll();
      await Promise.all(ended);
      rmSync(directory, { recursive: true, force: true });
    }
  }
});

async function startPrograms(directory: string, running: Set<ChildProcess>): Promise<Programs> {
  const [region, hubData, vanData] = ['region', 'hub', 'van'].map((name) => join(directory, name)) as [
    string,
    string,
    string
  ];
  await buildRegionUnderTest(region);
  const [depot, kitchen, pharmacy, stop, ...homes] = await homesOf(region, 16);
  const [hubPort, vanPort] = [await freePort(0), await freePort(0)];
  const [hubOrigin, vanOrigin] = [`http://127.0.0.1:${hubPort}`, `http://127.0.0.1:${vanPort}`];

  const setUpFile = join(directory, 'set-up.json');
  const setup = storySetup({ depot: depot!, kitchen: kitchen!, pharmacy: pharmacy!, stop: stop!, vanOrigin });
  writeFileSync(setUpFile, JSON.stringify(setup));
  const hubArguments = ['--data', hubData, '--region', region];
  await run(['hub', 'set-up', setUpFile, ...hubArguments]);
  const hubKey = await enrolVan(hubArguments, vanData);

  const hub = program(['hub', ...hubArguments, '--port', String(hubPort)], hubOrigin, running);
  const van = program(['van', '--hub', hubOrigin, '--data', vanData, '--port', String(vanPort)], vanOrigin, running);
  await Promise.all([hub.start(), van.start()]);
  const databases = { hub: join(hubData, 'hub.db'), van: join(vanData, 'van.sqlite') };
  return { hub, van, homes, databases, hubKey };
}

/** What an operator does at the desk before the van's first day: the hub learns the van's key, the van the hub's. */
async function enrolVan(hubArguments: string[], vanData: string): Promise<JsonWebKey> {
  mkdirSync(vanData);
  const keyFile = join(vanData, 'public-key.json');
  writeFileSync(keyFile, await run(['van', 'key', '--data', vanData]));
  const enrolment = await run(['hub', 'enrol-van', 'raitti', 'van-1', keyFile, ...hubArguments]);
  writeFileSync(join(vanData, 'enrolment.json'), enrolment);
  return (JSON.parse(enrolment) as { hubKey: JsonWebKey }).hubKey;
}

function program(args: string[], origin: string, running: Set<ChildProcess>): Program {
  let child: ChildProcess | null = null;
  return {
    origin,
    async start() {
      const started = spawn(process.execPath, ['gateway/main.ts', ...args], {
        cwd: root,
        stdio: ['ignore', 'ignore', 'pipe']
      });
      child = started;
      running.add(started);
      let said = '';
      started.stderr.on('data', (part) => (said += String(part)));
      started.once('exit', () => running.delete(started));
      while (!(await answers(origin)))
        if (started.exitCode !== null || started.signalCode !== null)
          throw new Error(`raitti ${args[0]} ended before it answered:\n${said}`);
    },
    async kill() {
      if (!child) return;
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    }
  };
}

async function answers(origin: string): Promise<boolean> {
  try {
    return (await fetch(`${origin}/healthz`)).ok;
  } catch {
    await new Promise((resolve) => setTimeout(resolve, 100));
    return false;
  }
}

/** Runs a command to its end. @returns what it printed. @throws what it complained of. */
/** @returns what a command printed. */
async function run(args: string[]): Promise<string> {
  const child = spawn(process.execPath, ['gateway/main.ts', ...args], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = once(child, 'exit') as Promise<[number | null]>;
  const [printed, said, [code]] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  if (code !== 0) throw new Error(`raitti ${args[0]} ended with ${code}:\n${said}`);
  return printed;
}
