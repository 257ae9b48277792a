import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { World, WorldChange } from './world.ts';

/** What the demo tells hub and van, and what they tell it: never over the network, for the network can be cut. */
export type ToChild = { world: World };
export type FromChild = { ready: string } | { failed: string } | { change: WorldChange };

export interface Program {
  /**
   * The origin, once it answers.
   *
   * @throws with the program's own words when it ends before that.
   */
  ready: Promise<string>;
  tell(world: World): void;
  stop(): Promise<void>;
  /** Ends when the process does, whatever the reason. */
  ended: Promise<unknown>;
}

/** Starts hub or van as a process of its own. */
export function startProgram(
  entry: URL,
  args: string[],
  world: World,
  onChange: (change: WorldChange) => void
): Program {
  const child = fork(entry, [...args, '--world', JSON.stringify(world)], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc']
  });
  const ended = once(child, 'exit');
  const ready = new Promise<string>((resolve, reject) => {
    child.on('message', (message: FromChild) => {
      if ('ready' in message) resolve(message.ready);
      else if ('failed' in message) reject(new Error(message.failed));
      else onChange(message.change);
    });
    void ended.then(([code]) => reject(new Error(`${entry.pathname} ended with ${code} before it was ready.`)));
  });
  return { ready, tell: (next) => tell(child, next), stop: () => stop(child, ended), ended };
}

function tell(child: ChildProcess, world: World) {
  if (child.connected) child.send({ world } satisfies ToChild);
}

/** Asks the process to end, and ends it when it has not in three seconds: Ctrl-C must always work. */
async function stop(child: ChildProcess, ended: Promise<unknown>) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  const impatience = setTimeout(() => child.kill('SIGKILL'), 3000);
  await ended;
  clearTimeout(impatience);
}
