import { refused } from './planner-error.ts';
import type { Problem } from './problem.ts';

interface Place {
  location?: [longitude: number, latitude: number] | undefined;
  location_index?: number | undefined;
}

/** Every place is known by its index where the problem brings matrices, and by its position where it does not. */
export function checkPlaces({ jobs, shipments, vehicles, matrices }: Problem) {
  const sizes = Object.entries(matrices ?? {}).map(([profile, { durations }]) => [profile, durations.length] as const);
  const check = ({ location, location_index: index }: Place, name: string) => {
    if (!matrices) {
      if (location) return;
      if (index === undefined) throw refused(name, 'is missing.');
      throw refused(`${name}_index`, 'needs matrices, which the problem does not bring.');
    }
    if (index === undefined) throw refused(`${name}_index`, 'is missing: the problem brings matrices.');
    const small = sizes.find(([, size]) => index >= size);
    if (small) throw refused(`${name}_index`, `is ${index}, but matrices.${small[0]} has ${small[1]} rows.`);
  };
  jobs.forEach((job, index) => {
    check(job, `jobs[${index}].location`);
    if (job.walk_time !== undefined && !job.location && !Object.hasOwn(matrices ?? {}, 'foot'))
      throw refused(
        `jobs[${index}].walk_time`,
        'needs the matrix of the profile "foot", or a "location" to walk from.'
      );
  });
  shipments.forEach(({ pickup, delivery }, index) => {
    check(pickup, `shipments[${index}].pickup.location`);
    check(delivery, `shipments[${index}].delivery.location`);
  });
  vehicles.forEach(({ start, start_index, end, end_index, reloads }, index) => {
    const name = `vehicles[${index}]`;
    const starts = start || start_index !== undefined;
    const ends = end || end_index !== undefined;
    if (!starts && !ends) throw refused(name, 'has neither a start nor an end. Give at least one.');
    if (starts) check({ location: start, location_index: start_index }, `${name}.start`);
    if (ends) check({ location: end, location_index: end_index }, `${name}.end`);
    reloads.forEach((reload, number) => check(reload, `${name}.reloads[${number}].location`));
  });
}
