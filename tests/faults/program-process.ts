import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** One of our programs in a process of its own, to be killed and started again. */
export class ProgramProcess {
  private child: ChildProcess | null = null;

  /**
   * Resolves when the program answers.
   * @param args what Node is started with
   * @param origin where it listens
   */
  async start(args: readonly string[], origin: string) {
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'] });
    this.child = child;
    let words = '';
    child.stderr.on('data', (chunk) => (words += String(chunk)));
    for (;;) {
      if (child.exitCode !== null) throw new Error(`The program ended with ${child.exitCode}: ${words}`);
      const answered = await fetch(`${origin}/healthz`).then(
        ({ ok }) => ok,
        () => false
      );
      if (answered) return;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  /** `kill -9`: as when the process is gone between two instructions. */
  async kill() {
    const { child } = this;
    this.child = null;
    if (!child || child.exitCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
}
