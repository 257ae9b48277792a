import type { ProblemInput } from '#routing/planner/problem.ts';

/*
 * A rural day with everything at once: hot meals, medicine under lock, chilled groceries, post, library loans with
 * returns, service stops, reloads at the village, breaks by working time, couriers that people know.
 */

const minute = 60;
const hour = 3600;
const day = { from: 7 * hour, until: 17 * hour };
/** Where goods come from, first of all places: depot, kitchen, pharmacy, shop, library. */
export const sourcePlaces = 5;
/** So many visits are planned for each van. */
const visitsPerVan = 25;

/**
 * @param durations seconds between the places, the first `sourcePlaces` of which are where goods come from
 * @param distances metres
 * @param visits deliveries and jobs together
 * @param random numbers from 0 up to 1
 */
export function mixedDay(
  durations: (number | null)[][],
  distances: (number | null)[][],
  visits: number,
  random: () => number,
  vans = Math.ceil(visits / visitsPerVan)
): ProblemInput {
  const [depot, kitchen, pharmacy, shop, library] = [0, 1, 2, 3, 4] as const;
  const pick = (count: number) => Math.floor(random() * count);
  const door = (index: number) => sourcePlaces + (index % (durations.length - sourcePlaces));
  const shipments: NonNullable<ProblemInput['shipments']> = [];
  const jobs: NonNullable<ProblemInput['jobs']> = [];
  for (let id = 0; id < visits; id++) {
    const kind = ['meal', 'meal', 'medicine', 'groceries', 'groceries', 'post', 'loan', 'stop'][id % 8]!;
    const location_index = door(id);
    const atDoor = { id, location_index, setup: 2 * minute, service: 2 * minute };
    const loading = { setup: 2 * minute, service: 30 };
    if (kind === 'meal') {
      const wanted = 11 * hour + pick(4) * 15 * minute;
      shipments.push({
        amount: [1, 1],
        needs: ['hot'],
        goods: 'meal',
        max_transit_time: 2 * hour,
        wanted_transit_time: 90 * minute,
        over_transit_per_hour: 1800,
        pickup: { id, location_index: kitchen, ...loading, time_windows: [[10 * hour, 13 * hour]] },
        delivery: {
          ...atDoor,
          time_windows: [[10.5 * hour, 14 * hour]],
          wanted_window: [wanted, wanted + 45 * minute],
          early_per_hour: 600,
          late_per_hour: 3600
        }
      });
    } else if (kind === 'medicine')
      shipments.push({
        amount: [1, 1],
        needs: ['locked', 'chilled'],
        priority: 10,
        pickup: { id, location_index: pharmacy, ...loading, time_windows: [[9 * hour, 17 * hour]] },
        delivery: { ...atDoor, needed_by: (12 + pick(4)) * hour, missed_cost: 5000 }
      });
    else if (kind === 'groceries') {
      const from = (9 + pick(6)) * hour;
      shipments.push({
        amount: [2, 8],
        needs: id % 16 < 8 ? ['chilled'] : [],
        goods: 'food',
        preferred_vehicles: [pick(vans)],
        other_vehicle_cost: 200,
        pickup: { id, location_index: shop, ...loading },
        delivery: { ...atDoor, time_windows: [[from, from + 3 * hour]] }
      });
    } else if (kind === 'post') jobs.push({ ...atDoor, delivery: [1, 1], unassigned_cost: 3 * hour });
    else if (kind === 'loan') jobs.push({ ...atDoor, delivery: [1, 2], pickup: [1, 2], goods: 'loans' });
    else {
      const from = 8 * hour + pick(14) * 30 * minute;
      jobs.push({ id, location_index, presence: [from, from + 30 * minute], walk_time: 4 * minute, priority: 50 });
    }
  }
  const first = jobs.find(({ presence }) => !presence);
  const then = jobs.filter(({ presence }) => !presence).at(-1);
  return {
    jobs,
    shipments,
    vehicles: Array.from({ length: vans }, (_, id) => ({
      id,
      start_index: depot,
      end_index: depot,
      time_window: [day.from, day.until],
      speed_factor: id % 3 === 2 ? 0.9 : 1,
      compartments: [
        { id: 1, offers: ['hot'], capacity: [12, 40], dedicated: true },
        { id: 2, offers: ['locked', 'chilled'], capacity: [8, 20], dedicated: true },
        { id: 3, offers: ['chilled'], capacity: [20, 80], dedicated: true },
        { id: 4, capacity: [40, 160] }
      ],
      reloads: [{ id: 1, location_index: library, service: 5 * minute, max: 2 }],
      working_time: { break_after: 5.5 * hour, break_service: 30 * minute, max_shift: 10 * hour },
      ...(id % 2 === 0 && { breaks: [{ id: 1, service: 15 * minute, time_windows: [[8.5 * hour, 10 * hour]] }] }),
      costs: { fixed: 1800, per_task_hour: 600, per_km: 100 }
    })),
    incompatible_loads: [['meal', 'loans']],
    ...(first && then && first !== then && { precedences: [pairOf(first.id, then.id)] }),
    balance_per_hour: 300,
    matrices: {
      car: {
        durations,
        distances,
        speed_by_time: [
          { from: 7 * hour, factor: 0.9 },
          { from: 9 * hour, factor: 1 }
        ]
      },
      foot: { durations: distances.map((row) => row.map((metres) => (metres === null ? null : metres / 1.25))) }
    }
  } as ProblemInput;
}

const pairOf = (first: number, then: number) => ({
  first: { type: 'job' as const, id: first },
  then: { type: 'job' as const, id: then }
});
