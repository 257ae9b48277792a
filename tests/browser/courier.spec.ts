import { expect, type Page } from '@playwright/test';
import { CuttingNetwork } from '../faults/cutting-network.ts';
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

test('the map comes over a network that is cut, and goes on after the app was closed where it stopped', async ({
  page,
  demo
}) => {
  const files = ['roads.bin', 'hierarchy.bin', 'map.pmtiles', 'places.json'];
  const sizes = files.map(async (name) => {
    const answer = await page.request.get(`${demo.hub}/region/${name}`, { headers: { range: 'bytes=0-0' } });
    return Number(answer.headers()['content-range']?.split('/')[1]);
  });
  const size = (await Promise.all(sizes)).reduce((sum, bytes) => sum + bytes, 0);
  const network = new CuttingNetwork(/^GET \/region\/(roads|hierarchy|map|places)/);
  await network.lay(Number(new URL(demo.hub).port));
  try {
    expect((await page.request.get(`${demo.hub}/demo/enter/console`)).ok()).toBe(true);
    // Cut in the middle of a file, which goes on by itself, and then for good.
    network.cuts = [300_000, 77_777, ...Array.from({ length: 200 }, () => 0)];
    await page.goto(`${network.origin}/demo/enter/courier`);
    await press(page, 'Ota tabletti käyttöön', heading(page, 'Valmiina lähtöön?'));
    await expect(page.getByText('Karttaa ei saatu: palvelimeen ei ole yhteyttä.', { exact: false })).toBeVisible();
    const before = network.sent;
    expect(before).toBeGreaterThan(300_000);
    expect(before).toBeLessThan(size);

    await page.goto('about:blank');
    network.cuts = [];
    await page.goto(`${network.origin}/courier/`);
    await expect(page.getByText('Kaikki on tabletissa', { exact: true })).toBeVisible({ timeout: 30_000 });
    // A cut takes with it what the browser had not handed to the app yet, some ten thousand bytes; the rest was kept.
    expect(network.sent).toBeLessThan(size + 150_000);
    expect(network.sent).toBeGreaterThan(size);

    await page.goto(`${network.origin}/courier/tablet/`);
    const map = page.locator('section', { has: page.getByRole('heading', { name: 'Alueen kartta' }) });
    await expect(map).toContainText('Raitin demo');
    await expect(map).toContainText('sopii');
  } finally {
    network.remove();
  }
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
