import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { startVan } from '#gateway/van/van.ts';
import { openSite } from '#gateway/web/site.ts';
import { runProgram } from './child-program.ts';
import { linkGate, linkToVan } from './link-gate.ts';

/* The demo's van, a process of its own: `raitti van` with the demo's clock and cables. */
await runProgram(async ({ data, port, other, world, clock }) =>
  startVan({
    host: '127.0.0.1',
    port,
    dataDirectory: join(data, 'van'),
    hubOrigin: other,
    // Opened by hand, so that a visitor to the demo need not drive to a stop first.
    wifi: 'always',
    clock,
    boot: randomUUID(),
    fetch,
    site: await openSite(join(import.meta.dirname, '../../build')),
    middleware: [linkGate(linkToVan, world)]
  })
);
