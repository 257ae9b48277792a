import { expect, type Locator, type Page } from '@playwright/test';

/* What the courier does on the tablet: one bar at the bottom, one verb after the other. */

/** The button of the bar, whatever it says now. */
const bar = (page: Page) => page.locator('.bar').filter({ visible: true }).getByRole('button').last();

/**
 * Presses the bar's verb until the screen shows what follows. The bar takes no press in the first moment after its verb
 * has changed, so a press may have to be repeated, as a person would.
 */
export async function press(page: Page, verb: string, then: Locator) {
  const button = page.locator('.bar').getByRole('button', { name: verb });
  await expect(async () => {
    if (await then.isVisible()) return;
    if (await button.evaluate((element) => element.classList.contains('hold'), null, { timeout: 1_000 })) {
      await button.hover();
      await page.mouse.down();
      await then.waitFor({ timeout: 2_500 }).finally(() => page.mouse.up());
    } else {
      await button.click({ timeout: 1_000 });
      await then.waitFor({ timeout: 700 });
    }
  }).toPass({ timeout: 20_000, intervals: [100] });
}

/** What the bar says, once it has said something. */
export async function verbOf(page: Page): Promise<string> {
  await expect(bar(page)).not.toHaveText(/Tallennetaan/);
  const verb = await bar(page).evaluate((button) => (button.querySelector('.label') ?? button).textContent);
  return verb.trim();
}

/** Marks everything at this place as being aboard. */
export async function loadAll(page: Page) {
  const marks = page.getByRole('button', { name: 'Kyytiin' });
  for (let left = await marks.count(); left > 0; left = await marks.count()) {
    await marks.first().click();
    await expect(marks).toHaveCount(left - 1);
  }
}

/** Signs with two strokes of a finger. */
export async function sign(page: Page) {
  const paper = page.locator('.paper canvas');
  await paper.scrollIntoViewIfNeeded();
  const { x, y, width, height } = (await paper.boundingBox())!;
  const at = (right: number, down: number) => [x + width * right, y + height * down] as const;
  await page.mouse.move(...at(0.2, 0.7));
  await page.mouse.down();
  await page.mouse.move(...at(0.35, 0.2), { steps: 6 });
  await page.mouse.move(...at(0.5, 0.7), { steps: 6 });
  await page.mouse.up();
  await page.mouse.move(...at(0.55, 0.5));
  await page.mouse.down();
  await page.mouse.move(...at(0.8, 0.45), { steps: 6 });
  await page.mouse.up();
}

/** Remembers every place that the corner has named, through reloads; see `placesSaid`. */
export async function rememberSavedWords(page: Page) {
  await page.addInitScript(() => {
    const remember = () => {
      const place = document.querySelector<HTMLElement>('a.saved')?.innerText.split('\n')[0]?.trim();
      const said = new Set(JSON.parse(sessionStorage.getItem('said') ?? '[]') as string[]);
      if (!place || said.has(place)) return;
      sessionStorage.setItem('said', JSON.stringify([...said.add(place)]));
    };
    new MutationObserver(remember).observe(document, { subtree: true, childList: true, characterData: true });
  });
}

export const forgetSavedWords = (page: Page) => page.evaluate(() => sessionStorage.removeItem('said'));

export const placesSaid = (page: Page) =>
  page.evaluate(() => JSON.parse(sessionStorage.getItem('said') ?? '[]') as string[]);

/** From a signed-in courier's first screen to the door of the first hand-over, which the bar then offers. */
export async function driveToDoor(page: Page) {
  await press(page, 'Ota tabletti käyttöön', page.getByRole('heading', { name: 'Valmiina lähtöön?' }));
  await expect(page.getByText('Kaikki on tabletissa', { exact: true })).toBeVisible({ timeout: 30_000 });
  await press(page, 'Lastaamaan', page.getByRole('heading', { name: 'Lasti', level: 1 }));
  await loadAll(page);
  await press(page, 'Lähde ajoon', page.locator('#visit-title'));
  for (let verb = await verbOf(page); verb !== 'Kuittaa luovutus'; verb = await verbOf(page))
    await press(page, verb, page.locator('.bar').filter({ hasNotText: verb }).filter({ hasNotText: 'Tallennetaan' }));
}

/** Fills the form of a hand-over in, as far as this one asks, and opens the review. */
export async function fillHandOver(page: Page, name: string) {
  await page.getByLabel('Vastaanottajan nimi').fill(name);
  const identity = page.getByLabel(/Näin henkilötodistuksen/);
  if (await identity.isVisible()) await identity.check();
  if (await page.locator('.paper canvas').isVisible()) await sign(page);
  await press(page, 'Tarkista', page.getByRole('heading', { level: 1, name: 'Onko tämä oikein?' }));
}
