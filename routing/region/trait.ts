import type { Tags } from './pbf/read.ts';
import { isTimed } from './road-classes.ts';

/** Metres of the whole way that a road is a part of, where its duration is for the whole. No tag of OpenStreetMap. */
export const lengthOfWay = 'raitti:way-length';

/**
 * The tags of a road that say who may drive it and how fast, and those that a courier is told of it. Roads that have
 * the same ones share a *trait*; a name is not among them, for there are too many. What is not listed here is not in a
 * region pack.
 */
const keys = [
  ...['highway', 'route', 'junction', 'service', 'area', 'impassable', 'status', 'construction'],
  ...['ice_road', 'winter_road', 'opening_hours', 'surface', 'tracktype', 'smoothness'],
  ...['lit', 'sidewalk', 'abutters', 'zone:maxspeed', 'zone:traffic'],
  ...['ref', 'destination', 'destination:ref', 'junction:ref', 'tunnel', 'toll', 'lanes']
];
/** These stand also with a direction behind them: `maxheight:forward`. */
const sizeKeys = [
  ...['width', 'est_width', 'maxwidth', 'maxwidth:physical', 'maxheight', 'maxheight:physical'],
  ...['maxlength', 'maxweight', 'maxweightrating']
];
/** These count on ferries and on bridges that open: elsewhere they would only cut roads into more pieces. */
const keysOfTimed = ['bridge', 'duration', 'interval', 'foot', 'bicycle', 'passenger', lengthOfWay];
/** These stand also with a direction, a condition or both behind them: `motor_vehicle:forward:conditional`. */
const keysWithDirection = [
  ...['access', 'vehicle', 'motor_vehicle', 'motorcar', 'goods'],
  ...['oneway', 'oneway:vehicle', 'oneway:motor_vehicle', 'oneway:motorcar'],
  ...['maxspeed', 'maxspeed:advisory', 'maxspeed:type', 'source:maxspeed', 'maxspeed:seasonal:winter']
];
const withDirections = (listed: readonly string[]) =>
  listed.flatMap((key) => [key, `${key}:forward`, `${key}:backward`]);
const known = new Set([
  ...keys,
  ...withDirections(sizeKeys),
  ...withDirections(keysWithDirection).flatMap((key) => [key, `${key}:conditional`])
]);

/** OpenStreetMap's own limit of a tag's value; a file may hold anything. */
export const longestValue = 255;

/** The tags that make a trait, one a line, sorted: the same ones give the same text. */
export function traitOf(tags: Tags): string {
  const lines: string[] = [];
  const timed = isTimed(tags);
  for (const [key, value] of tags) {
    const isWanted = known.has(key) || (timed && keysOfTimed.includes(key));
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
