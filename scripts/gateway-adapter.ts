import { rmSync, writeFileSync } from 'node:fs';
import type { Adapter } from '@sveltejs/kit';

/**
 * Writes the built site as `client/`, `prerendered/` and `server/site.js`, which exports a SvelteKit `Server`
 * that the gateway asks as the last of its Hono routes.
 */
export function gatewayAdapter({ out }: { out: string }): Adapter {
  return {
    name: 'gateway-adapter',
    async adapt(builder) {
      rmSync(out, { force: true, recursive: true });
      builder.writeClient(`${out}/client`);
      builder.writePrerendered(`${out}/prerendered`);
      await builder.compress(`${out}/client`);
      builder.writeServer(`${out}/server`);
      writeFileSync(
        `${out}/server/site.js`,
        `import { Server } from './index.js';\n` +
          `export const site = new Server(${builder.generateManifest({ relativePath: './' })});\n`
      );
    },
    supports: { read: () => true }
  };
}
