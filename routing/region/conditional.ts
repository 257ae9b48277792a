import type { Tags } from './pbf/read.ts';
import { seasonOf } from './seasons.ts';

/**
 * Conditions by time, as `*:conditional` and `opening_hours` write them: a documented part of
 * https://wiki.openstreetmap.org/wiki/Conditional_restrictions and of opening_hours.
 *
 * Understood are months (`Nov-Mar`, `Oct 15-Apr 15`), weekdays (`Mo-Fr`, `Sa,Su`), hours (`07:00-18:00`, `22:00-06:00`)
 * and `winter` and `summer`, in this order and together; rules apart by `;` or `,`, conditions apart by `AND`; `24/7` and,
 * of hours, `off` and `closed`. Anything else (holidays, sunset, wet roads, weights) is no condition that is met.
 */
export interface Moment {
  /** `MM-DD` */
  readonly day: string;
  /** 0 on Mondays. */
  readonly weekday: number;
  /** Since midnight; none where only the day is known: then no condition with hours is met. */
  readonly minutes: number | undefined;
}

/**
 * @param date `YYYY-MM-DD` or `YYYY-MM-DDTHH:MM`, as the clocks are where the road is
 * @returns nothing where it is no date of the calendar, or no time of its day
 */
export function momentOf(date: string): Moment | undefined {
  const [, month, day, hour, minute] = /^\d{4}-(\d\d)-(\d\d)(?:T(\d\d):(\d\d))?$/.exec(date) ?? [];
  const time = new Date(hour === undefined ? `${date}T00:00Z` : `${date}Z`);
  // JavaScript takes 30 February for 2 March, and 24 o'clock for the next day.
  if (month === undefined || Number.isNaN(time.getTime()) || !time.toISOString().startsWith(date)) return undefined;
  const minutes = hour === undefined ? undefined : Number(hour) * 60 + Number(minute);
  return { day: `${month}-${day}`, weekday: (time.getUTCDay() + 6) % 7, minutes };
}

/** The tags as they are at a moment: `motor_vehicle:conditional=no @ (Nov-Mar)` becomes `motor_vehicle=no` or nothing. */
export function tagsAt(tags: Tags, moment: Moment): Tags {
  const changed = new Map(tags);
  for (const [key, value] of conditionalTags(tags)) {
    // Of several that are met the last one counts.
    for (const { result, condition } of choicesOf(value)) if (isMet(condition, moment)) changed.set(key, result);
  }
  return changed;
}

/** The tags as they are at one moment or another: one set for each result that some condition has. */
export const tagsEver = (tags: Tags): Tags[] => [
  tags,
  ...conditionalTags(tags).flatMap(([key, value]) =>
    choicesOf(value).map(({ result }) => new Map([...tags, [key, result]]))
  )
];

const suffix = ':conditional';
const conditionalTags = (tags: Tags) =>
  [...tags]
    .filter(([key]) => key.endsWith(suffix))
    .map(([key, value]) => [key.slice(0, -suffix.length), value] as const);

/** `80 @ (Mo-Fr 07:00-18:00); 60 @ (winter)` */
const choicesOf = (value: string) =>
  (value.match(/[^@;]*@[^@;(]*(?:\([^()]*\))?/g) ?? []).map((choice) => {
    const [result, condition] = choice.split('@');
    return { result: result!.trim(), condition: condition!.trim().replace(/^\(|\)$/g, '') };
  });

/** Whether a condition is met, as it stands behind the `@` of a conditional tag. */
export const isMet = (condition: string, moment: Moment): boolean =>
  condition.split(/\s+AND\s+/i).every((part) => part.split(';').some((rule) => isRuleMet(rule, moment) === true));

/**
 * Whether something is open at a moment; where only the day is known, at some hour of it.
 * @returns nothing where the hours cannot be understood
 */
export function isOpenAt(openingHours: string, moment: Moment): boolean | undefined {
  let isOpen = false;
  for (const rule of openingHours.split(';')) {
    const isClosed = /(?:^|\s)(?:off|closed)$/.test(rule.trim());
    const days = isClosed ? rule.trim().replace(/(?:off|closed)$/, '') : rule;
    const met = days === '' || isRuleMet(days, moment, true);
    if (met === undefined) return undefined;
    // A later rule overrules those before it on its days.
    if (met) isOpen = !isClosed;
  }
  return isOpen;
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const weekdays = ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su'];

/** Months, weekdays and hours must all be met. Nothing where one cannot be understood. */
function isRuleMet(rule: string, moment: Moment, atAnyHour = false): boolean | undefined {
  // "Oct 15" is one word of months.
  const words = rule
    .trim()
    .replace(/\b([A-Z][a-z]{2}) (\d{1,2})(?![\d:])/g, '$1$2')
    .split(/\s+/);
  const met = words.map((word) => isWordMet(word, moment, atAnyHour));
  return met.includes(undefined) ? undefined : !met.includes(false);
}

function isWordMet(word: string, moment: Moment, atAnyHour: boolean): boolean | undefined {
  if (word === '24/7') return true;
  if (word === 'winter' || word === 'summer')
    return (seasonOf(`0000-${moment.day}`) === 'winter') === (word === 'winter');
  const met = word.split(',').map((range) => {
    const [from, to = from] = range.split('-');
    if (from === undefined || to === undefined) return undefined;
    const [first, last] = [dayOf(from, '01'), dayOf(to, '31')];
    if (first && last) return isBetween(moment.day, first, last);
    const [weekday, lastWeekday] = [weekdays.indexOf(from), weekdays.indexOf(to)];
    if (weekday >= 0 && lastWeekday >= 0) return isBetween(moment.weekday, weekday, lastWeekday);
    const [start, end] = [minutesOf(from), minutesOf(to)];
    if (start === undefined || end === undefined || from === to) return undefined;
    if (moment.minutes === undefined) return atAnyHour;
    return isBetween(moment.minutes, start, end) && moment.minutes !== end;
  });
  return met.includes(undefined) ? undefined : met.includes(true);
}

/** Also around the turn of the year, the week or the day. */
const isBetween = <Time extends number | string>(time: Time, from: Time, to: Time) =>
  from <= to ? from <= time && time <= to : from <= time || time <= to;

function dayOf(text: string, missing: string): string | undefined {
  const [, name, day] = /^([A-Z][a-z]{2})(\d{1,2})?$/.exec(text) ?? [];
  const month = months.indexOf(name ?? '') + 1;
  return month > 0 ? `${String(month).padStart(2, '0')}-${day?.padStart(2, '0') ?? missing}` : undefined;
}

function minutesOf(text: string): number | undefined {
  const [, hour, minute] = /^(\d{1,2}):(\d\d)$/.exec(text) ?? [];
  return hour === undefined ? undefined : Number(hour) * 60 + Number(minute);
}
