import { error, json } from '@sveltejs/kit';
import { dayFrom } from '#lib/console/days.ts';
import { signedIn } from '#lib/console/signed-in.ts';
import type { RequestEvent, RequestHandler } from './$types';

/** The day in question, for the operator's own people: nobody else plans. */
function planner(event: RequestEvent) {
  const { hub, staff } = signedIn(event);
  if (staff.role !== 'entrepreneur') error(403);
  return { days: hub.days, staff, date: dayFrom(event.url, hub.clock.now()) };
}

/** How far the search for the day's plan has come; null while nothing is planned. */
export const GET: RequestHandler = (event) => {
  const { days, staff, date } = planner(event);
  return json(days.planning(staff, date), { headers: { 'cache-control': 'no-store' } });
};

/** Ends the search: what was found so far becomes the plan. */
export const DELETE: RequestHandler = (event) => {
  const { days, staff, date } = planner(event);
  days.stopPlanning(staff, date);
  return new Response(null, { status: 204 });
};
