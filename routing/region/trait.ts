import type { Tags } from './pbf/read.ts';

/**
 * The tags of a road that say who may drive it and how fast, and those that a courier is told of it. Roads that have
 * the same ones share a *trait*; a name is not among them, for there are too many. What is not listed here is not in a
 * region pack.
 */
const keys = [
  ...['highway', 'route', 'bridge', 'junction', 'service', 'area', 'impassable', 'status', 'construction', 'proposed'],
  ...['ice_road', 'winter_road', 'seasonal', 'duration', 'interval', 'opening_hours', 'foot', 'bicycle', 'passenger'],
  ...['surface', 'tracktype', 'smoothness', 'lanes', 'width', 'est_width', 'maxwidth', 'maxheight', 'maxweight'],
  ...['maxheight:physical', 'maxwidth:physical'],
  ...['lit', 'sidewalk', 'abutters', 'zone:maxspeed', 'zone:traffic'],
  ...['ref', 'destination', 'destination:ref', 'junction:ref', 'tunnel', 'toll']
];
/** These stand also with a direction, a condition or both behind them: `motor_vehicle:forward:conditional`. */
const keysWithDirection = [
  ...['access', 'vehicle', 'motor_vehicle', 'motorcar', 'goods'],
  ...['oneway', 'oneway:vehicle', 'oneway:motor_vehicle', 'oneway:motorcar'],
  ...['maxspeed', 'maxspeed:advisory', 'maxspeed:type', 'source:maxspeed', 'maxspeed:seasonal:winter']
];
const known = new Set([
  ...keys,
  ...keysWithDirection.flatMap((key) =>
    ['', ':forward', ':backward'].flatMap((direction) => [`${key}${direction}`, `${key}${direction}:conditional`])
  )
]);

/** Metres of the whole way that a road is a part of, where its duration is for the whole. No tag of OpenStreetMap. */
export const lengthOfWay = 'raitti:way-length';

/** OpenStreetMap's own limit; a file may hold anything. */
const longestValue = 255;

/** The tags that make a trait, one a line, sorted: the same ones give the same text. */
export function traitOf(tags: Tags): string {
  const lines: string[] = [];
  for (const [key, value] of tags) {
    const isWanted = known.has(key) || key === lengthOfWay;
    // eslint-disable-next-line no-control-regex -- a line or a text must not end within a value
    if (isWanted && value !== '') lines.push(`${key}=${value.slice(0, longestValue).replace(/[\0-\x1f]/g, ' ')}`);
  }
  return lines.sort().join('\n');
}

/** The tags of a trait again. */
export const tagsOfTrait = (trait: string): Tags =>
  new Map(
    trait.split('\n').flatMap((line) => {
      const end = line.indexOf('=');
      return end < 1 ? [] : [[line.slice(0, end), line.slice(end + 1)] as const];
    })
  );
