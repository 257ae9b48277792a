import type { Kind, TemperatureClass } from '#gateway/hub/services.ts';
import { seconds } from '#domain/units.ts';

/** The demonstration operator's temperature classes: settings, which another operator may set otherwise. */
export const demoTemperatureClasses: readonly TemperatureClass[] = [
  { id: 'hot', name: { fi: 'Kuuma', sv: 'Varmt', en: 'Hot' }, least: 60, most: null, mustNotFreeze: false },
  { id: 'cold', name: { fi: 'Kylmä', sv: 'Kallt', en: 'Cold' }, least: null, most: 6, mustNotFreeze: false },
  {
    id: 'fridge',
    name: { fi: 'Jääkaappikylmä', sv: 'Kylskåpskallt', en: 'Refrigerated' },
    least: 2,
    most: 8,
    mustNotFreeze: false
  },
  {
    id: 'fridge-no-frost',
    name: {
      fi: 'Jääkaappikylmä, ei saa jäätyä',
      sv: 'Kylskåpskallt, får inte frysa',
      en: 'Refrigerated, must not freeze'
    },
    least: 2,
    most: 8,
    mustNotFreeze: true
  },
  { id: 'frozen', name: { fi: 'Pakaste', sv: 'Fryst', en: 'Frozen' }, least: null, most: -18, mustNotFreeze: false },
  {
    id: 'room',
    name: { fi: 'Huoneenlämpö', sv: 'Rumstemperatur', en: 'Room temperature' },
    least: 15,
    most: 25,
    mustNotFreeze: false
  },
  {
    id: 'none',
    name: { fi: 'Ei lämpötilarajaa', sv: 'Ingen temperaturgräns', en: 'No temperature limit' },
    least: null,
    most: null,
    mustNotFreeze: false
  }
];

/** What the demonstration operator carries, and how each kind is proved. */
export const demoKinds: readonly Kind[] = [
  {
    id: 'meal',
    name: { fi: 'Ateria', sv: 'Måltid', en: 'Meal' },
    temperatureClass: 'hot',
    proof: ['name'],
    // From the kitchen's door to the table; the county's own limit in this demonstration.
    transitLimit: seconds(2 * 3600),
    wantedTransit: { time: seconds(90 * 60), price: 2 }
  },
  {
    id: 'medicine',
    name: { fi: 'Apteekkilähetys', sv: 'Apoteksförsändelse', en: 'Pharmacy parcel' },
    temperatureClass: 'room',
    proof: ['name', 'signature'],
    transitLimit: null
  },
  {
    id: 'medicine-identity',
    name: {
      fi: 'Apteekkilähetys, henkilöllisyys tarkistetaan',
      sv: 'Apoteksförsändelse, identiteten kontrolleras',
      en: 'Pharmacy parcel, identity checked'
    },
    temperatureClass: 'fridge-no-frost',
    proof: ['name', 'signature', 'identity'],
    transitLimit: null
  },
  {
    id: 'groceries',
    name: { fi: 'Ruokaostokset', sv: 'Matvaror', en: 'Groceries' },
    temperatureClass: 'cold',
    proof: ['name'],
    transitLimit: null
  },
  {
    id: 'library',
    name: { fi: 'Kirjakassi', sv: 'Bokkasse', en: 'Library bag' },
    temperatureClass: 'none',
    proof: ['name'],
    transitLimit: null
  },
  {
    id: 'post',
    name: { fi: 'Postipaketti', sv: 'Postpaket', en: 'Parcel' },
    temperatureClass: 'none',
    proof: ['name', 'signature'],
    transitLimit: null
  }
];
