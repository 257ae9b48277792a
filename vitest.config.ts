import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{src,routing,gateway,scripts,tests}/**/*.test.ts'],
    environment: 'node',
    maxWorkers: 2,
    testTimeout: 60_000
  }
});
