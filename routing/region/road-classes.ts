import type { Tags } from './pbf/read.ts';

/** From the greatest road to the smallest. */
export const roadClasses = [
  'motorway',
  'motorway_link',
  'trunk',
  'trunk_link',
  'primary',
  'primary_link',
  'secondary',
  'secondary_link',
  'tertiary',
  'tertiary_link',
  'unclassified',
  'residential',
  'living_street',
  'service',
  'track',
  'road',
  'winter_road',
  'ice_road',
  'ferry',
  'shuttle_train',
  'other'
] as const;

/** `other` is a way that is made for something else than cars, and signed for them all the same. */
export type RoadClass = (typeof roadClasses)[number];

export const isFerry = (tags: Tags): boolean => ['ferry', 'shuttle_train'].includes(tags.get('route') ?? '');

/** A road whose duration is given for the whole: a ferry, or a bridge that opens. */
export const isTimed = (tags: Tags): boolean => isFerry(tags) || tags.get('bridge') === 'movable';

/** The class of a way; nothing where it is no road at all. */
export function classOf(tags: Tags): RoadClass | undefined {
  const highway = tags.get('highway');
  const wanted = isFerry(tags) ? tags.get('route') : highway;
  const known = roadClasses.find((roadClass) => roadClass === wanted);
  return known ?? (highway === undefined && tags.get('bridge') !== 'movable' ? undefined : 'other');
}

/** Seconds, from `hh:mm`, `hh:mm:ss`, minutes alone or ISO 8601 `PT1H20M`. */
export function durationOf(text: string): number | undefined {
  const clock = /^(?:(\d+):)?(\d+)(?::(\d+))?$/.exec(text);
  const iso = /^PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?$/.exec(text);
  const [, hours, minutes, seconds] = clock ?? iso ?? [];
  const duration = Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60 + Number(seconds ?? 0);
  // No ferry with cars sails for two days: a slip of the pen would not even fit where durations are kept.
  return duration > 0 && duration < 2 * 86_400 ? duration : undefined;
}
