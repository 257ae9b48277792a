import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PublicKey } from '#domain/signing.ts';
import { freePort } from '#gateway/demo/free-port.ts';
import { keyFromFile } from '#gateway/journal/key-file.ts';

const main = join(import.meta.dirname, '../../gateway/main.ts');

/** The van's real program on a disk of its own, to be killed and started again; its hub is never reached. */
export class VanProcess {
  readonly directory = mkdtempSync(join(tmpdir(), 'raitti-van-'));
  origin = '';
  private child: ChildProcess | null = null;

  /** Makes the van's key and enrols it, as the hub would. */
  async enrol(hubKey: PublicKey, token: string) {
    writeFileSync(join(this.directory, 'enrolment.json'), JSON.stringify({ hubKey, token }));
    this.origin = `http://127.0.0.1:${await freePort(0)}`;
    return keyFromFile(this.keyFile);
  }

  get keyFile() {
    return join(this.directory, 'van-key.json');
  }

  get database() {
    return join(this.directory, 'van.sqlite');
  }

  /** Resolves when it answers. */
  async start() {
    const { port } = new URL(this.origin);
    const child = spawn(
      process.execPath,
      [main, 'van', '--hub', 'http://127.0.0.1:9', '--port', port, '--data', this.directory],
      { stdio: ['ignore', 'ignore', 'pipe'] }
    );
    this.child = child;
    let words = '';
    child.stderr.on('data', (chunk) => (words += String(chunk)));
    for (;;) {
      if (child.exitCode !== null) throw new Error(`The van ended with ${child.exitCode}: ${words}`);
      const answered = await fetch(`${this.origin}/healthz`).then(
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

  async remove() {
    await this.kill();
    rmSync(this.directory, { recursive: true, force: true });
  }
}
