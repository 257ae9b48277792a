import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from '@playwright/test';
import { browserArguments, browserPath } from '../tests/browser-path.ts';

/*
 * Takes every screen of the demo at tablet, phone and desktop size, in light and dark, into `screenshots/`:
 * a person looks at them, so no test can.
 */

const sizes = {
  tablet: { width: 1024, height: 768 },
  phone: { width: 390, height: 844 },
  desktop: { width: 1280, height: 900 }
};
const schemes = ['light', 'dark'] as const;

interface Screen {
  name: string;
  open(page: Page): Promise<unknown>;
}

async function startDemo(data: string) {
  const demo = spawn(
    process.execPath,
    ['gateway/main.ts', 'demo', '--hub-port', '0', '--van-port', '0', '--data', data],
    {
      stdio: ['ignore', 'pipe', 'inherit']
    }
  );
  let text = '';
  for await (const chunk of demo.stdout) {
    text += String(chunk);
    const found = [...text.matchAll(/http:\/\/127\.0\.0\.1:\d+/g)].map(([origin]) => origin);
    const [hub, van] = new Set(found);
    if (hub && van) return { demo, hub, van };
  }
  throw new Error('The demo ended before it was ready.');
}

function screensOf(hub: string, van: string): Screen[] {
  const go = (name: string, address: string): Screen => ({
    name,
    open: (page) => page.goto(address, { waitUntil: 'load' })
  });
  const orderOf = (status: string) => async (page: Page) => {
    const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
    await page.goto(`${hub}/console/orders?date=${yesterday}`);
    await page.locator(`tr.${status} a`).first().click();
    await page.waitForLoadState('load');
  };
  return [
    go('front', `${hub}/`),
    go('sign-in', `${hub}/console/sign-in`),
    { name: 'console-day', open: (page) => page.goto(`${hub}/demo/enter/console`, { waitUntil: 'load' }) },
    go('console-orders', `${hub}/console/orders`),
    go('console-new-order', `${hub}/console/orders/new`),
    go('console-import', `${hub}/console/orders/import`),
    { name: 'console-order-handed-over', open: orderOf('handed_over') },
    { name: 'courier', open: (page) => page.goto(`${hub}/demo/enter/courier`, { waitUntil: 'load' }) },
    go('portal', `${van}/portal`),
    go('stops', `${hub}/stops`)
  ];
}

async function take(browser: Browser, screens: Screen[]) {
  for (const [size, viewport] of Object.entries(sizes))
    for (const colorScheme of schemes) {
      const context = await browser.newContext({
        viewport,
        colorScheme,
        locale: 'fi-FI',
        timezoneId: 'Europe/Helsinki'
      });
      const page = await context.newPage();
      for (const { name, open } of screens) {
        await open(page);
        await page.waitForTimeout(1500);
        await page.screenshot({ path: `screenshots/${name}-${size}-${colorScheme}.png` });
      }
      await context.close();
    }
}

if (!browserPath) {
  console.error('The screenshots need Chrome or Chromium: install the package chromium, or set CHROMIUM to its path.');
  process.exit(1);
}
mkdirSync('screenshots', { recursive: true });
const data = mkdtempSync(join(tmpdir(), 'raitti-screenshots-'));
const { demo, hub, van } = await startDemo(data);
const browser = await chromium.launch({ executablePath: browserPath, args: browserArguments });
try {
  await take(browser, screensOf(hub, van));
} finally {
  await browser.close();
  demo.kill('SIGINT');
  await once(demo, 'exit');
  rmSync(data, { force: true, recursive: true });
}
