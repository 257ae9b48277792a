import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import type { Page } from '@playwright/test';
import { build } from 'vite';
import type { planning } from './planner-page.ts';

const root = join(import.meta.dirname, '../..');
const types: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript' };

export interface PlannerPage {
  readonly origin: string;
  stop(): void;
}

/** Builds the planner for a browser as the site is built, and answers with a page of it on a port. */
export async function servePlannerPage(): Promise<PlannerPage> {
  const directory = mkdtempSync(join(tmpdir(), 'raitti-planner-page-'));
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    worker: { format: 'es' },
    build: {
      outDir: directory,
      emptyOutDir: false,
      target: 'esnext',
      rolldownOptions: {
        input: join(import.meta.dirname, 'planner-page.ts'),
        output: { entryFileNames: 'page.js' }
      }
    }
  });
  writeFileSync(
    join(directory, 'index.html'),
    '<!doctype html><title>Planner</title><script type=module src=page.js></script>'
  );
  const server = createServer(async (request, response) => {
    const path = new URL(request.url!, 'http://planner').pathname;
    const file = path === '/' ? 'index.html' : path.slice(1);
    const bytes = await readFile(join(directory, file)).catch(() => null);
    response.writeHead(bytes ? 200 : 404, { 'content-type': types[extname(file)] ?? 'text/plain' }).end(bytes);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop() {
      server.close();
      server.closeAllConnections();
      rmSync(directory, { recursive: true, force: true });
    }
  };
}

/** Has the page do what `planner-page.ts` puts on its window: `plan` in workers, `planHere`, or be `idle`. */
export const askPage = <What extends keyof typeof planning>(
  page: Page,
  what: What,
  ...given: Parameters<(typeof planning)[What]>
) =>
  page.evaluate(
    ([what, given]) => {
      const { planning } = window as unknown as { planning: Record<string, (...given: unknown[]) => unknown> };
      return planning[what]!(...given);
    },
    [what, given] as const
  ) as ReturnType<(typeof planning)[What]>;
