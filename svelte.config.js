import { gatewayAdapter } from './scripts/gateway-adapter.ts';

/** @type {import('@sveltejs/kit').Config} */
export default {
  kit: {
    adapter: gatewayAdapter({ out: 'build' }),
    files: { serviceWorker: 'service-worker/index' },
    // The courier layout registers it, with the scope /courier/: portal and console have no worker.
    serviceWorker: { register: false },
    // A shell served for a deeper URL must not look for its assets beside that URL.
    paths: { relative: false },
    // The worker's revision of every file without a hash in its name: it must change whenever they do.
    ...(process.env.RELEASE && { version: { name: process.env.RELEASE } }),
    csp: {
      mode: 'auto',
      directives: {
        'default-src': ['self'],
        // The tablet calls the van on an origin of its own; which one is known at enrolment, not at build.
        'connect-src': ['self', 'https:', 'http://127.0.0.1:*'],
        'img-src': ['self', 'data:', 'blob:'],
        'worker-src': ['self'],
        // Kit's route announcer carries one style attribute.
        'style-src-attr': ['unsafe-hashes', 'sha256-S8qMpvofolR8Mpjy4kQvEm7m1q8clzU4dfDH0AmvZjo=']
      }
    }
  }
};
