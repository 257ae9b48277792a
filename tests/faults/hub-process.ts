import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, Socket, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '#gateway/demo/free-port.ts';

/** Starts the hub's program without pages: `npm test` runs this before anything is built. */
const program = `
  const { startHub } = await import(${JSON.stringify(join(import.meta.dirname, '../../gateway/hub/hub.ts'))});
  const [dataDirectory, region, port] = process.argv.slice(1);
  const clock = { now: () => Date.now(), monotonic: () => performance.now() };
  await startHub({ dataDirectory, region, clock, site: null, host: '127.0.0.1', port: Number(port), report: console.error });
`;

/** The hub's real program on a disk of its own, behind a network that counts, delays and cuts. */
export class HubProcess {
  readonly directory = mkdtempSync(join(tmpdir(), 'raitti-hub-'));
  readonly region = join(this.directory, 'region');
  /** Bytes of answers that passed since the hub was first started. */
  sent = 0;
  /** Bytes after which each connection in turn is cut; then they hold. */
  cuts: number[] = [];
  /** Called with each connection's bytes so far. */
  onBytes: (bytes: number) => void = () => undefined;
  origin = '';
  private port = 0;
  private child: ChildProcess | null = null;
  private network: Server | null = null;
  private readonly connections = new Set<Socket>();

  async start() {
    this.port ||= await freePort(0);
    this.network ??= await this.lay();
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
    for (const connection of this.connections) connection.destroy();
    this.network?.close();
    rmSync(this.directory, { recursive: true, force: true });
  }

  private async lay() {
    const network = createServer((tablet) => {
      const hub = new Socket().connect(this.port, '127.0.0.1');
      const cut = this.cuts.shift() ?? Infinity;
      let bytes = 0;
      const end = () => [tablet, hub].forEach((socket) => socket.destroy());
      for (const socket of [tablet, hub]) {
        this.connections.add(socket);
        socket.on('error', end).on('close', end);
      }
      tablet.pipe(hub);
      hub.on('data', (chunk: Buffer) => {
        const rest = chunk.subarray(0, cut - bytes);
        bytes += rest.length;
        this.sent += rest.length;
        this.onBytes(bytes);
        tablet.write(rest, () => bytes >= cut && end());
      });
    });
    network.listen(0, '127.0.0.1');
    await once(network, 'listening');
    this.origin = `http://127.0.0.1:${(network.address() as { port: number }).port}`;
    return network;
  }
}
