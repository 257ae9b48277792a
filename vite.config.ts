import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig, type Plugin } from 'vite';

/**
 * A page's worker is answered offline only by a service worker whose scope its address lies in, and the courier's is
 * `/courier/`. Kit puts workers elsewhere, so this comes after it.
 */
const workersBelowCourier: Plugin = {
  name: 'workers-below-courier',
  config: () => ({
    worker: {
      format: 'es',
      rollupOptions: { output: { entryFileNames: 'courier/workers/[name]-[hash].js' } }
    }
  })
};

export default defineConfig({ plugins: [sveltekit(), workersBelowCourier] });
