import type { Position } from '#domain/geometry.ts';
import { demoMunicipality } from './generate.ts';
import type { House } from './houses.ts';
import type { Municipality } from './invent.ts';
import { ferryPlan, municipality } from './municipality.ts';
import { distance, positionOf, type Point } from './plane.ts';
import type { ServiceKind } from './services.ts';

/** A building with a name that somebody sends from, or that the van stops at. */
export interface DemoPlace {
  readonly name: string;
  /** `Kylänraitti 12, Kuikkasalmi` */
  readonly address: string;
  readonly position: Position;
}

interface DemoVillage {
  readonly name: string;
  readonly nameSv?: string;
  readonly centre: Position;
  /** The village hall, where the van's service stop is. */
  readonly hall: DemoPlace;
}

export interface DemoHome {
  /** `Tervasalmentie 1243, Kuikkasalmi` */
  readonly address: string;
  readonly village: string;
  readonly position: Position;
  readonly isBehindPrivateRoad: boolean;
  readonly isBeyondFerry: boolean;
}

export interface DemoLandmarks {
  readonly pharmacy: DemoPlace;
  readonly centralKitchen: DemoPlace;
  readonly library: DemoPlace;
  /** The supermarket of the church village and the shop of Tervasalmi. */
  readonly shops: readonly [DemoPlace, DemoPlace];
  readonly postalPoint: DemoPlace;
  readonly depot: DemoPlace;
  /** The church village first. */
  readonly villages: readonly DemoVillage[];
  /** Homes that a car reaches, at least five in every village, some of them behind private roads. */
  readonly homes: readonly DemoHome[];
  /** The cottage on an island without road or ferry. */
  readonly unreachable: DemoHome;
}

const homesInVillage = 7;
const homesInChurchVillage = 16;
/** From the village's middle, metres: one van drives the demonstration's day. */
const farthestHome = 4500;

let known: DemoLandmarks | undefined;

/** Who and what the demonstration's day is about; the same buildings as in the map file. Takes a few seconds once. */
export function demoLandmarks(): DemoLandmarks {
  known ??= findLandmarks(demoMunicipality());
  return known;
}

function findLandmarks({ houses, villages, loneHome }: Municipality): DemoLandmarks {
  const place = (isIt: (house: House) => boolean): DemoPlace => {
    const house = houses.find((candidate) => candidate.service && isIt(candidate));
    if (!house?.service) throw new Error('A service of the demonstration stands nowhere.');
    return { name: house.service.name, address: addressOf(house), position: positionOf(house) };
  };
  const reachable = houses.filter((house) => house !== loneHome);
  const service = (kind: ServiceKind) => place((house) => house.service?.kind === kind);
  return {
    pharmacy: service('pharmacy'),
    centralKitchen: service('central-kitchen'),
    library: service('library'),
    shops: [service('supermarket'), service('village-shop')],
    postalPoint: service('postal-point'),
    depot: service('depot'),
    villages: villages.map(({ plan: { name, nameSv }, centre }) => ({
      name,
      ...(nameSv !== undefined && { nameSv }),
      centre: positionOf(centre),
      hall: place(({ service, village }) => service?.kind === 'hall' && village === name)
    })),
    homes: villages.flatMap(({ plan, centre }, index) =>
      chooseHomes(reachable, plan.name, centre, index === 0 ? homesInChurchVillage : homesInVillage).map(describeHome)
    ),
    unreachable: describeHome(loneHome)
  };
}

/** Homes near and far: a third by the village's middle, a third around it, a third behind private roads. */
function chooseHomes(houses: readonly House[], village: string, centre: Point, count: number): House[] {
  const homes = houses
    .filter((house) => house.village === village && !house.service && distance(house, centre) < farthestHome)
    .toSorted((a, b) => distance(a, centre) - distance(b, centre));
  const evenly = (some: readonly House[], number: number) =>
    Array.from(
      { length: Math.min(number, some.length) },
      (_, index) => some[Math.floor(((index + 0.5) * some.length) / number)]!
    );
  const near = homes.filter((house) => distance(house, centre) < 900 && !house.isBehindPrivateRoad);
  const far = homes.filter((house) => distance(house, centre) >= 900 && !house.isBehindPrivateRoad);
  const hidden = homes.filter((house) => house.isBehindPrivateRoad);
  const third = Math.floor(count / 3);
  const chosen = [...evenly(far, third), ...evenly(hidden, third)];
  return [...evenly(near, count - chosen.length), ...chosen];
}

const addressOf = ({ street, houseNumber }: House) => `${street} ${houseNumber}, ${municipality.name}`;

const describeHome = (house: House): DemoHome => ({
  address: addressOf(house),
  village: house.village,
  position: positionOf(house),
  isBehindPrivateRoad: house.isBehindPrivateRoad,
  isBeyondFerry: house.village === ferryPlan.village
});
