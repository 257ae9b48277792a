import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PublicKey } from '#domain/signing.ts';
import { freePort } from '#gateway/demo/free-port.ts';
import { keyFromFile } from '#gateway/journal/key-file.ts';
import { ProgramProcess } from './program-process.ts';

const main = join(import.meta.dirname, '../../gateway/main.ts');

/** The van's real program on a disk of its own, to be killed and started again; its hub is never reached. */
export class VanProcess {
  readonly directory = mkdtempSync(join(tmpdir(), 'raitti-van-'));
  origin = '';
  private readonly program = new ProgramProcess();

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
    const args = [main, 'van', '--hub', 'http://127.0.0.1:9', '--port', port, '--data', this.directory];
    await this.program.start(args, this.origin);
  }

  kill = () => this.program.kill();

  async remove() {
    await this.kill();
    rmSync(this.directory, { recursive: true, force: true });
  }
}
