import * as v from 'valibot';
import { seconds, type LocalDate, type Seconds } from '#domain/units.ts';

/*
 * How long somebody may work without a break, and in a day: rules that change with the law and differ between employees
 * and the self-employed. They are settings with a day from which they hold and a note on where they come from.
 */

const length = v.pipe(
  v.string(),
  v.regex(/^\d{1,2}:[0-5]\d$/, 'must be hours and minutes, such as 5:30.'),
  v.transform((text) => {
    const [hours, minutes] = text.split(':').map(Number) as [number, number];
    return seconds(hours * 3600 + minutes * 60);
  }),
  v.check((length) => length > 0, 'must be more than nothing.')
);

export const workingTimeSchema = v.strictObject({
  /** `employee`, `self-employed`: what a shift's rules are called. */
  profile: v.pipe(v.string(), v.regex(/^[\w.-]{1,34}$/)),
  from: v.pipe(
    v.string(),
    v.isoDate(),
    v.transform((day) => day as LocalDate)
  ),
  /** A break of `breakLength` before so much work is done; null where no break is ruled. */
  breakAfter: v.nullable(length),
  breakLength: v.nullable(length),
  /** From leaving the depot to coming back, with stops and waiting; null where no law says so. */
  longestShift: v.nullable(length),
  /** The law, the agreement, and who read it when. */
  source: v.pipe(v.string(), v.minLength(1), v.maxLength(500))
});

export interface WorkingTime {
  readonly profile: string;
  readonly from: LocalDate;
  readonly breakAfter: Seconds | null;
  readonly breakLength: Seconds | null;
  readonly longestShift: Seconds | null;
  readonly source: string;
}

/** The rules of a profile that hold on a day; null where there are none. */
export function rulesOn(rules: readonly WorkingTime[], profile: string | null, date: LocalDate): WorkingTime | null {
  const holding = rules.filter((each) => each.profile === profile && each.from <= date);
  return holding.reduce<WorkingTime | null>((last, each) => (last && last.from > each.from ? last : each), null);
}

/** The same in the planner's words. */
export function plannedWorkingTime({ breakAfter, breakLength, longestShift }: WorkingTime) {
  return {
    ...(breakAfter !== null && breakLength !== null && { break_after: breakAfter, break_service: breakLength }),
    ...(longestShift !== null && { max_shift: longestShift })
  };
}
