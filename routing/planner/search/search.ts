import type { Model } from '../model/model.ts';
import { anneal } from './anneal.ts';
import type { Plan, SearchOptions, Timing } from './contract.ts';
import { Course } from './course.ts';
import { Draft } from './draft.ts';
import { reduceFleet } from './fleet.ts';
import { groundOf } from './ground.ts';
import { Insertions } from './insertions.ts';
import { Nearest } from './nearest.ts';
import { Reckoner } from './reckoner.ts';
import { noLimits, Recreate } from './recreate.ts';
import { RichInsertions } from './rich-insertions.ts';
import { Ruin } from './ruin.ts';
import { settings } from './settings.ts';
import { usualLeg } from './usual-leg.ts';
import { warmStart } from './warm-start.ts';

/**
 * Looks for the best plan as long as the budget lasts: ruins a part of the plan and recreates it, first so that fewer
 * vehicles are needed, then so that it costs less. The first plan comes at once, and whenever it ends it has the best one.
 * Every few iterations it pauses, so that a thread can hear in between what others say.
 */
export function* search(model: Model, timing: Timing, options: SearchOptions): Generator<void, Plan> {
  const { random } = options;
  const ground = groundOf(model);
  const reckoner = new Reckoner(ground, timing);
  const draft = new Draft(ground, reckoner);
  const stays = warmStart(draft, options);
  const nearest = new Nearest(ground);
  const insertions = new Insertions(ground, new RichInsertions(ground, reckoner));
  const ruin = new Ruin(draft, nearest, stays, random, settings);
  const recreate = new Recreate(draft, insertions, nearest, random, settings);
  const course = new Course(draft, ruin, recreate, options);
  begin(course);
  const hasFleetCost = model.vehicles.some(({ fixedCost }) => fixedCost > 0);
  const { fleetUntil, firstUntil, fleetAgainUntil, hot, cold, fleetHot } = settings;
  function* fewer(until: number) {
    if (hasFleetCost || course.best.objective.absent > 0) yield* reduceFleet(course, until, fleetHot * usualLeg(draft));
  }
  yield* fewer(fleetUntil);
  yield* anneal(course, firstUntil, hot, cold);
  yield* fewer(fleetAgainUntil);
  yield* anneal(course, 1, hot, cold);
  return course.best.plan();
}

/** The first plan: what is given, and the rest where it is cheapest. */
function begin(course: Course): void {
  const { draft, recreate } = course;
  course.offer();
  draft.begin();
  if (recreate.recreate(noLimits)) draft.accept();
  else draft.undo();
  course.offer();
  course.ask();
}
