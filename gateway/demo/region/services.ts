import type { House } from './houses.ts';
import type { Village } from './lay-roads.ts';
import { distance } from './plane.ts';
import type { OsmTags } from '#routing/region/pbf/write.ts';

export type ServiceKind =
  | 'pharmacy'
  | 'central-kitchen'
  | 'library'
  | 'supermarket'
  | 'village-shop'
  | 'postal-point'
  | 'depot'
  | 'hall'
  | 'other';

export interface ServicePlan {
  readonly kind: ServiceKind;
  readonly name: string;
  readonly nameSv?: string;
  readonly tags: OsmTags;
  /** The building's length and breadth, metres. */
  readonly size: readonly [length: number, breadth: number];
}

const inChurchVillage: readonly ServicePlan[] = [
  {
    kind: 'supermarket',
    name: 'Kauppa Kuikka',
    tags: { building: 'retail', shop: 'supermarket' },
    size: [46, 30]
  },
  {
    kind: 'pharmacy',
    name: 'Kuikkasalmen apteekki',
    nameSv: 'Lomsunds apotek',
    tags: { building: 'retail', amenity: 'pharmacy', dispensing: 'yes', healthcare: 'pharmacy' },
    size: [22, 15]
  },
  {
    kind: 'library',
    name: 'Kuikkasalmen kirjasto',
    nameSv: 'Lomsunds bibliotek',
    tags: { building: 'civic', amenity: 'library' },
    size: [28, 18]
  },
  {
    kind: 'postal-point',
    name: 'Kuikkasalmen postipiste',
    nameSv: 'Lomsunds postombud',
    tags: { building: 'retail', amenity: 'post_office' },
    size: [18, 13]
  },
  {
    kind: 'other',
    name: 'Kuikkasalmen kunnantalo',
    nameSv: 'Lomsunds kommunalhus',
    tags: { building: 'public', amenity: 'townhall' },
    size: [38, 16]
  },
  {
    kind: 'other',
    name: 'Kuikkasalmen kirkko',
    nameSv: 'Lomsunds kyrka',
    tags: { building: 'church', amenity: 'place_of_worship', religion: 'christian', denomination: 'lutheran' },
    size: [34, 17]
  },
  {
    kind: 'central-kitchen',
    name: 'Kuikkasalmen keskuskeittiö',
    nameSv: 'Lomsunds centralkök',
    tags: { building: 'public', craft: 'caterer' },
    size: [32, 20]
  },
  {
    kind: 'other',
    name: 'Kuikkasalmen koulu',
    nameSv: 'Lomsunds skola',
    tags: { building: 'school', amenity: 'school' },
    size: [60, 22]
  },
  {
    kind: 'other',
    name: 'Kuikkasalmen terveysasema',
    nameSv: 'Lomsunds hälsostation',
    tags: { building: 'hospital', amenity: 'clinic', healthcare: 'clinic' },
    size: [44, 18]
  },
  { kind: 'other', name: 'Kuikan kahvila', tags: { building: 'retail', amenity: 'cafe' }, size: [16, 12] },
  { kind: 'other', name: 'Kuikkasalmen huoltamo', tags: { building: 'retail', amenity: 'fuel' }, size: [20, 14] },
  { kind: 'other', name: 'Paloasema', tags: { building: 'fire_station', amenity: 'fire_station' }, size: [26, 16] },
  {
    kind: 'depot',
    name: 'Lähilogistiikan varikko',
    nameSv: 'Närlogistikens depå',
    tags: { building: 'industrial', industrial: 'depot', office: 'logistics' },
    size: [30, 18]
  }
];

const inVillages: Readonly<Record<string, readonly ServicePlan[]>> = {
  Tervasalmi: [
    {
      kind: 'village-shop',
      name: 'Tervasalmen kyläkauppa',
      nameSv: 'Tjärsunds bybutik',
      tags: { building: 'retail', shop: 'convenience' },
      size: [24, 16]
    },
    {
      kind: 'other',
      name: 'Tervasalmen koulu',
      nameSv: 'Tjärsunds skola',
      tags: { building: 'school', amenity: 'school' },
      size: [36, 18]
    }
  ]
};

/** Where the van stops: the hall of every village. */
const hallOf = ({ plan }: Village): ServicePlan => ({
  kind: 'hall',
  name: `${plan.genitive} kylätalo`,
  ...(plan.nameSv === undefined ? {} : { nameSv: `${plan.nameSv} bygdegård` }),
  tags: { building: 'civic', amenity: 'community_centre' },
  size: [24, 14]
});

/** Turns the houses nearest to each village's middle into its services. */
export function openServices(houses: readonly House[], villages: readonly Village[]): void {
  villages.forEach((village, index) => {
    const services = [
      hallOf(village),
      ...(index === 0 ? inChurchVillage : []),
      ...(inVillages[village.plan.name] ?? [])
    ];
    const candidates = houses
      .filter((house) => house.village === village.plan.name && !house.isBehindPrivateRoad)
      .toSorted((a, b) => distance(a, village.centre) - distance(b, village.centre));
    const opened: House[] = [];
    for (const service of services) {
      const house = candidates.find((candidate) => opened.every((other) => distance(other, candidate) > 85));
      if (!house) throw new Error(`${village.plan.name} has too few houses for ${service.name}.`);
      house.service = service;
      opened.push(house);
    }
  });
}
