import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestHub, today, type TestHub } from './hub.fixture.ts';
import { readTable } from './order-import.ts';
import type { LocalDate } from '#domain/units.ts';
import type { Staff } from './services.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
/** Latin letters stand at the same places in Windows-1252. */
const windows1252 = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const utf16 = (text: string, bigEndian = false) => {
  const bytes = Buffer.from(`\uFEFF${text}`, 'utf16le');
  return new Uint8Array(bigEndian ? bytes.swap16() : bytes);
};
const headings = 'Päivä;Alkaen;Viimeistään;Laji;Lähettäjä;Nimi;Osoite;Puhelin;Lisätiedot;Kolleja';
const row =
  '24.11.2026;10.30;11.30;Ateria;Keskuskeittiö;Aino Kettunen;Koulutie 10;000 123 1001;"Ovikoodi 4417; ""pieni"" koira";2';

describe('a table as Finnish Excel writes it', () => {
  it.each([
    ['Windows-1252 with CRLF', windows1252(`${headings}\r\n${row}\r\n`)],
    ['UTF-8 with a byte order mark', utf8(`\uFEFF${headings}\n${row}\n`)],
    ['UTF-16, as "Unicode text"', utf16(`${headings}\r\n${row}`.replaceAll(';', '\t').replace('4417\t', '4417;'))],
    ['UTF-16 the other way round', utf16(`${headings}\n${row}`, true)],
    ['a paste from the screen, with tabs', utf8(`${headings}\n${row}`.replaceAll(';', '\t').replace('4417\t', '4417;'))]
  ])('is read from %s', (_, bytes) => {
    expect(readTable(bytes)).toEqual({
      rows: [
        {
          line: 2,
          draft: {
            date: '24.11.2026',
            from: '10.30',
            to: '11.30',
            kind: 'Ateria',
            temperatureClass: '',
            sender: 'Keskuskeittiö',
            direction: 'delivery',
            name: 'Aino Kettunen',
            address: 'Koulutie 10',
            telephone: '000 123 1001',
            notes: 'Ovikoodi 4417; "pieni" koira',
            pieces: '2'
          }
        }
      ]
    });
  });

  it.each([
    ['Swedish', 'Dag;Tidigast;Senast;Slag;Avsändare;Riktning;Namn;Adress;Telefon;Till föraren;Kollin'],
    ['English', 'DAY;Not before;Not after;Kind;Sender;Direction;Name;Address;Telephone;For the courier;Pieces']
  ])('has its headings also in %s', (_, row1) => {
    const read = readTable(utf8(`${row1}\n${row.replace(';Aino', ';retur;Aino')}`));
    expect('rows' in read && read.rows[0]!.draft).toMatchObject({
      date: '24.11.2026',
      to: '11.30',
      sender: 'Keskuskeittiö',
      direction: 'return',
      name: 'Aino Kettunen',
      notes: expect.stringContaining('Ovikoodi') as string,
      pieces: '2'
    });
  });

  it.each([
    ['sep=;\r\n', headings, ';'],
    ['SEP=,\n', headings.replaceAll(';', ','), ','],
    ['sep=|\n', headings.replaceAll(';', '|'), '|']
  ])('may begin with %j, which names the delimiter and is no row', (first, row1, delimiter) => {
    const cells = ['24.11.2026', '', '', 'Ateria', 'Keittiö', 'Aino', '"Koulutie 1"'].join(delimiter);
    const read = readTable(utf8(`${first}${row1}\n${cells}`));
    expect('rows' in read && read.rows).toMatchObject([{ line: 2, draft: { name: 'Aino', address: 'Koulutie 1' } }]);
  });

  it('keeps a direction that it does not know, for the person to see and mend', () => {
    const read = readTable(utf8(`${headings};Suunta\n${row};Palautuss\n${row};NOUTO\n${row};`));
    expect('rows' in read && read.rows.map(({ draft }) => draft.direction)).toEqual([
      'Palautuss',
      'return',
      'delivery'
    ]);
  });

  it('counts lines as Excel does, past empty rows and line breaks in a cell', () => {
    const broken = row.replace('pieni', 'pieni\nmusta');
    const read = readTable(utf8(`${headings}\n${broken}\n;;;;\n${row}`));
    expect('rows' in read && read.rows.map(({ line }) => line)).toEqual([2, 5]);
  });

  it.each([
    [
      'a quote in the middle of a cell',
      `${headings}\n${row}\n24.11.2026;;;Ateria;K;Aino "Ainu" K;Koulutie 1`,
      'stray_quote',
      3
    ],
    ['a quote that never closes', `${headings}\n${row}\n24.11.2026;;;"Ateria`, 'open_quote', 3],
    ['a quote that closes in another row', `${headings}\n${row}\n"24.11.2026;;;Ateria\n${row}`, 'stray_quote', 3],
    ['text after a closing quote', `${headings}\n"24.11."2026;;`, 'stray_quote', 2],
    ['an unknown heading', `Päivä;Kissa\n1;2`, 'heading_unknown', 'Kissa'],
    ['a heading that stands twice', `${headings};nimi\n1;2`, 'heading_twice', 'nimi'],
    ['a missing heading', `Päivä;Laji;Lähettäjä;Nimi\n1;2;3;4`, 'heading_missing', 'Osoite'],
    ['more cells than headings', `${headings}\n${row};yksi;kaksi`, 'too_many_cells', 2],
    ['headings alone', headings, 'only_headings', undefined],
    ['nothing', '', 'heading_missing', 'Päivä, Laji, Lähettäjä, Nimi, Osoite'],
    ['a workbook of Excel', 'PK\u0003\u0004\u0014\u0000', 'not_csv', undefined],
    ['UTF-16 without a mark', [...headings].join('\0'), 'not_csv', undefined],
    ['too many rows', `${headings}${`\n${row}`.repeat(1001)}`, 'too_many_rows', undefined],
    ['too many bytes', 'x'.repeat(1_000_001), 'too_large', undefined]
  ])('is unreadable with %s, and says where', (_, text, key, where) => {
    const read = readTable(utf8(text));
    if (!('unreadable' in read)) throw new Error('It was read.');
    expect(read.unreadable.key).toBe(key);
    expect(read.unreadable.values?.line ?? read.unreadable.values?.heading).toBe(where);
  });

  it('never throws, whatever bytes come', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const read = readTable(bytes);
        expect('rows' in read || read.unreadable.key.length > 0).toBe(true);
      })
    );
    fc.assert(
      fc.property(fc.array(fc.constantFrom('"', ';', '\n', 'a', '\r'), { maxLength: 40 }), (parts) => {
        readTable(utf8(`${headings}\n${parts.join('')}`));
      })
    );
  });

  it('reads back any text that is quoted as the format has it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const quoted = row.replace(/"Ovikoodi.*koira"/, () => `"${text.replaceAll('"', '""')}"`);
        const read = readTable(utf8(`${headings}\n${quoted}\n`));
        expect('rows' in read && read.rows[0]?.draft.notes).toBe(text.trim());
      })
    );
  });
});

describe('an import', () => {
  let test: TestHub;
  let county: Staff;
  beforeAll(async () => {
    test = await openTestHub();
    county = await test.staff('county');
  });
  afterAll(() => test.remove());

  it('shows each bad row and why, and orders nothing until all are good', async () => {
    const { csv, orders } = test.hub.services;
    const bad = row.replace('24.11.2026', '31.11.2026').replace('Koulutie 10', 'Kissankuja 1');
    const preview = csv.preview(county, windows1252(`${headings}\n${row}\n${bad}`));
    if (!('rows' in preview)) throw new Error(preview.unreadable);
    expect(preview.rows.map(({ line, problems }) => ({ line, problems }))).toEqual([
      { line: 2, problems: {} },
      { line: 3, problems: { date: 'not_a_date', address: 'unknown_address' } }
    ]);
    expect(
      await csv.place(
        county,
        preview.rows.map(({ draft }) => draft),
        true
      )
    ).toHaveProperty('rows');
    expect(orders.list(county, today)).toEqual([]);

    const astray = utf8(`${headings}\n"${row}`);
    expect(csv.preview(county, astray)).toMatchObject({ unreadable: expect.stringContaining('Rivillä 2 ') });
    expect(csv.preview(county, astray, 'sv')).toMatchObject({ unreadable: expect.stringContaining('rad 2 ') });

    const good = await csv.place(county, [preview.rows[0]!.draft, preview.rows[0]!.draft], true);
    expect('orders' in good && good.orders).toHaveLength(2);
    expect(orders.list(county, today).map(({ recipient }) => recipient)).toEqual(['Aino Kettunen', 'Aino Kettunen']);
  });

  it('names the headings in the language of the page', () => {
    const { csv } = test.hub.services;
    expect([csv.headings('sv')[0], csv.headings('se')[0]]).toEqual(['Dag', 'Päivä']);
    expect(csv.preview(county, utf8('Katt;Hund\n1;2'), 'sv')).toMatchObject({
      unreadable: expect.stringContaining('Avsändare; Riktning; Namn')
    });
  });

  it('warns of an order that stands once more, and orders it when the person means it', async () => {
    const { csv, orders } = test.hub.services;
    const day = '25.11.2026';
    const date = '2026-11-25' as LocalDate;
    const first = row.replace('24.11.2026', day);
    const again = first.replace('Aino', 'AINO ').replace('000 123 1001', '');
    const others = [
      first.replace('10.30', '10.00'),
      first.replace('Ateria', 'Apteekkilähetys'),
      first.replace('Koulutie 10', 'Koulutie 11'),
      first.replace('Aino', 'Aina'),
      first.replace(day, '26.11.2026')
    ];
    const preview = (...rows: string[]) => {
      const read = csv.preview(county, utf8([headings, ...rows].join('\n')));
      if (!('rows' in read)) throw new Error(read.unreadable);
      return read.rows;
    };
    const drafts = (...rows: string[]) => preview(...rows).map(({ draft }) => draft);
    expect(preview(first, ...others, again).map(({ twin }) => twin)).toEqual([
      ...Array<null>(6).fill(null),
      'in_table'
    ]);
    expect(await csv.place(county, drafts(first, again), false)).toMatchObject({
      rows: [{ twin: null }, { twin: 'in_table' }]
    });
    expect(orders.list(county, date)).toEqual([]);

    const placed = await csv.place(county, drafts(first, ...others), false);
    if (!('orders' in placed)) throw new Error('not placed');
    expect(preview(again)[0]!.twin).toBe('ordered');
    expect(await csv.place(county, drafts(first), false)).toHaveProperty('rows');
    expect(await csv.place(county, drafts(first), true)).toHaveProperty('orders');
    for (const { order } of orders.list(county, date)) await orders.cancel(county, order, 'orderer');
    expect(preview(again)[0]!.twin).toBeNull();
  });
});
