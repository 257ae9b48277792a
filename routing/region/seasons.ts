/**
 * The Finnish year on the road. Every row is a period of each year, from its first to its last day.
 *
 * The authorities set the days of the winter limits anew each autumn and spring, by the weather: about the end of October
 * and the end of March (research/routing.md, "Speed model for Finland"). The days of the thaw (kelirikko), when unpaved
 * roads are soft, are ours: the south has it earlier, the north later.
 */
const seasons = [
  { season: 'winter', from: '10-25', to: '03-31' },
  { season: 'thaw', from: '04-10', to: '05-20' }
] as const;
export type Season = 'summer' | (typeof seasons)[number]['season'];

/** @param date `YYYY-MM-DD` and what may follow; without one it is summer. */
export function seasonOf(date: string | undefined): Season {
  const day = date?.slice(5, 10);
  if (day === undefined) return 'summer';
  const found = seasons.find(({ from, to }) => (from <= to ? from <= day && day <= to : from <= day || day <= to));
  return found?.season ?? 'summer';
}

/**
 * What is signed in winter where another limit stands in summer, km/h: the motorways' 120 becomes 100, and the 100 of
 * most other roads 80. OpenStreetMap has the summer's limits (research/routing.md, "Speed model for Finland").
 */
const winterLimits = [
  { onMotorways: true, summer: 120, winter: 100 },
  { onMotorways: false, summer: 100, winter: 80 }
];

/** The limit that stands on a day, from the one that stands in summer. @param limit km/h */
export function seasonalLimit(limit: number, isMotorway: boolean, season: Season): number {
  if (season !== 'winter') return limit;
  const row = winterLimits.find(({ onMotorways, summer }) => onMotorways === isMotorway && summer === limit);
  return row?.winter ?? limit;
}
