/*
 * Whether routes are a plan of an instance: an eye of its own, that reads the file itself and knows nothing of the
 * planner, so that no mistake of its readers and schedules is shared. Every figure is in double precision.
 */

interface Row {
  x: number;
  y: number;
  demand: number;
  ready: number;
  due: number;
  service: number;
  /** Li & Lim's pickup whose load is delivered here; else 0. */
  from: number;
}

/** Sums of square roots differ in their last digits by the order of adding. */
const tolerance = 1e-6;

/**
 * @param text the instance's file
 * @param routes task ids in their order, each route from the depot and back
 * @returns what is wrong, and how long the routes are
 */
export function checkRoutes(set: 'pdptw' | 'vrptw', text: string, routes: readonly (readonly number[])[]) {
  const table = text.split('\n').map((line) => line.trim().split(/\s+/));
  const headAt = set === 'pdptw' ? 0 : table.findIndex(([word]) => word === 'NUMBER') + 1;
  const [vehicles, capacity] = table[headAt]!.map(Number) as [number, number];
  const rows = table
    .slice(headAt + 1)
    .filter(([id]) => /^\d+$/.test(id!))
    .map((words): Row => {
      const [, x, y, demand, ready, due, service, from = 0] = words.map(Number) as [number, ...number[]];
      return { x: x!, y: y!, demand: demand!, ready: ready!, due: due!, service: service!, from };
    });
  const faults: string[] = [];
  if (routes.length > vehicles) faults.push(`${routes.length} vehicles where there are ${vehicles}`);
  const seen = new Map<number, number>();
  let distance = 0;
  routes.forEach((route, number) => {
    const say = (task: number, sentence: string) => faults.push(`route ${number}, task ${task}: ${sentence}`);
    // Solomon's customers are brought what the vehicle leaves with; Li & Lim's vehicles leave empty.
    let load = set === 'vrptw' ? route.reduce((sum, id) => sum + (rows[id]?.demand ?? 0), 0) : 0;
    let time = rows[0]!.ready;
    let here = rows[0]!;
    if (load > capacity) say(0, 'overloaded');
    if (route.length === 0) say(0, 'goes nowhere');
    for (const id of [...route, 0]) {
      const row = rows[id];
      if (!row) {
        say(id, 'is not in the file');
        continue;
      }
      const way = Math.sqrt((row.x - here.x) ** 2 + (row.y - here.y) ** 2);
      distance += way;
      time += way;
      if (time > row.due + tolerance) say(id, `late by ${time - row.due}`);
      time = Math.max(time, row.ready) + row.service;
      here = row;
      if (id === 0) continue;
      if (seen.has(id)) say(id, 'is served twice');
      load += set === 'vrptw' ? -row.demand : row.demand;
      if (load > capacity || load < 0) say(id, 'overloaded');
      if (row.from > 0 && seen.get(row.from) !== number) say(id, `not after its pickup ${row.from}`);
      seen.set(id, number);
    }
  });
  for (let id = 1; id < rows.length; id++) if (!seen.has(id)) faults.push(`task ${id} is not served`);
  return { faults, distance };
}
