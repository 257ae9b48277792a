import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { dayAfter, dayAt } from '#lib/calendar.ts';
import { browserArguments, browserPath } from '../tests/browser-path.ts';
import { preview } from '../tests/browser/the-console.ts';
import { loadAll, press, sign, verbOf } from '../tests/browser/the-tablet.ts';
import { startPortal } from '../tests/browser/public-pages.ts';

/*
 * Takes every screen at tablet, phone and desktop size, in light and dark, into `screenshots/`: a person looks at them,
 * so no test can. Each screen is opened once, and stands still while it is taken six times.
 */

const sizes = {
  tablet: { width: 1024, height: 768 },
  phone: { width: 390, height: 844 },
  desktop: { width: 1280, height: 900 }
};

async function take(page: Page, name: string) {
  for (const [size, viewport] of Object.entries(sizes)) {
    await page.setViewportSize(viewport);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.waitForTimeout((await page.locator('.leaflet-container').count()) > 0 ? 900 : 150);
      await page.screenshot({ path: `screenshots/${name}-${size}-${colorScheme}.png` });
    }
  }
  await page.setViewportSize(sizes.tablet);
  console.log(name);
}

async function open(page: Page, name: string, address: string) {
  await page.goto(address, { waitUntil: 'load' });
  await take(page, name);
}

const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name });

async function takeConsole(page: Page, hub: string) {
  await open(page, 'front', `${hub}/`);
  await open(page, 'console-sign-in', `${hub}/console/sign-in`);
  await open(page, 'console-day', `${hub}/demo/enter/console`);
  await open(page, 'console-orders', `${hub}/console/orders`);
  await open(page, 'console-new-order', `${hub}/console/orders/new`);
  await page.getByRole('button', { name: 'Tilaa', exact: true }).click();
  await heading(page, /./).waitFor();
  await take(page, 'console-new-order-with-problems');

  await open(page, 'console-import', `${hub}/console/orders/import`);
  const rows = [
    '31.2.2027;Ateria;Keskuskeittiö;Aino Kettunen;Ei-ole-tie 1',
    '24.1.2027;Ateria;Kuikkasalmen keskuskeittiö;Veikko Moilanen;Ei-ole-tie 2'
  ];
  await page.getByLabel('Tai liitä rivit tähän').fill(['Päivä;Laji;Lähettäjä;Nimi;Osoite', ...rows].join('\n'));
  await preview(page);
  await page.getByRole('row', { name: 'Aino Kettunen' }).waitFor();
  await take(page, 'console-import-with-bad-rows');

  const yesterday = dayAfter(dayAt(Date.now()), -1);
  await open(page, 'console-day-driven', `${hub}/console?date=${yesterday}`);
  for (const status of ['handed_over', 'failed']) {
    await page.goto(`${hub}/console/orders?date=${yesterday}`);
    await page.locator(`tr.${status} a`).first().click();
    await heading(page, /./).waitFor();
    await take(page, `console-order-${status}`);
  }
}

async function takeCourierInYard(page: Page, hub: string) {
  const view = (name: string) => page.getByRole('navigation').getByRole('link', { name }).click();
  await page.goto(`${hub}/demo/enter/courier`);
  await heading(page, 'Tämä tabletti ei ole vielä käytössä').waitFor();
  await take(page, 'courier-enrol');
  await press(page, 'Ota tabletti käyttöön', heading(page, 'Valmiina lähtöön?'));
  await page.getByText('Kaikki on tabletissa', { exact: true }).waitFor();
  await take(page, 'courier-check');
  await press(page, 'Lastaamaan', heading(page, 'Lasti'));
  await take(page, 'courier-loading');
  await view('Päivä');
  await heading(page, 'Päivän kohteet').waitFor();
  await take(page, 'courier-day');
  await view('Kartta');
  await page.locator('.leaflet-container').waitFor();
  await take(page, 'courier-map');
  await page.locator('a.saved').click();
  await heading(page, 'Tabletti').waitFor();
  await take(page, 'courier-tablet');
  await view('Lasti');
  await loadAll(page);
  await press(page, 'Lähde ajoon', page.locator('#visit-title'));
  await take(page, 'courier-next-visit');
}

/** Cancels the last order of the day, which the courier is told of and reads. */
async function takeCancellation(page: Page, tablet: Page, hub: string) {
  await page.goto(`${hub}/console/orders`);
  await page.locator('tr:is(.planned, .loaded) a').last().click();
  await page.locator('summary', { hasText: 'Peru tilaus' }).click();
  await take(page, 'console-order-cancelling');
  await page.locator('button.danger').click();
  const knows = page.getByRole('region', { name: 'Kuka tietää perumisesta' });
  await knows.waitFor();
  await take(page, 'console-order-cancelled');
  const read = tablet.getByRole('button', { name: 'Selvä' });
  await read.waitFor();
  await take(tablet, 'courier-cancellation');
  await read.click();
  await knows.getByText('ei vielä').first().waitFor({ state: 'hidden', timeout: 60_000 });
  await take(page, 'console-order-cancelled-and-known');
}

/** The rest of the day in the tablet's order, and in one of the courier's own. */
async function takeOrder(page: Page) {
  await page.getByRole('navigation').getByRole('link', { name: 'Päivä' }).click();
  await page.getByRole('link', { name: 'Vaihda järjestystä' }).click();
  await page.locator('ol li').first().waitFor();
  await page.getByText(/Tabletin ehdotus|paras, jonka tabletti löysi/).waitFor();
  await take(page, 'courier-order');
  await page
    .getByRole('button', { name: /Siirrä myöhemmäksi/, disabled: false })
    .first()
    .click();
  await page.getByText('Oma järjestyksesi.').waitFor();
  await take(page, 'courier-own-order');
  await page.getByRole('navigation').getByRole('link', { name: 'Seuraava' }).click();
  await page.locator('#visit-title').waitFor();
}

async function takeCourierOnRoad(page: Page) {
  await driveToDoor(page);
  await take(page, 'courier-at-the-door');
  await page.getByRole('link', { name: 'Luovutus ei onnistu' }).first().click();
  await heading(page, 'Luovutus ei onnistu').waitFor();
  await take(page, 'courier-fail');
  await page.getByRole('link', { name: 'Takaisin' }).click();

  const paper = page.locator('.paper canvas');
  const form = heading(page, 'Kuittaa luovutus');
  const review = heading(page, 'Onko tämä oikein?');
  await press(page, 'Kuittaa luovutus', form);
  await take(page, 'courier-hand-over');
  while (!(await paper.isVisible())) {
    await press(page, 'Tarkista', review);
    await press(page, 'Kuittaa luovutus', page.locator('.bar').getByRole('button', { name: 'Jatka matkaa' }));
    await driveToDoor(page);
    await press(page, 'Kuittaa luovutus', form);
  }
  const identity = page.getByLabel(/Näin henkilötodistuksen/);
  if (await identity.isVisible()) await identity.check();
  await sign(page);
  await take(page, 'courier-hand-over-signed');
  await press(page, 'Tarkista', review);
  await take(page, 'courier-hand-over-check');
}

async function driveToDoor(page: Page) {
  for (let verb = await verbOf(page); verb !== 'Kuittaa luovutus'; verb = await verbOf(page))
    if (verb === 'Merkitse ensin noudettavat') await loadAll(page);
    else
      await press(page, verb, page.locator('.bar').filter({ hasNotText: verb }).filter({ hasNotText: 'Tallennetaan' }));
}

async function takeStops(page: Page, hub: string) {
  await open(page, 'stops', `${hub}/stops`);
  await page.locator('main a[href^="/stops/"]').first().click();
  await take(page, 'stop');
}

/** The van of the demo stands in its yard in the morning, so the rest is of one that stands at a stop. */
async function takePortal(page: Page, van: string) {
  await open(page, 'portal-on-the-road', `${van}/portal`);
  const { origin, stop } = await startPortal();
  try {
    await open(page, 'portal', `${origin}/portal`);
    await open(page, 'portal-in-sami', `${origin}/portal?kieli=se`);
    await page.goto(`${origin}/portal`);
    await page.getByRole('button', { name: 'Hyväksyn ehdot ja avaan netin' }).click();
    await page.getByRole('button', { name: 'Lopeta netti' }).waitFor();
    await take(page, 'portal-accepted');
    for (const path of ['services', 'sign-in/kela', 'municipality', 'about'])
      await open(page, `portal-${path.split('/')[0]}`, `${origin}/portal/${path}`);
  } finally {
    await stop();
  }
}

async function startDemo(data: string) {
  const ports = ['--hub-port', '0', '--van-port', '0'];
  const demo = spawn(process.execPath, ['gateway/main.ts', 'demo', ...ports, '--data', data], {
    stdio: ['ignore', 'pipe', 'inherit']
  });
  let text = '';
  for await (const chunk of demo.stdout) {
    text += String(chunk);
    const hub = /Console +(http:\/\/[^/]+)/.exec(text)?.[1];
    const van = /portal +(http:\/\/[^/]+)/.exec(text)?.[1];
    if (hub && van) return { demo, hub, van };
  }
  throw new Error('The demo ended before it was ready.');
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
  const settings = { viewport: sizes.tablet, locale: 'fi-FI', timezoneId: 'Europe/Helsinki' };
  const page = await (await browser.newContext(settings)).newPage();
  const tablet = await (await browser.newContext(settings)).newPage();
  await takeConsole(page, hub);
  await takeCourierInYard(tablet, hub);
  await takeCancellation(page, tablet, hub);
  await takeOrder(tablet);
  await takeCourierOnRoad(tablet);
  await takeStops(page, hub);
  await takePortal(page, van);
} finally {
  await browser.close();
  demo.kill('SIGINT');
  await once(demo, 'exit');
  rmSync(data, { force: true, recursive: true });
}
