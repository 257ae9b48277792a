import { existsSync, readFileSync } from 'node:fs';
import type { ProblemInput } from './problem.ts';

const folder = new URL('../../../shared/bench/pdptw/', import.meta.url);
const read = (name: string) => readFileSync(new URL(name, folder), 'utf8').trim().split(/\r?\n/);

/** Whether the instances of Li & Lim are at hand, in ../shared/bench. */
export const haveLiLim = existsSync(folder);

/** A file of Li & Lim: a head of vehicles and capacity, then a row for each place, the depot first. */
export function liLim(name: string): ProblemInput {
  const [head, ...rows] = read(`${name}.txt`).map((row) => row.trim().split(/\s+/).map(Number));
  const places = rows.map(([, x, y, demand, ready, due, service, , delivery]) => ({
    x: x!,
    y: y!,
    demand: demand!,
    window: [ready!, due!] as [number, number],
    service: service!,
    delivery: delivery!
  }));
  const stop = (id: number) => {
    const { window, service } = places[id]!;
    return { id, location_index: id, service, time_windows: [window] };
  };
  return {
    vehicles: Array.from({ length: head![0]! }, (_, id) => ({
      id,
      start_index: 0,
      end_index: 0,
      capacity: [head![1]!],
      time_window: places[0]!.window
    })),
    shipments: places.flatMap(({ demand, delivery }, id) =>
      demand > 0 ? [{ pickup: stop(id), delivery: stop(delivery), amount: [demand] }] : []
    ),
    matrices: {
      car: { durations: places.map((a) => places.map((b) => Math.hypot(a.x - b.x, a.y - b.y))) }
    }
  };
}

/** The shortest distance known for each instance of 100 places. */
export function shortestKnown(): Map<string, number> {
  const rows = read('best-distance.tsv').map((row) => row.split('\t'));
  return new Map(rows.filter(([name]) => /^l[cr]+\d{3}$/.test(name!)).map((row) => [row[0]!, Number(row[2])]));
}
