import type { ProblemInput } from '#routing/planner/problem.ts';
import { seededRandom } from '#routing/planner/random.ts';

/** A van's long day: sixty doors of three senders, a third of them promised, on roads as long as in the countryside. */
export function dayOfSixty(): ProblemInput {
  const random = seededRandom(60);
  const hour = 3600;
  const place = () => [random() * 30_000, random() * 20_000] as const;
  const places = Array.from({ length: 64 }, place);
  const metresBetween = places.map(([x, y]) =>
    places.map(([east, north]) => Math.round(Math.hypot(x - east, y - north) * 1.3))
  );
  const durations = metresBetween.map((row) => row.map((metres) => Math.round(metres / 16)));
  return {
    vehicles: [{ id: 0, start_index: 0, end_index: 0, capacity: [80], time_window: [6 * hour, 22 * hour] }],
    shipments: Array.from({ length: 60 }, (_, id) => {
      const from = 9 * hour + Math.floor(random() * 8) * hour;
      return {
        amount: [1],
        pickup: { id, location_index: 1 + (id % 3), setup: 120, service: 30 },
        delivery: {
          id,
          location_index: 4 + id,
          setup: 120,
          service: 150,
          ...(id % 3 === 0 && { time_windows: [[from, from + 2 * hour] as [number, number]] })
        }
      };
    }),
    matrices: { car: { durations, distances: metresBetween } }
  };
}
