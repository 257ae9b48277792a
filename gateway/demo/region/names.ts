import { shuffled, type Random } from './random.ts';

/** A Finnish place name and its genitive, which a road to it carries: Karhulampi, *Karhulammen*tie. */
export interface PlaceName {
  readonly nominative: string;
  readonly genitive: string;
}

type Landscape = 'dry' | 'shore' | 'lake' | 'bog' | 'stream' | 'river';

const beginnings =
  'Karhu Hirvi Jänis Kettu Kurki Joutsen Metso Teeri Hauki Ahven Siika Kuikka Koivu Mänty Kuusi Haapa Leppä Pihlaja Kataja Halla Suvi Kivi Louhi Hiekka Terva Mylly Pirtti Riihi Sauna Niitty Pelto Heinä Kaski Musta Valkea Iso Pikku Pitkä Ylä Ala Hoikka Syvä Kota Nuotta'.split(
    ' '
  );

const endings: Record<Landscape, readonly (readonly [nominative: string, genitive: string])[]> = {
  dry: [
    ['vaara', 'vaaran'],
    ['mäki', 'mäen'],
    ['kangas', 'kankaan'],
    ['aho', 'ahon'],
    ['harju', 'harjun'],
    ['korpi', 'korven'],
    ['salo', 'salon'],
    ['kumpu', 'kummun'],
    ['selkä', 'selän']
  ],
  shore: [
    ['niemi', 'niemen'],
    ['lahti', 'lahden'],
    ['ranta', 'rannan'],
    ['kallio', 'kallion']
  ],
  lake: [
    ['lampi', 'lammen'],
    ['järvi', 'järven']
  ],
  bog: [
    ['suo', 'suon'],
    ['neva', 'nevan'],
    ['räme', 'rämeen']
  ],
  stream: [['puro', 'puron']],
  river: [['joki', 'joen']]
};

const streetBeginnings =
  'Kirkko Koulu Asema Mylly Ranta Puisto Kauppa Meijeri Lääkäri Pappila Hovi Urheilu Niitty Pelto Koivu Pihlaja Tuomi Vaahtera Kielo Orvokki Vanamo Kanerva Mustikka Puolukka Karpalo Hilla Mesi Rusko Halla Tähti Otso Ketun Oravan Peipon Kiurun Pääskyn Tiaisen Lokin Kurjen Sepän Suutarin Räätälin Kehrääjän Kutojan Lautta Venho Nuotta Verkko Onki Sahan Tuki Uitto Rengas Harju Metsä Kumpu Mäki Laakso Lehto Kaski Aitta Riihi Luhti Sauna Kaivo'.split(
    ' '
  );
const streetEndings = ['tie', 'kuja', 'polku', 'rinne', 'kaari'];

/** Gives every name once. */
export interface Names {
  place(landscape: Landscape): PlaceName;
  /** A village street; streets in different villages do not share a name either. */
  street(): string;
}

export function createNames(random: Random): Names {
  const places = new Map<Landscape, PlaceName[]>();
  for (const landscape of Object.keys(endings) as Landscape[]) {
    const all = beginnings.flatMap((beginning) =>
      endings[landscape].map(([nominative, genitive]) => ({
        nominative: beginning + nominative,
        genitive: beginning + genitive
      }))
    );
    places.set(landscape, shuffled(all, random));
  }
  // The plain names first: Kirkkotie before Kirkkopolku.
  const streets = streetEndings.flatMap((ending) =>
    shuffled(streetBeginnings, random).map((beginning) => beginning + ending)
  );
  const take = <Item>(items: Item[], what: string): Item => {
    const item = items.pop();
    if (item === undefined) throw new Error(`The names for ${what} have run out: add beginnings or endings.`);
    return item;
  };
  streets.reverse();
  return {
    place: (landscape) => take(places.get(landscape)!, landscape),
    street: () => take(streets, 'streets')
  };
}
