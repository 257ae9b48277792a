import type { FailureReason, Receiver } from '#domain/vocabulary.ts';
import type { Position } from '#domain/geometry.ts';
import { demoLandmarks, type DemoHome } from '../region/landmarks.ts';
import { demoTelephone, type DemoTenant } from './organisations.ts';

export interface DemoOrder {
  readonly tenant: DemoTenant['id'];
  /** A kind and a class of `trade.ts`; a sender of `organisations.ts`. */
  readonly kind: string;
  readonly temperatureClass: string;
  readonly sender: string;
  /** A return is fetched from the home and brought to the sender. */
  readonly direction: 'delivery' | 'return';
  readonly name: string;
  readonly telephone: string;
  readonly address: string;
  readonly position: Position;
  readonly village: string;
  readonly notes: string;
  readonly pieces: number;
  /** Local time `HH:MM`; null: any time that day. */
  readonly window: { readonly from: string; readonly to: string } | null;
  /** How yesterday's ended; null for today's. */
  readonly outcome: DemoOutcome | null;
}

type DemoOutcome =
  | { readonly receiver: Receiver; readonly receivedBy: string }
  | { readonly failure: FailureReason; readonly note: string };

/** What is carried: the tenant that orders it, where it waits, its kind and its class. */
const goods = {
  meal: { tenant: 'county', sender: 'kitchen', kind: 'meal', temperatureClass: 'hot' },
  medicine: { tenant: 'pharmacy', sender: 'pharmacy', kind: 'medicine', temperatureClass: 'room' },
  insulin: { tenant: 'pharmacy', sender: 'pharmacy', kind: 'medicine-identity', temperatureClass: 'fridge-no-frost' },
  chilled: { tenant: 'supermarket', sender: 'supermarket', kind: 'groceries', temperatureClass: 'cold' },
  frozen: { tenant: 'supermarket', sender: 'supermarket', kind: 'groceries', temperatureClass: 'frozen' },
  village: { tenant: 'village-shop', sender: 'village-shop', kind: 'groceries', temperatureClass: 'cold' },
  books: { tenant: 'library', sender: 'library', kind: 'library', temperatureClass: 'none' },
  parcel: { tenant: 'post', sender: 'post', kind: 'post', temperatureClass: 'none' }
} as const satisfies Record<string, Pick<DemoOrder, 'tenant' | 'sender' | 'kind' | 'temperatureClass'>>;

/** One line of the day: who, which of the village's homes (from the nearest to the middle), what, when, and notes. */
type Line = readonly [
  name: string,
  village: string,
  home: number,
  what: keyof typeof goods,
  window: string,
  notes?: string,
  more?: { pieces?: number; direction?: 'return'; outcome?: DemoOutcome }
];

// Invented people: names that are common in Finland, put together at random.
const today: readonly Line[] = [
  ['Aino Kettunen', 'Kuikkasalmi', 0, 'meal', '10:30-11:30', 'Ovikoodi 4417.'],
  ['Veikko Moilanen', 'Kuikkasalmi', 1, 'meal', '10:30-11:30', 'Kuulee huonosti: soita kahdesti.'],
  ['Gunnevi Lindroos', 'Kuikkasalmi', 2, 'meal', '10:30-11:30', 'Pratar helst svenska.'],
  ['Eila Karppinen', 'Kuikkasalmi', 3, 'medicine', '', 'Ovikoodi 1952, toinen kerros.'],
  ['Reijo Heikkinen', 'Kuikkasalmi', 4, 'medicine', '08:00-12:00'],
  ['Tuula Väisänen', 'Kuikkasalmi', 5, 'books', ''],
  ['Oiva Pikkarainen', 'Kuikkasalmi', 6, 'chilled', '', 'Ostokset eteisen pöydälle.', { pieces: 2 }],
  ['Marja-Leena Kemppainen', 'Kuikkasalmi', 7, 'parcel', '', 'Asiakas palauttaa paketin.', { direction: 'return' }],

  ['Helvi Karjalainen', 'Saarenkylä', 1, 'medicine', '', 'Koira pihassa, kiltti.'],
  ['Matti Juntunen', 'Saarenkylä', 3, 'frozen', '', 'Pakastin on liiterissä.'],
  ['Astrid Sandberg', 'Saarenkylä', 5, 'parcel', '', '', { pieces: 2 }],

  ['Kalevi Leinonen', 'Koivuvaara', 0, 'meal', '10:45-12:00'],
  ['Sirkka Mustonen', 'Koivuvaara', 2, 'frozen', '', 'Aja pihaan asti, portti on auki.'],
  ['Ánne Magga', 'Koivuvaara', 4, 'medicine', ''],
  // The van is promised to Tervasalmi at this time.
  ['Urho Tolonen', 'Koivuvaara', 5, 'meal', '12:20-12:50', 'Syö lääkkeen ruoan kanssa klo 12.30.'],

  ['Lempi Huotari', 'Tervasalmi', 0, 'meal', '11:00-12:00', 'Avain naapurissa, Tervasalmen kaupalla tiedetään.'],
  ['Pentti Hyvönen', 'Tervasalmi', 3, 'insulin', '11:00-16:00', 'Henkilöllisyys tarkistetaan. Soita ennen tuloa.'],
  ['Raili Kinnunen', 'Tervasalmi', 1, 'books', ''],
  ['Esko Määttä', 'Tervasalmi', 4, 'village', '13:00-16:00', 'Kaksi laatikkoa, pullot takaisin.', { pieces: 2 }],
  ['Kerttu Seppänen', 'Tervasalmi', 5, 'parcel', ''],
  ['Hannes Nyberg', 'Tervasalmi', 2, 'books', '', 'Kassi odottaa kuistilla.', { direction: 'return' }],

  ['Anja Komulainen', 'Petäjäkoski', 0, 'chilled', '13:00-16:00'],
  ['Toivo Härkönen', 'Petäjäkoski', 2, 'medicine', '', 'Iso koira, ei päästä pihaan: soita.'],
  ['Inkeri Keränen', 'Petäjäkoski', 4, 'parcel', ''],
  ['Paavo Romppainen', 'Petäjäkoski', 1, 'books', '']
];

const gaveTo = (receiver: Receiver, receivedBy: string): { outcome: DemoOutcome } => ({
  outcome: { receiver, receivedBy }
});

const yesterday: readonly Line[] = [
  ['Aino Kettunen', 'Kuikkasalmi', 0, 'meal', '10:30-11:30', 'Ovikoodi 4417.'],
  ['Veikko Moilanen', 'Kuikkasalmi', 1, 'meal', '10:30-11:30', 'Kuulee huonosti: soita kahdesti.'],
  ['Gunnevi Lindroos', 'Kuikkasalmi', 2, 'meal', '10:30-11:30', 'Pratar helst svenska.'],
  ['Kauko Pulkkinen', 'Kuikkasalmi', 8, 'medicine', '', '', gaveTo('household', 'Terttu Pulkkinen')],
  ['Liisa Tervonen', 'Kuikkasalmi', 9, 'books', ''],
  ['Jouko Rautiainen', 'Kuikkasalmi', 10, 'parcel', ''],
  ['Maire Okkonen', 'Kuikkasalmi', 11, 'chilled', '', '', { pieces: 3 }],
  ['Elsa Korhonen', 'Hirvilahti', 0, 'medicine', ''],
  ['Ilmari Partanen', 'Hirvilahti', 3, 'chilled', '', 'Jyrkkä pihatie, hiekoitettu.'],
  ['Sylvi Piirainen', 'Rimpikylä', 0, 'books', ''],
  ['Taisto Kyllönen', 'Rimpikylä', 2, 'frozen', ''],
  ['Rauha Hiltunen', 'Rimpikylä', 4, 'medicine', '', '', gaveTo('mandate_holder', 'Antti Hiltunen')],
  ['Bertil Holmström', 'Hietaniemi', 0, 'meal', '11:00-12:30'],
  ['Vieno Säkkinen', 'Hietaniemi', 1, 'meal', '11:00-12:30', 'Avain naapurissa.', gaveTo('care_worker', 'Minna Saari')],
  ['Arvo Manninen', 'Hietaniemi', 3, 'parcel', ''],
  ['Siiri Haataja', 'Hietaniemi', 4, 'books', '', '', { direction: 'return' }],
  ['Onni Leskinen', 'Hietaniemi', 5, 'medicine', ''],
  ['Martta Väyrynen', 'Myllyjoki', 0, 'chilled', ''],
  ['Yrjö Kovalainen', 'Myllyjoki', 2, 'medicine', ''],
  [
    'Saima Ronkainen',
    'Myllyjoki',
    4,
    'parcel',
    '',
    '',
    { outcome: { failure: 'nobody_home', note: 'Ovi oli lukossa. Paketti palasi postipisteeseen.' } }
  ],
  ['Niilo Pyykkönen', 'Kangaskylä', 0, 'frozen', ''],
  ['Hilkka Oikarinen', 'Kangaskylä', 2, 'books', '']
];

/** The demonstration's orders: yesterday's, with how each ended, and today's, of which two cannot be planned. */
export function demoOrders(): { yesterday: DemoOrder[]; today: DemoOrder[] } {
  const { unreachable } = demoLandmarks();
  const toTheIsland = order(
    ['Tauno Rissanen', 'Hietaniemi', 0, 'medicine', '', 'Veneellä laiturista, talvella jäätä pitkin.'],
    26,
    unreachable
  );
  return {
    yesterday: yesterday.map((line, index) => {
      const [name] = line;
      const made = order(line, 40 + index, homeOf(line));
      return { ...made, outcome: made.outcome ?? { receiver: 'recipient', receivedBy: name } };
    }),
    today: [...today.map((line, index) => order(line, 1 + index, homeOf(line))), toTheIsland]
  };
}

function homeOf([, village, index]: Line): DemoHome {
  const home = demoLandmarks().homes.filter((candidate) => candidate.village === village)[index];
  if (!home) throw new Error(`${village} has no home number ${index} in the demonstration.`);
  return home;
}

function order([name, , , what, window, notes, more]: Line, number: number, home: DemoHome): DemoOrder {
  const [from, to] = window.split('-');
  return {
    ...goods[what],
    direction: more?.direction ?? 'delivery',
    name,
    telephone: demoTelephone(1000 + number),
    address: home.address,
    position: home.position,
    village: home.village,
    notes: notes ?? '',
    pieces: more?.pieces ?? 1,
    window: from && to ? { from, to } : null,
    outcome: more?.outcome ?? null
  };
}
