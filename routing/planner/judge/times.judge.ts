import { actionOf, shiftOf, tolerance, type Breach, type Reading, type Visit } from './reading.judge.ts';
import type { Window } from './words.judge.ts';

/** Whether service begins in a window and lasts as long as it must, within the shift. */
export function timeBreaches(reading: Reading): Breach[] {
  const { vehicle, driven, visits } = reading;
  const breaches = visits.flatMap((visit) => [
    ...windowBreach(visit, visit.job?.presence ? undefined : windowsOf(visit)),
    ...serviceBreach(reading, visit)
  ]);
  let place: number | undefined;
  for (const visit of driven) {
    const task = visit.task ?? visit.reload;
    const needed = task && visit.place !== place ? actionOf(task, vehicle).setup : 0;
    if (Math.abs(visit.step.setup - needed) > tolerance) breaches.push({ visit, sentence: 'sets up wrongly' });
    place = visit.place ?? place;
  }
  const { departure, end } = shiftOf(reading);
  const [opens, closes] = vehicle.time_window ?? [-Infinity, Infinity];
  const early = opens - departure;
  const late = end - closes;
  if (early > tolerance)
    breaches.push({
      visit: driven[0]!,
      sentence: 'leaves before the shift',
      causes: [{ cause: 'lead_time', duration: early }]
    });
  if (late > tolerance)
    breaches.push({
      visit: driven.at(-1)!,
      sentence: 'ends after the shift',
      causes: [{ cause: 'delay', duration: late }]
    });
  return breaches;
}

const windowsOf = ({ task, rest, reload }: Visit) => (task ?? rest ?? reload)?.time_windows;

function windowBreach(visit: Visit, windows: readonly Window[] | undefined): Breach[] {
  const { begin } = visit;
  if (!windows || windows.some(([from, until]) => from - tolerance <= begin && begin <= until + tolerance)) return [];
  const missed = windows.filter(([, until]) => until < begin).map(([, until]) => begin - until);
  const ahead = windows.filter(([from]) => from > begin).map(([from]) => from - begin);
  const causes = [
    ...(missed.length > 0 ? [{ cause: 'delay', duration: Math.min(...missed) }] : []),
    ...(ahead.length > 0 ? [{ cause: 'lead_time', duration: Math.min(...ahead) }] : [])
  ];
  return [{ visit, sentence: 'misses its window', causes }];
}

function serviceBreach({ vehicle }: Reading, visit: Visit): Breach[] {
  const { task, job, rest, reload, step } = visit;
  if (job?.presence) return presenceBreaches(visit, job.presence);
  if (step.type === 'break' && !rest) {
    const needed = vehicle.working_time?.break_service ?? 0;
    return step.service < needed - tolerance ? [{ visit, sentence: 'is too short a break' }] : [];
  }
  const about = task ?? reload;
  const needed = about ? actionOf(about, vehicle).service : (rest?.service ?? 0);
  return Math.abs(step.service - needed) > tolerance ? [{ visit, sentence: 'is served for another time' }] : [];
}

/** Who has promised to be there from a time until another comes no later than the one and leaves no sooner than the other. */
function presenceBreaches(visit: Visit, [from, until]: Window): Breach[] {
  const breaches: Breach[] = [];
  const late = visit.begin - from;
  const early = until - visit.leaves;
  if (late > tolerance) breaches.push({ visit, sentence: 'comes late', causes: [{ cause: 'delay', duration: late }] });
  if (early > tolerance)
    breaches.push({ visit, sentence: 'leaves too soon', causes: [{ cause: 'lead_time', duration: early }] });
  return breaches;
}
