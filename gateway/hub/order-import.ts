import Papa from 'papaparse';
import type { Values } from '#messages/catalogue.ts';
import type { Locale } from '#messages/locale.ts';
import { orderTableMessages, type OrderTableKey } from '#messages/order-table.ts';
import { directionOf } from './order-draft.ts';
import type { HubOrders } from './orders.ts';
import type { DraftField, ImportRow, OrderDraft, OrderImport } from './services.ts';
import { RequestError } from '../web/problem.ts';

/** The columns as people write them in each language; those that may be left out are marked. */
const columns: { field: DraftField; heading: Record<'fi' | 'sv' | 'en', string>; optional?: true }[] = [
  { field: 'date', heading: { fi: 'Päivä', sv: 'Dag', en: 'Day' } },
  { field: 'from', heading: { fi: 'Alkaen', sv: 'Tidigast', en: 'Not before' }, optional: true },
  { field: 'to', heading: { fi: 'Viimeistään', sv: 'Senast', en: 'Not after' }, optional: true },
  { field: 'kind', heading: { fi: 'Laji', sv: 'Slag', en: 'Kind' } },
  { field: 'temperatureClass', heading: { fi: 'Lämpötila', sv: 'Temperatur', en: 'Temperature' }, optional: true },
  { field: 'sender', heading: { fi: 'Lähettäjä', sv: 'Avsändare', en: 'Sender' } },
  { field: 'direction', heading: { fi: 'Suunta', sv: 'Riktning', en: 'Direction' }, optional: true },
  { field: 'name', heading: { fi: 'Nimi', sv: 'Namn', en: 'Name' } },
  { field: 'address', heading: { fi: 'Osoite', sv: 'Adress', en: 'Address' } },
  { field: 'telephone', heading: { fi: 'Puhelin', sv: 'Telefon', en: 'Telephone' }, optional: true },
  { field: 'notes', heading: { fi: 'Lisätiedot', sv: 'Till föraren', en: 'For the courier' }, optional: true },
  { field: 'pieces', heading: { fi: 'Kolleja', sv: 'Kollin', en: 'Pieces' }, optional: true }
];

const mostRows = 1000;
const mostBytes = 1_000_000;

export function createOrderImport(orders: Pick<HubOrders, 'examine' | 'placeAll'>): OrderImport {
  return {
    headings: (locale) => columns.map((column) => headingIn(column, locale)),
    preview(staff, bytes, locale = staff.locale) {
      const read = readTable(bytes, locale);
      if ('unreadable' in read) {
        const { key, values } = read.unreadable;
        return { unreadable: orderTableMessages(locale)(key, values) };
      }
      const found = orders.examine(
        staff,
        read.rows.map(({ draft }) => draft)
      );
      return { rows: read.rows.map((row, index) => ({ ...row, ...found[index]! })) };
    },
    async place(staff, drafts, twinsMeant) {
      if (drafts.length > mostRows)
        throw new RequestError(413, 'too_many_rows', `A table may have ${mostRows} rows. Split it.`);
      const rows = orders
        .examine(staff, drafts)
        .map((found, index) => ({ line: index + 2, draft: drafts[index]!, ...found }));
      const inTheWay = ({ problems, twin }: ImportRow) => Object.keys(problems).length > 0 || (twin && !twinsMeant);
      if (rows.some(inTheWay)) return { rows };
      return { orders: await orders.placeAll(staff, drafts) };
    }
  };
}

interface Unreadable {
  key: OrderTableKey;
  values?: Values;
}

/**
 * Reads the bytes of a CSV file: its rows as drafts, or the first thing that makes it unreadable.
 *
 * @param locale the language of the headings that a refusal names.
 */
export function readTable(
  bytes: Uint8Array,
  locale: Locale = 'fi'
): { rows: Omit<ImportRow, 'problems' | 'twin'>[] } | { unreadable: Unreadable } {
  if (bytes.length > mostBytes) return unreadable('too_large');
  const whole = decode(bytes);
  if (whole.includes('\0')) return unreadable('not_csv');
  // Excel's own first line, which names the delimiter and which Excel does not show or count.
  const [line = '', named] = /^sep=(.)\r?\n/i.exec(whole) ?? [];
  const text = whole.slice(line.length);
  const delimiter = named ?? delimiterOf(text);
  const stray = strayQuote(text, delimiter);
  if (stray) return stray;
  const { data } = Papa.parse<string[]>(text, { delimiter });
  const [headings = [], ...lines] = data;
  const found = headings.map((heading) => columns.find((column) => isHeadingOf(column, heading)));
  const all = columns.map((column) => headingIn(column, locale)).join('; ');
  const unknown = headings.find((heading, index) => heading.trim() !== '' && !found[index]);
  if (unknown !== undefined)
    return unreadable('heading_unknown', { heading: unknown.trim().slice(0, 40), headings: all });
  const twice = found.find((column, index) => column && found.indexOf(column) !== index);
  if (twice) return unreadable('heading_twice', { heading: headings[found.lastIndexOf(twice)]!.trim() });
  const missing = columns.filter((column) => !column.optional && !found.includes(column));
  if (missing.length > 0)
    return unreadable('heading_missing', {
      heading: missing.map((column) => headingIn(column, locale)).join(', '),
      headings: all
    });
  const rows: Omit<ImportRow, 'problems' | 'twin'>[] = [];
  for (const [number, cells] of numberLines(lines)) {
    if (cells.every((cell) => cell.trim() === '')) continue;
    const extra = cells.slice(headings.length).some((cell) => cell.trim() !== '');
    if (extra) return unreadable('too_many_cells', { line: number });
    const value = (field: DraftField) => (cells[found.findIndex((column) => column?.field === field)] ?? '').trim();
    rows.push({
      line: number,
      draft: {
        ...(Object.fromEntries(columns.map(({ field }) => [field, value(field)])) as unknown as OrderDraft),
        direction: value('direction') ? (directionOf(value('direction')) ?? value('direction')) : 'delivery',
        pieces: value('pieces') || '1'
      }
    });
  }
  if (rows.length > mostRows) return unreadable('too_many_rows', { most: mostRows });
  return rows.length > 0 ? { rows } : unreadable('only_headings');
}

const unreadable = (key: OrderTableKey, values: Values = {}) => ({ unreadable: { key, values } });

/** UTF-16 where its mark begins it (Excel's "Unicode text"), UTF-8 where it is that, else Windows-1252, as Excel saves. */
function decode(bytes: Uint8Array): string {
  const mark = Buffer.from(bytes.subarray(0, 2)).toString('hex');
  if (mark === 'fffe') return new TextDecoder('utf-16le').decode(bytes);
  if (mark === 'feff') return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

const delimiterOf = (text: string) => {
  const [first = ''] = text.split(/\r?\n/, 1);
  return [';', '\t', ','].find((delimiter) => first.includes(delimiter)) ?? ';';
};

/**
 * Names the line of a quote that stands astray: within a cell that does not begin with one, after a closing one, or
 * never closed. A parser would guess, and an order would silently swallow its neighbours.
 */
function strayQuote(text: string, delimiter: string): { unreadable: Unreadable } | null {
  let line = 1;
  let opened = 0;
  let state: 'start' | 'plain' | 'quoted' | 'closed' = 'start';
  for (let index = 0; index < text.length; index++) {
    const character = text[index];
    if (state === 'quoted') {
      if (character === '"' && text[index + 1] === '"') index++;
      else if (character === '"') state = 'closed';
      else if (character === '\n') line++;
    } else if (character === '\n') {
      line++;
      state = 'start';
    } else if (character === delimiter) state = 'start';
    else if (character === '"' && state === 'start') {
      state = 'quoted';
      opened = line;
    } else if (state === 'closed' && character !== '\r') {
      // A cell over several lines that ends amid text is most likely a quote too many where it began.
      return unreadable('stray_quote', { line: opened });
    } else if (character === '"') return unreadable('stray_quote', { line });
    else if (state === 'start') state = 'plain';
  }
  return state === 'quoted' ? unreadable('open_quote', { line: opened }) : null;
}

/** Pairs each row with its line in the file: a quoted cell may hold line breaks. */
function numberLines(lines: string[][]): [number, string[]][] {
  let line = 2;
  return lines.map((cells) => {
    const own = line;
    line += 1 + cells.reduce((sum, cell) => sum + (cell.match(/\n/g)?.length ?? 0), 0);
    return [own, cells];
  });
}

const collator = new Intl.Collator('fi', { sensitivity: 'base' });
const isHeadingOf = ({ heading }: (typeof columns)[number], text: string) =>
  Object.values(heading).some((each) => collator.compare(each, text.trim()) === 0);
/** Nobody writes tables in Northern Sámi headings yet. */
const headingIn = ({ heading }: (typeof columns)[number], locale: Locale) => heading[locale === 'se' ? 'fi' : locale];
