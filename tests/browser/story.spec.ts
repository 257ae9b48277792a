import { expect, type Page } from '@playwright/test';
import { dayAt, writtenDay } from '#lib/calendar.ts';
import { examineJournals } from './journals-at-rest.ts';
import { test } from './programs.ts';
import type { Home } from './region-under-test.ts';
import { password, timeFromNow, users } from './story-setup.ts';
import * as office from './the-console.ts';
import * as tablet from './the-tablet.ts';

const medicine = 'Apteekkilähetys';
const identityChecked = 'Apteekkilähetys, henkilöllisyys tarkistetaan';
const notAtHome = 'Sylvi Åkerlund';

/** Twelve people, each at a door of their own. */
function twelve(homes: Home[]) {
  const order = (index: number, kind: string, name: string, more: Partial<office.WantedOrder> = {}) => ({
    kind,
    name,
    address: homes[index]!.label,
    ...more
  });
  const county = [
    order(0, 'Ateria', 'Aino Törmänen', { from: timeFromNow(-60), to: timeFromNow(240), notes: 'Koira on kiltti' }),
    order(1, 'Ateria', 'Eino Väisänen'),
    order(2, 'Kirjakassi', 'Helvi Hyökki'),
    order(3, 'Ruokaostokset', 'Toivo Mäkelä')
  ];
  const pharmacy = [
    order(4, medicine, notAtHome),
    order(5, medicine, 'Veikko Yli-Ojala', { notes: 'Ovikoodi "2580"; soita ensin' }),
    order(6, identityChecked, 'Kerttu Näätänen'),
    order(7, medicine, 'Urho Pöyhönen', { from: timeFromNow(-120), to: timeFromNow(480) }),
    order(8, medicine, 'Lempi Särkkä'),
    order(9, medicine, 'Arvo Järvi'),
    order(10, medicine, 'Hilja Kähkönen'),
    order(11, medicine, 'Onni Räsänen')
  ];
  return { county, pharmacy, all: [...county, ...pharmacy] };
}

test('a day from order to proof, driven with hub and van dead', async ({ browser, page, programs }) => {
  test.setTimeout(240_000);
  const date = dayAt(Date.now());
  test.skip(dayAt(Date.now() + 40 * 60_000) !== date, 'The day ends within forty minutes, and so would its promises.');
  const { hub, van, homes, databases, hubKey } = programs;
  const orders = twelve(homes);
  const errors = errorsOf(page);

  await test.step('two tenants order twelve consignments', async () => {
    await office.signIn(page, hub.origin, users.county);
    for (const order of orders.county) await office.orderByForm(page, order);
    await office.signOut(page);
    await office.signIn(page, hub.origin, users.pharmacy);
    await office.openImport(page);
    const table = office.csvOf(writtenDay(date), 'Kokeilun apteekki', orders.pharmacy);
    const wrong = table.replace(writtenDay(date), '31.11.').replace(homes[5]!.label, 'Ei-ole-tie 1');
    await page.getByLabel('Tai liitä rivit tähän').fill(wrong);
    await office.preview(page);
    await expect(page.getByRole('row', { name: notAtHome })).toContainText('Kirjoita päivä näin');
    await expect(page.getByRole('row', { name: 'Veikko' })).toContainText('Osoitetta ei löydy kartalta');
    await expect(page.getByRole('button', { name: 'Tilaa kaikki' })).toHaveCount(0);
    await page.getByLabel('CSV-tiedosto').setInputFiles(office.asExcelSaves(table));
    await office.preview(page);
    await expect(page.getByText('8 riviä on kunnossa')).toBeVisible();
    await page.getByRole('button', { name: 'Tilaa kaikki' }).click();
    await expect(page.getByText('8 tilausta on tallessa palvelimella.')).toBeVisible();
    for (const { name } of orders.pharmacy) await expect(page.getByRole('link', { name })).toBeVisible();
    for (const { name } of orders.county) await expect(page.getByRole('link', { name })).toHaveCount(0);
    await office.signOut(page);
  });

  await test.step('the entrepreneur plans the day', async () => {
    await office.signIn(page, hub.origin, users.entrepreneur);
    await page.getByRole('button', { name: 'Suunnittele päivä' }).click();
    await expect(page.getByText('Ajolista 1')).toBeVisible({ timeout: 30_000 });
    await expect(page.getByText(/ei mahtunut ajolistalle/)).toHaveCount(0);
    for (const { name } of orders.all)
      await expect(page.getByRole('button', { name: `Luovutus ${name}` })).toBeVisible();
  });

  const context = await browser.newContext({ viewport: { width: 1024, height: 768 } });
  const courier = await context.newPage();
  courier.setDefaultTimeout(20_000);
  await tablet.rememberSavedWords(courier);
  const visitTitle = courier.locator('#visit-title');

  await test.step('the courier takes the tablet into use and checks that the day is on it', async () => {
    await courier.goto(`${hub.origin}/courier`);
    const toSignIn = courier.getByRole('link', { name: 'Kirjaudu' });
    await tablet.press(courier, 'Ota tabletti käyttöön', toSignIn);
    await toSignIn.click();
    await courier.getByLabel('Käyttäjätunnus').fill(users.courier);
    await courier.getByLabel('Salasana').fill(password);
    await courier.getByRole('button', { name: 'Kirjaudu', exact: true }).click();
    const ready = courier.getByRole('heading', { name: 'Valmiina lähtöön?' });
    await tablet.press(courier, 'Ota tabletti käyttöön', ready);
    await expect(courier.getByText('Kaikki on tabletissa', { exact: true })).toBeVisible({ timeout: 60_000 });
    await tablet.press(courier, 'Lastaamaan', courier.getByRole('heading', { name: 'Lasti', level: 1 }));
  });

  await test.step('hub and van die, and the tablet goes on', async () => {
    await Promise.all([hub.kill(), van.kill()]);
    await expect(fetch(`${hub.origin}/healthz`)).rejects.toThrow();
    await courier.reload();
    await expect(courier.getByRole('heading', { name: 'Lasti', level: 1 })).toBeVisible();
    await tablet.press(courier, 'Lähde ajoon', visitTitle);
    await expect(courier.locator('a.saved')).toContainText('Tallessa tabletissa');
    await tablet.forgetSavedWords(courier);
  });

  const given = new Map<string, string>();
  await test.step('every visit is driven, with a reload in the middle', async () => {
    for (let step = 0; step < 100; step++) {
      const verb = await tablet.verbOf(courier);
      if (verb === 'Päätä vuoro') break;
      if (verb === 'Merkitse ensin noudettavat') await tablet.loadAll(courier);
      else if (verb !== 'Kuittaa luovutus') await nextVerb(courier, verb);
      else {
        const name = (await visitTitle.textContent())!.trim();
        if (name === notAtHome) await failAtDoor(courier);
        else given.set(name, await handOver(courier, name));
        if (given.size === 6) await courier.reload();
      }
      await expect(courier.locator('a.saved')).toContainText('Tallessa tabletissa');
    }
    await tablet.press(courier, 'Päätä vuoro', courier.getByRole('heading', { name: /Vuoro on päättynyt/ }));
    await expect(courier.getByText('Merkinnät siirtyvät palvelimelle')).toBeVisible();
    await expect(courier.getByText('Kaikki merkinnät ovat tallessa palvelimella.')).toHaveCount(0);
    expect([...given.keys()].sort()).toEqual(
      orders.all
        .map(({ name }) => name)
        .filter((name) => name !== notAtHome)
        .sort()
    );
    expect(await tablet.placesSaid(courier)).toEqual(['Tallessa tabletissa']);
    // The office, which looks for news all the time, still has its page, and knows how old it is.
    await expect(page.getByText('Ajolista 1')).toBeVisible();
    await expect(page.getByText('Palvelimeen ei nyt ole yhteyttä.')).toBeVisible();
  });

  await test.step('hub and van come back, and the proofs come by themselves', async () => {
    // The tablet drives back into the network, so it need not wait for its next try.
    await context.setOffline(true);
    await Promise.all([hub.start(), van.start()]);
    await context.setOffline(false);
    await expect(courier.locator('a.saved')).toContainText('Tallessa palvelimella', { timeout: 60_000 });
    await expect(courier.getByText('Kaikki merkinnät ovat tallessa palvelimella.')).toBeVisible();
    await expect(courier.getByText('Merkinnät siirtyvät palvelimelle')).toHaveCount(0);
    await page.goto(`${hub.origin}/console/orders`);
    for (const { kind, name } of orders.all) {
      await page.getByRole('link', { name }).click();
      await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
      if (name === notAtHome) {
        await expect(page.getByText('kukaan ei ollut kotona')).toBeVisible();
        await expect(page.getByText('Kävin kahdesti')).toBeVisible();
        await expect(page.getByText('otti vastaan')).toHaveCount(0);
        await expectSavedEverywhere(page, 'Luovutus ei onnistunut');
      } else {
        await expect(page.getByText(`${given.get(name)} otti vastaan klo`)).toBeVisible();
        const signed = kind === medicine || kind === identityChecked;
        await expect(page.getByRole('img', { name: 'Allekirjoitus' })).toHaveCount(signed ? 1 : 0);
        await expect(page.getByText('Henkilöllisyys tarkistettiin.')).toHaveCount(kind === identityChecked ? 1 : 0);
        await expect(page.getByRole('heading', { name: /Luovutus ei onnistunut/ })).toHaveCount(0);
        await expectSavedEverywhere(page, 'Luovutettiin');
      }
      await page.getByRole('link', { name: 'Takaisin' }).click();
    }
  });

  await test.step('each fact is at the hub and in the van once, in whole chains', async () => {
    await context.close();
    await Promise.all([hub.kill(), van.kill()]);
    const atHub = examineJournals(databases.hub, hubKey);
    const inVan = examineJournals(databases.van, hubKey);
    expect(atHub.problems).toEqual([]);
    expect(inVan.problems).toEqual([]);
    const ends = atHub.facts.filter(({ type }) => type === 'consignment.handed_over' || type === 'consignment.failed');
    expect(new Set(ends.map(({ consignment }) => consignment)).size).toBe(12);
    expect(Object.groupBy(ends, ({ type }) => type)).toMatchObject({
      'consignment.handed_over': { length: 11 },
      'consignment.failed': { length: 1 }
    });
    const name = ({ journal, seq, type }: (typeof ends)[number]) => `${journal} ${seq} ${type}`;
    expect(inVan.facts.map(name)).toEqual(atHub.facts.map(name));
  });
  expect(errors).toEqual([]);
});

/** Presses the bar and waits until it says something else. */
async function nextVerb(courier: Page, verb: string) {
  const other = courier.locator('.bar').filter({ hasNotText: verb }).filter({ hasNotText: 'Tallennetaan' });
  await tablet.press(courier, verb, other.getByRole('button').last());
}

/** @returns the name of whoever took it. */
async function handOver(courier: Page, name: string): Promise<string> {
  const form = courier.getByRole('heading', { level: 1, name: 'Kuittaa luovutus' });
  await tablet.press(courier, 'Kuittaa luovutus', form);
  let taker = name;
  if (name.startsWith('Arvo')) {
    taker = 'Saima Järvi';
    await courier.getByLabel('samassa taloudessa asuva').check();
    await courier.getByLabel('Vastaanottajan nimi').fill(taker);
  } else await courier.getByLabel('vastaanottaja itse').check();
  const identity = courier.getByLabel(/Näin henkilötodistuksen/);
  if (await identity.isVisible()) await identity.check();
  if (await courier.locator('.paper canvas').isVisible()) await tablet.sign(courier);
  await tablet.press(courier, 'Tarkista', courier.getByRole('heading', { level: 1, name: 'Onko tämä oikein?' }));
  await tablet.press(
    courier,
    'Kuittaa luovutus',
    courier.locator('.bar').getByRole('button', { name: 'Jatka matkaa' })
  );
  return taker;
}

async function failAtDoor(courier: Page) {
  await courier.getByRole('link', { name: 'Luovutus ei onnistu' }).click();
  await courier.getByLabel('kukaan ei ole kotona').check();
  await courier.getByLabel(/Lisätieto/).fill('Kävin kahdesti');
  const next = courier.locator('.bar').getByRole('button', { name: 'Jatka matkaa' });
  await tablet.press(courier, 'Merkitse: ei luovutettu', next);
}

/** One entry of the timeline, known to be saved in all three places by their signed word. */
async function expectSavedEverywhere(page: Page, event: string) {
  const row = page.getByRole('row').filter({ has: page.getByRole('cell', { name: event, exact: true }) });
  await expect(row).toHaveCount(1);
  for (const place of ['Tallessa tabletissa', 'Tallessa autossa', 'Tallessa palvelimella'])
    await expect(row).toContainText(place, { timeout: 75_000 });
}

/** What the office's page complains of, but for the dead hub; the courier's app asks the dead all the time. */
function errorsOf(page: Page): string[] {
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    const dead = message.text().includes('net::ERR_');
    if (message.type() === 'error' && !dead) errors.push(message.text());
  });
  return errors;
}
