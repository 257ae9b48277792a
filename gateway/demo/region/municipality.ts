import type { Point } from './plane.ts';

/**
 * What a person decided about the invented municipality: where its waters, villages and roads lie, and what they
 * are called. The shapes come from noise, so the map looks grown; this page keeps the names true to the land
 * (a *salmi* at a strait, a *vaara* on a hill). No real municipality is called Kuikkasalmi.
 */
export const municipality = { name: 'Kuikkasalmi', nameSv: 'Lomsund' } as const;

const at = (kilometresEast: number, kilometresNorth: number): Point => ({
  x: kilometresEast * 1000,
  y: kilometresNorth * 1000
});

/** The border, anticlockwise: straight lines between old border stones, as Finnish borders are. */
export const border: readonly Point[] = [
  at(0.6, 3.1),
  at(11.5, 0.4),
  at(25, 0.9),
  at(33.2, 0.3),
  at(48.5, 2.2),
  at(58.9, 5.4),
  at(59.6, 27),
  at(58.2, 38.8),
  at(54.1, 43.9),
  at(31, 44.7),
  at(17.4, 43.2),
  at(4.8, 44.4),
  at(1.2, 35.6),
  at(0.4, 20)
];

/** A stretch of water or land, from one end to the other; `strength` negative digs, positive raises. */
export interface Landform {
  readonly from: Point;
  readonly to: Point;
  readonly radius: number;
  readonly strength: number;
}

export const landforms: readonly Landform[] = [
  // Kuikkajärvi: two open waters and the strait between them
  { from: at(13.5, 31.5), to: at(21.5, 26), radius: 4600, strength: -1.15 },
  { from: at(30, 19), to: at(41, 12.5), radius: 4300, strength: -1.15 },
  { from: at(21, 26.2), to: at(30, 19), radius: 1000, strength: -0.75 },
  // Pitkäjärvi, with Tervasalmi across its middle
  { from: at(33.5, 38.3), to: at(46, 30.6), radius: 1700, strength: -0.9 },
  { from: at(38.4, 33.2), to: at(40.2, 36.2), radius: 900, strength: 0.75 },
  // Hietajärvi, Rimpijärvi, Lampijärvi
  { from: at(52, 20), to: at(54, 26.5), radius: 1900, strength: -1 },
  { from: at(8, 10), to: at(15.5, 7), radius: 1600, strength: -0.9 },
  { from: at(49, 8), to: at(51.5, 6), radius: 1300, strength: -0.9 },
  // Islands: Saarenkylä with its ferry, and Haukisaari with one cottage
  { from: at(34.4, 16.4), to: at(37.6, 14.6), radius: 4200, strength: -1.9 },
  { from: at(35.2, 15.9), to: at(36.8, 15), radius: 2100, strength: 2.9 },
  { from: at(17.2, 29), to: at(17.7, 28.7), radius: 700, strength: 2.2 },
  // Hietaniemi, a peninsula; dry ground for the church village
  { from: at(10.8, 24.4), to: at(13.6, 27.4), radius: 1200, strength: 1.7 },
  { from: at(27.2, 23.6), to: at(28.6, 24.4), radius: 2000, strength: 1 },
  { from: at(23.6, 21.2), to: at(24.6, 22.1), radius: 1200, strength: 0.7 },
  // Hills
  { from: at(28.5, 40.6), to: at(31.5, 42), radius: 2600, strength: 0.7 },
  { from: at(55.5, 31.5), to: at(57, 33), radius: 2200, strength: 0.7 },
  { from: at(6, 38), to: at(9, 40), radius: 2600, strength: 0.6 }
];

export interface VillagePlan {
  readonly name: string;
  readonly nameSv?: string;
  /** How a road to it is called: Tervasalmi, *Tervasalmen*tie. */
  readonly genitive: string;
  readonly around: Point;
  /** How far the houses reach, metres, and how many side streets there are. */
  readonly radius: number;
  readonly streets: number;
}

/** The church village stands first; it shares its name with the municipality, as they do. */
export const villagePlans: readonly VillagePlan[] = [
  {
    name: 'Kuikkasalmi',
    nameSv: 'Lomsund',
    genitive: 'Kuikkasalmen',
    around: at(26.9, 23.4),
    radius: 1700,
    streets: 34
  },
  { name: 'Tervasalmi', nameSv: 'Tjärsund', genitive: 'Tervasalmen', around: at(39.6, 34.9), radius: 900, streets: 9 },
  { name: 'Jänisperä', genitive: 'Jänisperän', around: at(51.5, 37), radius: 750, streets: 6 },
  { name: 'Hietaniemi', nameSv: 'Sandnäs', genitive: 'Hietaniemen', around: at(11.9, 25.6), radius: 750, streets: 5 },
  { name: 'Saarenkylä', nameSv: 'Holmby', genitive: 'Saarenkylän', around: at(36.2, 15.4), radius: 700, streets: 4 },
  { name: 'Koivuvaara', genitive: 'Koivuvaaran', around: at(30, 41), radius: 700, streets: 4 },
  { name: 'Petäjäkoski', genitive: 'Petäjäkosken', around: at(45.6, 22.6), radius: 800, streets: 6 },
  { name: 'Rimpikylä', genitive: 'Rimpikylän', around: at(12.2, 11.6), radius: 750, streets: 5 },
  { name: 'Hirvilahti', nameSv: 'Älgviken', genitive: 'Hirvilahden', around: at(25.6, 14.6), radius: 700, streets: 4 },
  { name: 'Myllyjoki', nameSv: 'Kvarnbäck', genitive: 'Myllyjoen', around: at(5.6, 33), radius: 650, streets: 4 },
  { name: 'Kangaskylä', genitive: 'Kangaskylän', around: at(28.3, 6.3), radius: 700, streets: 4 },
  { name: 'Lampiperä', genitive: 'Lampiperän', around: at(53, 11), radius: 650, streets: 4 },
  { name: 'Rajavaara', genitive: 'Rajavaaran', around: at(55.4, 30.6), radius: 600, streets: 3 }
];

export type RoadClass = 'trunk' | 'primary' | 'secondary' | 'tertiary' | 'unclassified';

export interface RoadPlan {
  readonly class: RoadClass;
  readonly name: string;
  readonly ref?: string;
  /** Villages by name, or points: the border, or a corner that the road should pass. */
  readonly through: readonly (string | Point)[];
}

/**
 * The roads that everybody knows, the greatest first: a later road joins an earlier one where that is shorter.
 * House numbers count from a road's beginning.
 */
export const roadPlans: readonly RoadPlan[] = [
  { class: 'trunk', name: 'Kuikkasalmentie', ref: '30', through: ['Kuikkasalmi', at(0.4, 20)] },
  { class: 'trunk', name: 'Petäjäkoskentie', ref: '30', through: ['Kuikkasalmi', 'Petäjäkoski', at(59.6, 27)] },
  {
    class: 'primary',
    name: 'Koivuvaarantie',
    ref: '97',
    through: ['Kuikkasalmi', 'Koivuvaara', at(31, 44.7)]
  },
  { class: 'primary', name: 'Kangaskyläntie', ref: '97', through: ['Kuikkasalmi', 'Kangaskylä', at(25, 0.9)] },
  {
    class: 'secondary',
    name: 'Tervasalmentie',
    ref: '899',
    through: ['Kuikkasalmi', 'Tervasalmi', 'Jänisperä', at(58.2, 38.8)]
  },
  {
    class: 'tertiary',
    name: 'Hietaniementie',
    ref: '19151',
    through: ['Kuikkasalmi', 'Hietaniemi', 'Myllyjoki', at(1.2, 35.6)]
  },
  { class: 'tertiary', name: 'Rimpikyläntie', ref: '19153', through: ['Hietaniemi', 'Rimpikylä', 'Kangaskylä'] },
  { class: 'tertiary', name: 'Hirvilahdentie', ref: '19155', through: ['Kangaskylä', 'Hirvilahti', 'Rimpikylä'] },
  { class: 'tertiary', name: 'Lampiperäntie', ref: '19157', through: ['Petäjäkoski', 'Lampiperä', at(48.5, 2.2)] },
  { class: 'tertiary', name: 'Rajavaarantie', ref: '19159', through: ['Jänisperä', 'Rajavaara', at(59.6, 27)] },
  { class: 'tertiary', name: 'Salmenrannantie', ref: '19161', through: ['Koivuvaara', 'Tervasalmi', 'Petäjäkoski'] },
  { class: 'unclassified', name: 'Pohjantie', through: ['Myllyjoki', at(17.4, 43.2), 'Koivuvaara'] },
  { class: 'unclassified', name: 'Etelärannantie', through: ['Kangaskylä', at(40, 6.5), 'Lampiperä'] }
];

/** Saarenkylä's ferry crosses where the water is narrowest, not far from the landing that the plan has in mind. */
export const ferryPlan = {
  village: 'Saarenkylä',
  name: 'Saarenkylän lossi',
  road: 'Lossitie',
  landing: at(37.8, 18.2)
} as const;

/** The island that no road leads to: one cottage, one person, and a boat. */
export const loneIsland = { name: 'Haukisaari', around: at(17.4, 28.9) } as const;

/** Names for the named waters, given to the lake that lies at the point. */
export const lakeNames: readonly { readonly name: string; readonly nameSv?: string; readonly around: Point }[] = [
  { name: 'Kuikkajärvi', nameSv: 'Lomträsket', around: at(15, 30) },
  { name: 'Kuikkajärvi', nameSv: 'Lomträsket', around: at(38, 11.5) },
  { name: 'Pitkäjärvi', around: at(36, 36.9) },
  { name: 'Alapitkä', around: at(44, 31.8) },
  { name: 'Hietajärvi', around: at(53, 23) },
  { name: 'Rimpijärvi', around: at(11, 8.8) },
  { name: 'Lampijärvi', around: at(50.2, 7) }
];
