import Papa from 'papaparse';
import type { OrderId } from '#domain/fact.ts';
import type { Values } from '#messages/catalogue.ts';
import { orderTableMessages, type OrderTableKey } from '#messages/order-table.ts';
import type { DraftField, ImportRow, OrderDraft, OrderImport, Orders, Staff } from './services.ts';
import { RequestError } from '../web/problem.ts';

/** The columns as people write them; those that may be left out are marked. */
const columns: { field: DraftField; heading: string; optional?: true }[] = [
  { field: 'date', heading: 'Päivä' },
  { field: 'from', heading: 'Alkaen', optional: true },
  { field: 'to', heading: 'Viimeistään', optional: true },
  { field: 'kind', heading: 'Laji' },
  { field: 'temperatureClass', heading: 'Lämpötila', optional: true },
  { field: 'sender', heading: 'Lähettäjä' },
  { field: 'direction', heading: 'Suunta', optional: true },
  { field: 'name', heading: 'Nimi' },
  { field: 'address', heading: 'Osoite' },
  { field: 'telephone', heading: 'Puhelin', optional: true },
  { field: 'notes', heading: 'Lisätiedot', optional: true },
  { field: 'pieces', heading: 'Kolleja', optional: true }
];

const mostRows = 1000;
const mostBytes = 1_000_000;
const returns = ['palautus', 'nouto', 'retur', 'return'];

export function createOrderImport(orders: Orders & Pick<PlaceAll, 'placeAll'>): OrderImport {
  return {
    headings: () => columns.map(({ heading }) => heading),
    preview(staff, bytes, locale = staff.locale) {
      const read = readTable(bytes);
      if ('unreadable' in read) {
        const { key, values } = read.unreadable;
        return { unreadable: orderTableMessages(locale)(key, values) };
      }
      return { rows: read.rows.map(({ line, draft }) => ({ line, draft, problems: orders.check(staff, draft) })) };
    },
    async place(staff, drafts) {
      if (drafts.length > mostRows)
        throw new RequestError(413, 'too_many_rows', `A table may have ${mostRows} rows. Split it.`);
      const rows = drafts.map((draft, index) => ({ line: index + 2, draft, problems: orders.check(staff, draft) }));
      if (rows.some(({ problems }) => Object.keys(problems).length > 0)) return { rows };
      return { orders: await orders.placeAll(staff, drafts) };
    }
  };
}

interface PlaceAll {
  /** Places drafts that were found good, all or none. */
  placeAll(staff: Staff, drafts: OrderDraft[]): Promise<OrderId[]>;
}

interface Unreadable {
  key: OrderTableKey;
  values?: Values;
}

/** Reads the bytes of a CSV file: its rows as drafts, or the first thing that makes it unreadable. */
export function readTable(bytes: Uint8Array): { rows: Omit<ImportRow, 'problems'>[] } | { unreadable: Unreadable } {
  if (bytes.length > mostBytes) return unreadable('too_large');
  const text = decode(bytes);
  if (text.includes('\0')) return unreadable('not_csv');
  const stray = strayQuote(text);
  if (stray) return stray;
  const { data } = Papa.parse<string[]>(text, { delimiter: delimiterOf(text) });
  const [headings = [], ...lines] = data;
  const found = headings.map((heading) => columns.find((column) => sameHeading(column.heading, heading)));
  const unknown = headings.find((heading, index) => heading.trim() !== '' && !found[index]);
  if (unknown !== undefined)
    return unreadable('heading_unknown', { heading: unknown.trim().slice(0, 40), headings: allHeadings });
  const missing = columns.filter((column) => !column.optional && !found.includes(column));
  if (missing.length > 0)
    return unreadable('heading_missing', {
      heading: missing.map(({ heading }) => heading).join(', '),
      headings: allHeadings
    });
  const rows: Omit<ImportRow, 'problems'>[] = [];
  for (const [number, cells] of numberLines(lines)) {
    if (cells.every((cell) => cell.trim() === '')) continue;
    const extra = cells.slice(headings.length).some((cell) => cell.trim() !== '');
    if (extra) return unreadable('too_many_cells', { line: number });
    const value = (field: DraftField) => (cells[found.findIndex((column) => column?.field === field)] ?? '').trim();
    rows.push({
      line: number,
      draft: {
        ...(Object.fromEntries(columns.map(({ field }) => [field, value(field)])) as unknown as OrderDraft),
        direction: returns.includes(value('direction').toLocaleLowerCase('fi')) ? 'return' : 'delivery',
        pieces: value('pieces') || '1'
      }
    });
  }
  if (rows.length > mostRows) return unreadable('too_many_rows', { most: mostRows });
  return rows.length > 0 ? { rows } : unreadable('only_headings');
}

const allHeadings = columns.map(({ heading }) => heading).join('; ');
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
function strayQuote(text: string): { unreadable: Unreadable } | null {
  const delimiter = delimiterOf(text);
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
const sameHeading = (heading: string, text: string) => collator.compare(heading, text.trim()) === 0;
