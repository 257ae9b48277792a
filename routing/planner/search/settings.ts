/*
 * Measured on the public instances of Li & Lim and of Solomon; the first four are those of Christiaens & Vanden Berghe,
 * "Slack induction by string removals", Transportation Science 54 (2020).
 */
export const settings = {
  /** How many stops are taken out on average. */
  average: 10,
  /** The longest string that is taken out of a route. */
  longest: 10,
  /** How often a string is split, and how often the part kept within it grows. */
  split: 0.5,
  grow: 0.01,
  /** How often requests that are alike are taken out, in the place of strings, and how much likeness counts. */
  alike: 0.3,
  bias: 4,
  /** How often the cheapest insertion into a route is passed over. */
  blink: 0.03,
  /** Where more vehicles drive than so many, only so many near ones are looked at. */
  candidates: 40,
  /** How often a delivery of what is aboard already is moved. */
  moveHeld: 0.2,
  /** Until how much of the budget is spent vehicles are taken away. */
  fleetUntil: 0.12,
  /** Then the plan is made cheaper until here, vehicles are taken away again until there, and cheaper until the end. */
  firstUntil: 0.4,
  fleetAgainUntil: 0.47,
  /** How much worse a change may be, about, in legs of a usual length: in the beginning, in the end, and with the fleet. */
  hot: 5,
  cold: 0.1,
  fleetHot: 0.2
};
export type Settings = typeof settings;
