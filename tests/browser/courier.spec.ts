import { expect, type Page } from '@playwright/test';
import { test } from './demo.ts';
import { driveToDoor, fillHandOver, press } from './the-tablet.ts';

/* What happens to a courier's tablet beside the plain road: Back, two tabs, a damaged storage, another language. */

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name });

test.use({ day: 'courier', viewport: { width: 390, height: 844 } });

test('the courier’s app speaks the language that was chosen on the front page', async ({ page, demo }) => {
  await page.goto(`${demo.hub}/?kieli=sv`);
  await page.goto(`${demo.hub}/courier/`);
  await expect(heading(page, 'Den här surfplattan är inte i bruk än')).toBeVisible();
});

test('a tablet whose browser refuses to keep anything says so in words, with a way on', async ({ page, demo }) => {
  await page.addInitScript(() => {
    Storage.prototype.getItem = () => {
      throw new DOMException('The storage is damaged.');
    };
  });
  await page.goto(`${demo.hub}/courier/`);
  await expect(heading(page, 'Tätä näkymää ei voi näyttää.')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Alkuun' })).toBeVisible();
});

test('a hand-over: Back from the review, two tabs at once, damaged storage', async ({ page, demo, context }) => {
  expect((await page.request.get(`${demo.hub}/demo/enter/console`)).ok()).toBe(true);
  await page.goto(`${demo.hub}/demo/enter/courier`);
  await driveToDoor(page);
  const address = page.url();

  await test.step('what is kept of the simulated drive is damaged, and the app opens all the same', async () => {
    await page.evaluate(() => {
      localStorage.setItem('raitti-drive', '{"visit":"v1","dri');
      localStorage.setItem('raitti-locale', '\u0000');
    });
    await page.reload();
    await expect(page.locator('#visit-title')).toBeVisible();
  });

  const other = await context.newPage();
  await other.goto(address);
  for (const tab of [page, other]) {
    await press(tab, 'Kuittaa luovutus', heading(tab, 'Kuittaa luovutus'));
    await fillHandOver(tab, tab === page ? 'Aino Törmänen' : 'Eino Väisänen');
  }

  const form = page.url();

  await test.step('Back leads from the review to the form as it was filled in', async () => {
    await page.goBack();
    await expect(page.getByLabel('Vastaanottajan nimi')).toHaveValue('Aino Törmänen');
    await page.goForward();
    await expect(heading(page, 'Onko tämä oikein?')).toBeVisible();
    await page.getByRole('button', { name: 'Korjaa' }).click();
    await press(page, 'Tarkista', heading(page, 'Onko tämä oikein?'));
  });

  await test.step('both tabs confirm in the same moment: it is written once, and the slower one says so', async () => {
    for (const tab of [page, other]) await rememberHeadings(tab);
    await page.evaluate(() => {
      const released = new Promise<void>((resolve) => Object.assign(window, { release: resolve }));
      void navigator.locks.request('raitti-journal', () => released);
    });
    // The bar takes no press in its first moment.
    await page.waitForTimeout(700);
    for (const tab of [page, other])
      await tab.locator('.bar').getByRole('button', { name: 'Kuittaa luovutus' }).click();
    for (const tab of [page, other]) await expect(tab.getByRole('button', { name: 'Tallennetaan …' })).toBeVisible();
    await page.evaluate(() => (window as unknown as { release(): void }).release());
    for (const tab of [page, other]) {
      await expect(tab.locator('#visit-title')).toBeVisible();
      await expect(tab.locator('.load').first()).toContainText('luovutettu');
      await expect(tab.locator('.bar').getByRole('button', { name: 'Jatka matkaa' })).toBeVisible();
      expect(await tab.evaluate(() => (window as unknown as { headings: string[] }).headings)).not.toContain(
        'Tässä kohteessa ei ole luovutettavaa.'
      );
    }
    await expect(page.getByText('Samaa ei kirjattu kahdesti.')).toHaveCount(0);
    await expect(other.getByText('Samaa ei kirjattu kahdesti.')).toBeVisible();
    await expect(other.getByText(/ei ymmärretty/)).toHaveCount(0);
  });

  await test.step('Back leads to no form that is written already, and its address tells what became of it', async () => {
    await page.goBack();
    await expect(page).toHaveURL(address);
    await expect(page.locator('#visit-title')).toBeVisible();
    await page.goto(form);
    await expect(heading(page, 'Tässä kohteessa ei ole luovutettavaa.')).toBeVisible();
    await expect(page.locator('.load').first()).toContainText('luovutettu');
    await page.getByRole('link', { name: 'Takaisin' }).click();
    await expect(page.locator('#visit-title')).toBeVisible();
  });
});

/** Remembers every first heading that a page shows from now on, be it for one frame. */
const rememberHeadings = (page: Page) =>
  page.evaluate(() => {
    const headings: string[] = [];
    Object.assign(window, { headings });
    const look = () => {
      const text = document.querySelector('h1')?.textContent?.trim();
      if (text && headings.at(-1) !== text) headings.push(text);
      requestAnimationFrame(look);
    };
    look();
  });
