import { requestOf, type Breach, type Reading, type Visit } from './reading.judge.ts';
import type { Amounts, CompartmentWords } from './words.judge.ts';

/** Whether everything rides where it may, with what it may, and there is room for it. */
export function loadBreaches(reading: Reading): Breach[] {
  return [
    ...reading.visits.flatMap((visit) => compartmentBreaches(reading, visit)),
    ...aboardBreaches(reading),
    ...reloadBreaches(reading)
  ];
}

/** One vehicle without compartments is one compartment that offers nothing. */
const compartmentsOf = ({ vehicle }: Reading): readonly CompartmentWords[] =>
  vehicle.compartments ?? (vehicle.capacity ? [{ id: '', capacity: vehicle.capacity }] : []);

function compartmentBreaches({ vehicle, visits }: Reading, visit: Visit): Breach[] {
  const request = requestOf(visit);
  if (!request) return [];
  const { needs = [] } = request;
  const wrong = (sentence: string) => [{ visit, sentence, causes: [{ cause: 'compartment' }] }];
  if (!vehicle.compartments) return needs.length > 0 ? wrong('rides in a vehicle that offers nothing') : [];
  if (visit.step.compartment === undefined)
    return rides(visit) || needs.length > 0 ? wrong('rides in no compartment') : [];
  const compartment = vehicle.compartments.find(({ id }) => id === visit.step.compartment);
  if (!compartment) return wrong('rides in a compartment that there is not');
  const { offers = [], dedicated } = compartment;
  if (needs.some((word) => !offers.includes(word)))
    return wrong('rides in a compartment that does not offer its needs');
  if (dedicated && !needs.some((word) => offers.includes(word))) return wrong('rides in a compartment kept for others');
  const other = visits.find((one) => one.shipment === visit.shipment && visit.shipment && one !== visit);
  return other && other.step.compartment !== visit.step.compartment ? wrong('changes its compartment') : [];
}

const rides = ({ job, shipment }: Visit) =>
  [...(job?.delivery ?? []), ...(job?.pickup ?? []), ...(shipment?.amount ?? [])].some((amount) => amount > 0);

/** A load, from the moment it is aboard until it is not: positions in the list of visits, -1 before the first. */
interface Load {
  readonly goods: string | undefined;
  readonly compartment: string | number;
  readonly amount: Amounts;
  readonly from: number;
  readonly until: number;
}

/** A job's delivery is loaded at the start or at the last reload before it; its pickup is brought to the next, or the end. */
function loadsOf({ vehicle, visits }: Reading): Load[] {
  const loads: Load[] = [];
  visits.forEach((visit, index) => {
    const compartment = vehicle.compartments ? (visit.step.compartment ?? '') : '';
    const { job, shipment, step } = visit;
    const isReload = (one: Visit) => one.step.type === 'reload';
    const rideJob = (amount: Amounts = [], from: number, until: number) => {
      if (amount.some((one) => one > 0)) loads.push({ goods: job?.goods, compartment, amount, from, until });
    };
    const next = (found: number) => (found < 0 ? Infinity : found);
    rideJob(job?.delivery, visits.slice(0, index).findLastIndex(isReload), index);
    rideJob(job?.pickup, index, next(visits.findIndex((one, at) => at > index && isReload(one))));
    if (shipment && step.type === 'pickup') {
      const until = next(visits.findIndex((one) => one.shipment === shipment && one.step.type === 'delivery'));
      loads.push({ goods: shipment.goods, compartment, amount: shipment.amount ?? [], from: index, until });
    }
  });
  return loads;
}

function aboardBreaches(reading: Reading): Breach[] {
  const { problem, visits } = reading;
  const compartments = compartmentsOf(reading);
  const kinds = compartments[0]?.capacity.length ?? 0;
  const loads = loadsOf(reading);
  const sum = (some: readonly Load[], kind: number) =>
    some.reduce((total, { amount }) => total + (amount[kind] ?? 0), 0);
  const breaches: Breach[] = [];
  for (let index = -1; index < visits.length; index++) {
    const visit = visits[Math.max(0, index)]!;
    const aboard = loads.filter(({ from, until }) => from <= index && index < until);
    for (const { id, capacity } of compartments) {
      const inside = aboard.filter(({ compartment }) => compartment === id);
      if (capacity.some((limit, kind) => sum(inside, kind) > limit))
        breaches.push({ visit, sentence: 'is overloaded', causes: [{ cause: 'load' }] });
    }
    const goods = new Set(aboard.map((load) => load.goods));
    if (problem.incompatible_loads?.some(([one, other]) => goods.has(one) && goods.has(other)))
      breaches.push({
        visit,
        sentence: 'carries what must not ride together',
        causes: [{ cause: 'incompatible_load' }]
      });
    if (index < 0) continue;
    const { load } = visit.step;
    if (kinds > 0 && (load?.length !== kinds || load.some((told, kind) => told !== sum(aboard, kind))))
      breaches.push({ visit, sentence: 'tells a wrong load' });
    if (visit.rest?.max_load?.some((limit, kind) => sum(aboard, kind) > limit))
      breaches.push({ visit, sentence: 'is taken with too much aboard', causes: [{ cause: 'max_load' }] });
  }
  return breaches;
}

function reloadBreaches({ visits }: Reading): Breach[] {
  const reloads = visits.flatMap((visit) => (visit.reload ? [visit.reload] : []));
  return [...new Set(reloads)]
    .filter((reload) => reloads.filter((one) => one === reload).length > (reload.max ?? Infinity))
    .map(({ id }) => ({ sentence: `reloads at ${id} too often` }));
}
