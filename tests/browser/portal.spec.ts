import { expect, test, type Page } from '@playwright/test';
import { violationsOn } from './axe.ts';
import { demoStops, startPortal, startStops } from './public-pages.ts';
import { beyondTheEdge } from './reflow.ts';

const languages = ['fi', 'sv', 'en', 'se'] as const;

async function expectNoScriptNorSidewaysScroll(page: Page) {
  expect(await page.locator('script').count()).toBe(0);
  expect.soft(await beyondTheEdge(page), new URL(page.url()).pathname).toEqual([]);
}

test.describe('the portal, on a phone without script', () => {
  let portal: Awaited<ReturnType<typeof startPortal>>;
  test.use({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } });
  test.beforeAll(async () => (portal = await startPortal()));
  test.afterAll(() => portal.stop());
  test.beforeEach(() => void (portal.state.atStop = true));

  test('from the terms to a service, and out again', async ({ page, context }) => {
    await page.goto(`${portal.origin}/`);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Palveluauto on nyt täällä: Tervasalmen kylätalo');
    await expect(page.getByText('Auto on täällä klo 13.15 asti.')).toBeVisible();
    await page.getByRole('button', { name: 'Hyväksyn ehdot ja avaan netin' }).click();
    await expect(page.getByText('Sinulla on nettiä vielä 60 minuuttia.')).toBeVisible();
    await page.getByRole('link', { name: 'Kela' }).click();
    await expect(page.getByText('viranomaisten kirjeet tulevat nettiin')).toBeVisible();
    await expect(page.getByRole('link', { name: 'Jatka palveluun Kela' })).toHaveAttribute(
      'href',
      'https://www.kela.fi/'
    );
    await page.getByRole('link', { name: 'Takaisin palveluihin' }).click();
    await page.getByRole('button', { name: 'Lopeta netti' }).click();
    await expect(page.getByRole('button', { name: 'Hyväksyn ehdot ja avaan netin' })).toBeVisible();
    expect(await context.cookies()).toEqual([]);
  });

  test('keeps the chosen language through every page', async ({ page }) => {
    await page.goto(`${portal.origin}/portal?kieli=se`);
    await page.getByRole('link', { name: 'Bálvalusat' }).click();
    await page.getByRole('link', { name: 'Suomi.fi' }).click();
    await expect(page.locator('html')).toHaveAttribute('lang', 'se');
    await expect(page.getByText('Mašiidna lea jorgalan')).toBeVisible();
    await expect(page.getByText('Dát teaksta lea suomagillii.')).toBeVisible();
    await expect(page.locator('[lang=fi]', { hasText: 'Suomi.fi-viestit aukeavat sinulle' })).toBeVisible();
    await page.getByRole('link', { name: 'svenska' }).click();
    await expect(page.getByText('När du loggar in första gången')).toBeVisible();
    await expect(page.getByText('en maskin har översatt')).toHaveCount(0);
    const runBy = page.getByText('Internet erbjuds av Lomsunds kommun och Kuikkasalmen Kyläkuljetus.');
    await expect(runBy).toBeVisible();
    await page.goto(`${portal.origin}/portal?kieli=sv`);
    await expect(runBy).toBeVisible();
  });

  test('has no first page of another program, and says so', async ({ page }) => {
    for (const path of ['/console', '/courier', '/stops'])
      expect((await page.goto(`${portal.origin}${path}`))?.status()).toBe(404);
    expect((await page.goto(`${portal.origin}/portal/sign-in/bank`))?.status()).toBe(404);
    await expect(page.getByText('Tätä sivua ei ole')).toBeVisible();
  });

  test('says between stops where the van stops next', async ({ page }) => {
    portal.state.atStop = false;
    for (const path of ['/portal', '/portal/services']) {
      await page.goto(`${portal.origin}${path}`);
      await expect(page.getByText('Seuraava pysäkki on Petäjäkosken kylätalo klo 14.00–14.45.')).toBeVisible();
    }
    portal.state.atStop = true;
    await page.reload();
    await expect(page.getByText('Seuraava pysäkki')).toHaveCount(0);
  });

  test('leads on from a wrong address', async ({ page }) => {
    expect((await page.goto(`${portal.origin}/vakanza?kieli=sv`))?.status()).toBe(404);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Den här sidan finns inte');
    await page.getByRole('link', { name: 'Servicebilens internet' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Servicebilen är här nu');
  });
});

test.describe('every public page is readable by everybody', () => {
  let portal: Awaited<ReturnType<typeof startPortal>>;
  let hub: Awaited<ReturnType<typeof startStops>>;
  test.beforeAll(async () => {
    portal = await startPortal();
    hub = await startStops(demoStops);
  });
  test.afterAll(() => Promise.all([portal.stop(), hub.stop()]));

  for (const colorScheme of ['light', 'dark'] as const) {
    test(`in ${colorScheme}`, async ({ browser }) => {
      const context = await browser.newContext({ viewport: { width: 320, height: 640 }, colorScheme });
      const page = await context.newPage();
      // The languages differ in words and marks, not in colours: in the dark one of each kind is enough.
      for (const kieli of colorScheme === 'light' ? languages : (['fi', 'se'] as const))
        for (const path of ['', '/services', '/municipality', '/about', '/sign-in/suomi_fi']) {
          await page.goto(`${portal.origin}/portal${path}?kieli=${kieli}`);
          expect(await violationsOn(page)).toEqual([]);
          await expectNoScriptNorSidewaysScroll(page);
        }
      portal.state.atStop = false;
      for (const path of ['/portal', '/vakanza']) {
        await page.goto(`${portal.origin}${path}`);
        expect(await violationsOn(page)).toEqual([]);
      }
      portal.state.atStop = true;
      for (const path of ['/stops', ...demoStops.map(({ id }) => `/stops/${id}`), '/stops/no-such'])
        for (const kieli of colorScheme === 'light' ? ['fi', 'sv', 'en'] : ['fi']) {
          await page.goto(`${hub.origin}${path}?kieli=${kieli}`);
          expect(await violationsOn(page)).toEqual([]);
          await expectNoScriptNorSidewaysScroll(page);
        }
      await context.close();
    });
  }

  test('a wrong address is told in the reader’s language, with a way on', async ({ page }) => {
    for (const path of ['/vakanza', '/portal']) {
      expect((await page.goto(`${hub.origin}${path}?kieli=sv`))?.status()).toBe(404);
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Detta finns inte');
      await expect(page.getByRole('link', { name: 'Till början' })).toHaveAttribute('href', '/');
    }
  });

  test('a stop says when, how late, how old that news is, and whom to call', async ({ page }) => {
    await page.goto(`${hub.origin}/stops`);
    await page.getByRole('link', { name: 'Tervasalmen kylätalo' }).click();
    await expect(page.getByText('Auto on noin 12 minuuttia myöhässä.')).toBeVisible();
    await expect(page.getByText('Tieto on 4 minuuttia vanha.')).toBeVisible();
    await expect(page.getByRole('listitem').filter({ hasText: 'Tänään' })).toContainText('klo 13.00–14.00');
    await expect(page.getByRole('link', { name: 'Soita 000 123 0100' })).toHaveAttribute('href', 'tel:0001230100');
    await expect(page.getByText('something_new')).toHaveCount(0);
    await page.getByRole('link', { name: 'svenska' }).click();
    await page.getByRole('link', { name: 'Alla hållplatser' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Servicebilens hållplatser');
  });
});
