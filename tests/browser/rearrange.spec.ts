import { expect, type Page } from '@playwright/test';
import { violationsOn } from './axe.ts';
import { test } from './demo.ts';
import { driveToDoor } from './the-tablet.ts';

/* The courier's own planner, with the network gone and both servers stopped. */

test.use({ day: 'rearrange', viewport: { width: 1024, height: 768 } });

const names = (page: Page) => page.locator('ol strong').allInnerTexts();

test('offline the tablet proposes an order, the courier changes it, takes it, and it is driven', async ({
  page,
  context,
  demo
}) => {
  expect((await page.request.get(`${demo.hub}/demo/enter/console`)).ok()).toBe(true);
  await page.goto(`${demo.hub}/demo/enter/courier`);
  // All of the app, its planner too, is on the tablet before it leaves.
  await page.evaluate(() => navigator.serviceWorker.ready);
  await driveToDoor(page);
  await context.setOffline(true);
  await demo.stop();

  await page.getByRole('navigation').getByRole('link', { name: 'Päivä' }).click();
  await page.getByRole('link', { name: 'Vaihda järjestystä' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Loppupäivän järjestys' })).toBeVisible();
  await expect(page.locator('ol li').first()).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText(/Tabletin ehdotus|paras, jonka tabletti löysi/)).toBeVisible();
  expect(await violationsOn(page)).toEqual([]);
  const proposed = await names(page);
  expect(proposed.length).toBeGreaterThan(5);

  await test.step('the courier’s own order wins, and says what it costs', async () => {
    const down = page.getByRole('button', { name: /Siirrä myöhemmäksi/ }).and(page.locator(':enabled'));
    const name = (await down.first().getAttribute('aria-label'))!.replace('Siirrä myöhemmäksi: ', '');
    const before = proposed.indexOf(name);
    await down.first().click();
    await expect.poll(async () => (await names(page)).indexOf(name)).toBe(before + 1);
    await expect(page.getByText('Oma järjestyksesi.')).toBeVisible();
    for (const button of await page.locator('.moves button').all()) {
      const box = (await button.boundingBox())!;
      expect(Math.min(box.width, box.height)).toBeGreaterThanOrEqual(48);
    }
  });

  await test.step('taken, it is the day’s order, also after the app was closed', async () => {
    const own = await names(page);
    await page.locator('.bar').getByRole('button', { name: 'Aja näin' }).click();
    await expect(page.locator('#visit-title')).toBeVisible({ timeout: 30_000 });
    await page.goto(`${demo.hub}/courier/day/`);
    await expect.poll(async () => (await names(page)).slice(-own.length)).toEqual(own);
  });
});
