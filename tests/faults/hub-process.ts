import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '#gateway/demo/free-port.ts';
import { CuttingNetwork } from './cutting-network.ts';
import { ProgramProcess } from './program-process.ts';

/** Starts the hub's program without pages: `npm test` runs this before anything is built. */
const script = `
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
  private readonly program = new ProgramProcess();

  async start() {
    if (this.port === 0) {
      this.port = await freePort(0);
      await this.network.lay(this.port);
    }
    const args = ['--input-type=module', '-e', script, join(this.directory, 'data'), this.region, String(this.port)];
    await this.program.start(args, `http://127.0.0.1:${this.port}`);
  }

  kill = () => this.program.kill();

  async remove() {
    await this.kill();
    this.network.remove();
    rmSync(this.directory, { recursive: true, force: true });
  }
}
