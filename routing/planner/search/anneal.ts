import type { Course } from './course.ts';
import { usualLeg } from './usual-leg.ts';

/**
 * Makes the plan cheaper until so much of the budget is spent: a change for the worse is kept now and then, in the
 * beginning large ones, in the end hardly any. Pauses every few iterations.
 * @param hotLegs how much worse, about, in usual legs
 */
export function* anneal(course: Course, until: number, hotLegs: number, coldLegs: number): Generator<void, void> {
  const { draft, options } = course;
  const from = course.spent;
  const leg = usualLeg(draft);
  const hot = hotLegs * leg;
  const limits = { cost: 0, priority: 0, absent: 0, counters: -1 };
  let cost = draft.wholeCost();
  let absent = draft.missingMandatory();
  let priority = draft.missingPriority();
  while (course.spent < until) {
    if (course.isPauseDue()) yield;
    if (course.adopt()) {
      cost = draft.wholeCost();
      absent = draft.missingMandatory();
      priority = draft.missingPriority();
    }
    const temperature = hot * (coldLegs / hotLegs) ** ((course.spent - from) / (until - from));
    limits.cost = cost - temperature * Math.log(options.random());
    limits.priority = priority;
    limits.absent = absent;
    if (!course.try(limits)) {
      draft.undo();
      continue;
    }
    const costAfter = draft.wholeCost();
    const absentAfter = draft.missing === 0 ? 0 : draft.missingMandatory();
    const priorityAfter = draft.missing === 0 ? 0 : draft.missingPriority();
    const isBetter = priorityAfter < priority || (priorityAfter === priority && absentAfter < absent);
    const isAsGood = priorityAfter === priority && absentAfter === absent && costAfter <= limits.cost;
    if (!isBetter && !isAsGood) {
      draft.undo();
      continue;
    }
    draft.accept();
    if (isBetter || costAfter < course.best.objective.cost) course.offer();
    cost = costAfter;
    absent = absentAfter;
    priority = priorityAfter;
  }
}
