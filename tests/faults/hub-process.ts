import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '#gateway/demo/free-port.ts';
import { CuttingNetwork } from './cutting-network.ts';

/** Starts the hub's program without pages: `npm test` runs this before anything is built. */
const program = `
  const { startHub } = await import(${JSON.stringify(join(import.meta.dirname, '../../gateway/hub/hub.ts'))});
  const [dataDirectory, region, port] = process.argv.slice(1);
  const clock = { now: () => Date.now(), monotonic: () => performance.now() };
  await startHub({ dataDirectory, region, clock, site: null, host: '127.0.0.1', port: Number(port), report: console.error });
`;

/** The hub's real program on a disk of its own, to be killed and started again, behind a network that can be cut. */
export class HubProcess {
  readonly directory = mkdtempSync(join(tmpdir(), 'raitti-hub-'));
  readonly region = join(this.directory, 'region');
  readonly network = new CuttingNetwork(/^GET \/region\//);
  private port = 0;
  private child: ChildProcess | null = null;

  async start() {
    if (this.port === 0) {
      this.port = await freePort(0);
      await this.network.lay(this.port);
    }
    const args = ['--input-type=module', '-e', program, join(this.directory, 'data'), this.region, String(this.port)];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'] });
    this.child = child;
    let words = '';
    child.stderr.on('data', (chunk) => (words += String(chunk)));
    for (;;) {
      if (child.exitCode !== null) throw new Error(`The hub ended with ${child.exitCode}: ${words}`);
      const answered = await fetch(`http://127.0.0.1:${this.port}/healthz`).then(
        ({ ok }) => ok,
        () => false
      );
      if (answered) return;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  /** `kill -9`. */
  async kill() {
    const { child } = this;
    this.child = null;
    if (!child || child.exitCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }

  async remove() {
    await this.kill();
    this.network.remove();
    rmSync(this.directory, { recursive: true, force: true });
  }
}
