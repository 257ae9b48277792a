import { join } from 'node:path';
import { startHub } from '#gateway/hub/hub.ts';
import { openSite } from '#gateway/web/site.ts';
import { runProgram } from './child-program.ts';
import { demoApi } from './demo-api.ts';
import { linkGate, linkToHub } from './link-gate.ts';

/* The demo's hub, a process of its own: `raitti hub` with the demo's clock, cables and front page. */
await runProgram(async ({ data, port, other, world, clock, change }) => {
  const demo = { world, change, vanOrigin: other };
  return startHub({
    host: '127.0.0.1',
    port,
    dataDirectory: join(data, 'hub'),
    region: join(data, 'region'),
    planning: { threads: 1, seconds: 5 },
    clock,
    site: await openSite(join(import.meta.dirname, '../../build')),
    platform: { demo },
    routes: (hub) => demoApi(demo, hub.services.signIn),
    middleware: [linkGate(linkToHub, world)],
    report: console.error
  });
});
