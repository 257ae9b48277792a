import { defineConfig } from '@playwright/test';
import { browserArguments, browserPath } from './tests/browser-path.ts';

export default defineConfig({
  testDir: 'tests/browser',
  testMatch: '*.spec.ts',
  workers: 1,
  timeout: 180_000,
  outputDir: 'test-results',
  use: {
    locale: 'fi-FI',
    timezoneId: 'Europe/Helsinki',
    trace: 'retain-on-failure',
    launchOptions: { ...(browserPath && { executablePath: browserPath }), args: browserArguments }
  }
});
