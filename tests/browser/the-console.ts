import { expect, type Page } from '@playwright/test';
import { password } from './story-setup.ts';

/* What people in an office do in the console. */

export async function signIn(page: Page, hub: string, username: string) {
  await page.goto(`${hub}/console/sign-in`);
  await page.getByLabel('Käyttäjätunnus').fill(username);
  await page.getByLabel('Salasana').fill(password);
  await page.getByRole('button', { name: 'Kirjaudu', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: /Ajopäivä/ })).toBeVisible();
}

export async function signOut(page: Page) {
  await page.getByRole('button', { name: 'Kirjaudu ulos' }).click();
  await expect(page.getByLabel('Käyttäjätunnus')).toBeVisible();
}

/** An order as an orderer thinks of it. */
export interface WantedOrder {
  kind: string;
  name: string;
  address: string;
  from?: string;
  to?: string;
  notes?: string;
}

export async function orderByForm(page: Page, order: WantedOrder) {
  await page.getByRole('link', { name: 'Tilaukset' }).click();
  await page.getByRole('link', { name: 'Uusi tilaus' }).click();
  await page.getByLabel('Mitä viedään').selectOption({ label: order.kind });
  await page.getByLabel('Vastaanottajan nimi').fill(order.name);
  await page.getByLabel('Osoite').fill(order.address);
  if (order.from) await page.getByLabel('Aikaisintaan klo').fill(order.from);
  if (order.to) await page.getByLabel('Viimeistään klo').fill(order.to);
  if (order.notes) await page.getByLabel('Tietoa kuljettajalle').fill(order.notes);
  await page.getByRole('button', { name: 'Tilaa', exact: true }).click();
  await expect(page.getByText('Tilaus on tallessa palvelimella.')).toBeVisible();
}

/** A table as Finnish Excel saves it: semicolons, CRLF, quotes where a cell needs them. */
export function csvOf(date: string, sender: string, orders: WantedOrder[]): string {
  const cell = (text: string) => (/[;"\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const rows = orders.map(({ kind, name, address, from = '', to = '', notes = '' }) =>
    [date, from, to, kind, sender, name, address, notes, '1'].map(cell).join(';')
  );
  return ['Päivä;Alkaen;Viimeistään;Laji;Lähettäjä;Nimi;Osoite;Lisätiedot;Kolleja', ...rows, ''].join('\r\n');
}

/** Windows-1252 agrees with Latin-1 for every letter that Finnish and Swedish have. */
export const asExcelSaves = (csv: string) => ({
  name: 'tilaukset.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from(csv, 'latin1')
});

export async function openImport(page: Page) {
  await page.getByRole('link', { name: 'Tuo taulukosta' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Tuo tilaukset taulukosta' })).toBeVisible();
}

export const preview = (page: Page) => page.getByRole('button', { name: 'Näytä esikatselu' }).click();
