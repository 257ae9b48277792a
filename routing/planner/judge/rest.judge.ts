import { shiftOf, tolerance, type Breach, type Reading } from './reading.judge.ts';

/** Whether the vehicle's breaks are taken, each once, and as many more as its working time asks for. */
export function restBreaches(reading: Reading): Breach[] {
  const { vehicle, visits } = reading;
  const taken = visits.flatMap(({ rest }) => (rest ? [rest.id] : []));
  const breaches: Breach[] = [];
  if ((vehicle.breaks ?? []).some(({ id }) => !taken.includes(id)))
    breaches.push({ sentence: 'leaves out a break', causes: [{ cause: 'missing_break' }] });
  if (new Set(taken).size < taken.length) breaches.push({ sentence: 'takes a break twice' });
  return [...breaches, ...workBreaches(reading)];
}

function workBreaches(reading: Reading): Breach[] {
  const { break_after = Infinity, break_service = 0, max_shift = Infinity } = reading.vehicle.working_time ?? {};
  const { departure, end } = shiftOf(reading);
  const breaches: Breach[] = [];
  const longest = end - departure - max_shift;
  if (longest > tolerance)
    breaches.push({ sentence: 'works too long a shift', causes: [{ cause: 'max_shift', duration: longest }] });
  const rests = restsOf(reading).filter(({ from, until }) => until - from >= break_service - tolerance);
  const stretches = [...rests, { from: end, until: end }].map(
    ({ from }, index) => from - (rests[index - 1]?.until ?? departure)
  );
  const overs = stretches.map((stretch) => stretch - break_after).filter((over) => over > tolerance);
  if (overs.length > 0) {
    const causes = [overs.reduce((sum, over) => sum + over), Math.max(...overs)];
    breaches.push({
      sentence: 'works too long without a break',
      causes: causes.map((duration) => ({ cause: 'working_time', duration }))
    });
  }
  return breaches;
}

/** Every span in which the courier neither drives nor serves: breaks and waits, joined where one follows the other. */
function restsOf({ driven }: Reading): { from: number; until: number }[] {
  const rests: { from: number; until: number }[] = [];
  for (const { step, begin, leaves } of driven) {
    const until = step.type === 'break' ? leaves : begin;
    const last = rests.at(-1);
    if (last && step.arrival - last.until <= tolerance && until >= last.until) last.until = until;
    else rests.push({ from: step.arrival, until });
  }
  return rests;
}
