import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base } from '@playwright/test';

interface Demo {
  hub: string;
  van: string;
  /** The folder of its region pack. */
  region: string;
  /** Ends both programs before the test does. */
  stop(): Promise<void>;
}

/**
 * `raitti demo` as `npm start` runs it, on free ports and with a day of its own. A file that drives its day says so by
 * another `day` than other files have: tests with the same one share a demo.
 */
export const test = base.extend<object, { demo: Demo; day: string }>({
  day: ['pages', { scope: 'worker', option: true }],
  demo: [
    async ({ day }, use) => {
      const data = mkdtempSync(join(tmpdir(), `raitti-demo-${day}-`));
      const child = spawn(
        process.execPath,
        ['gateway/main.ts', 'demo', '--hub-port', '0', '--van-port', '0', '--data', data],
        { cwd: join(import.meta.dirname, '../..'), stdio: ['ignore', 'pipe', 'pipe'] }
      );
      const ended = once(child, 'exit');
      let said = '';
      child.stderr.on('data', (text) => (said += String(text)));
      const stop = async () => {
        child.kill('SIGINT');
        await ended;
      };
      try {
        const origins = await originsFrom(child.stdout, () => said);
        await use({ ...origins, region: join(data, 'demo', 'region'), stop });
      } finally {
        await stop();
        rmSync(data, { recursive: true, force: true });
      }
    },
    { scope: 'worker', timeout: 60_000 }
  ]
});

/** Reads the addresses that the demo prints once it is ready. */
async function originsFrom(output: NodeJS.ReadableStream, complaint: () => string) {
  let text = '';
  for await (const chunk of output) {
    text += String(chunk);
    const hub = /Console +(http:\/\/[^/]+)/.exec(text)?.[1];
    const van = /portal +(http:\/\/[^/]+)/.exec(text)?.[1];
    if (hub && van) return { hub, van };
  }
  throw new Error(`The demo ended before it was ready:\n${complaint()}`);
}
