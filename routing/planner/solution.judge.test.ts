import { describe, expect, test } from 'vitest';
import { car, change, job, plainDay, shipment, van, type Change } from './judge/plain-day.fixture.ts';
import { line } from './judge/printed.fixture.ts';
import { costOf, faultsOf, objectiveOf } from './solution.judge.ts';

describe('a plain day', () => {
  test('nothing is wrong with it', () => {
    const { problem, solution } = plainDay();
    expect(faultsOf(problem, solution)).toEqual([]);
    expect(costOf(problem, solution)).toBeCloseTo(720);
    expect(objectiveOf(problem, solution)).toEqual([0, 1, expect.closeTo(720)]);
  });

  const changes: Change[] = [
    [(day) => (job(day).time_windows = [[0, 99]]), /job 1: misses its window/],
    [(day) => (job(day).time_windows = [[101, 900]]), /job 1: misses its window/],
    [
      (day) =>
        (job(day).time_windows = [
          [0, 99],
          [101, 900]
        ]),
      /job 1: misses its window/
    ],
    [(day) => (job(day).service = 31), /job 1: is served for another time/],
    [(day) => (job(day).service_per_type = { van: 31 }), /job 1: is served for another time/],
    [(day) => (job(day).setup = 11), /job 1: sets up wrongly/],
    [(day) => (job(day).setup_per_type = { van: 11 }), /job 1: sets up wrongly/],
    [(day) => (job(day).skills = [8]), /job 1: lacks a skill/],
    [(day) => (job(day).delivery = [3]), /overloaded/, /wrong load|counts.*delivery/],
    [(day) => (job(day).pickup = [2]), /wrong load/, /overloaded|max_load|too much aboard|counts.*pickup/],
    [(day) => (job(day).priority = 1), /tells priority 5 where it is 4/],
    [(day) => (shipment(day).amount = [2]), /overloaded/, /wrong load|counts/],
    [(day) => (shipment(day).skills = [8]), /(pickup|delivery) 1: lacks a skill/],
    [(day) => (shipment(day).max_transit_time = 99), /delivery 1: is aboard too long/],
    [(day) => (van(day).capacity = [1]), /is overloaded/],
    [(day) => (van(day).time_window = [1, 730]), /start: leaves before the shift/],
    [(day) => (van(day).time_window = [0, 729]), /end: ends after the shift/],
    [(day) => (van(day).max_tasks = 2), /has too many tasks/],
    [(day) => (van(day).max_travel_time = 599), /drives too long/],
    [(day) => (van(day).max_distance = 5999), /drives too far/],
    [(day) => (van(day).speed_factor = 2), /drives other than the matrix/],
    [(day) => (van(day).start_index = undefined), /does not begin at its start/],
    [(day) => (van(day).end_index = undefined), /does not end at its end/],
    [(day) => (van(day).end_index = 1), /drives other than the matrix/, /counts .*metres|tells cost/],
    [(day) => (van(day).breaks = []), /nothing like break 4/],
    [(day) => (van(day).breaks = [...van(day).breaks!, { id: 5 }]), /leaves out a break/],
    [(day) => (van(day).breaks![0]!.service = 51), /break 4: is served for another time/],
    [(day) => (van(day).breaks![0]!.time_windows = [[201, 900]]), /break 4: misses its window/],
    [(day) => (van(day).breaks![0]!.max_load = [0]), /break 4: is taken with too much aboard/],
    [(day) => (van(day).costs!.fixed = 101), /tells cost 720 where it is 721/],
    [(day) => (van(day).costs!.per_hour = 3606), /tells cost 720 where it is 721/],
    [(day) => (van(day).costs!.per_km = 3), /tells cost 720 where it is 726/],
    [(day) => (van(day).costs!.per_task_hour = 405), /tells cost 720 where it is 721/],
    [(day) => (car(day).costs = line(6, 1).durations), /tells cost 720 where it is 114/],
    [(day) => (car(day).durations = line(6, 99).durations), /drives other than the matrix/],
    [(day) => (car(day).distances = line(6, 99).distances), /counts .*metres/, /tells cost/],
    [(day) => (car(day).durations = line(6, 100).durations.map((row) => [row[0]!, null, ...row.slice(2)])), /no road/],
    [
      (day) => (day.problem.precedences = [{ first: { type: 'pickup', id: 1 }, then: { type: 'job', id: 1 } }]),
      /job 1: begins before pickup 1/
    ],
    [
      (day) => (day.problem.precedences = [{ first: { type: 'job', id: 2 }, then: { type: 'job', id: 1 } }]),
      /job 1: is served without job 2/
    ],
    [
      ({ route }) => (route.steps[1]!.waiting_time = -1),
      /waits for less than nothing/,
      /do not add up|waiting_time|window/
    ],
    [({ route }) => (route.steps[1]!.arrival = 99), /do not add up/, /misses its window|drives other/],
    [({ route }) => (route.steps[0]!.duration = 1), /has driven before it left/, /drives other|do not add up/],
    [({ route }) => (route.steps[1]!.arrival = NaN), /has no times/],
    [({ route }) => (route.steps[3]!.distance = 1), /counts metres wrong/],
    [({ route }) => (route.distance = 1), /counts the metres of its route wrong/, /summary's distance/],
    [({ route }) => (route.distance = undefined), /does not count its metres/, /summary's distance/],
    [({ route }) => (route.steps[1]!.load = [2]), /job 1: tells a wrong load/],
    [({ route }) => (route.steps[1]!.load = undefined), /job 1: tells a wrong load/],
    [({ route }) => (route.steps[1]!.id = 9), /nothing like job 9/],
    [({ route }) => (route.steps[1]!.violations = [{ cause: 'delay' }]), /tells of a violation that there is not/],
    [
      ({ route }) => (route.violations = [{ cause: 'delay' }]),
      /tells of a violation that there is not/,
      /summary's violations/
    ],
    [({ route }) => (route.cost = 719), /tells cost 719 where it is 720/, /summary's cost/],
    [({ route }) => (route.setup = 9), /tells setup 9 where it is 10/, /summary's setup/],
    [({ route }) => (route.service = 9), /tells service 9 where it is 120/, /summary's service/],
    [({ route }) => (route.waiting_time = 9), /tells waiting_time 9 where it is 0/, /summary's waiting_time/],
    [({ route }) => (route.duration = 9), /tells duration 9 where it is 600/, /summary's duration/],
    [({ route }) => (route.soft_cost = 9), /tells soft_cost 9 where it is 0/, /summary's soft_cost/],
    [({ route }) => (route.delivery = [2]), /counts its delivery wrong/],
    [({ solution }) => (solution.summary.cost = 1), /summary's cost is not 720/],
    [({ solution }) => (solution.summary.setup = 1), /summary's setup/],
    [({ solution }) => (solution.summary.service = 1), /summary's service/],
    [({ solution }) => (solution.summary.duration = 1), /summary's duration/],
    [({ solution }) => (solution.summary.waiting_time = 1), /summary's waiting_time/],
    [({ solution }) => (solution.summary.priority = 1), /summary's priority/],
    [({ solution }) => (solution.summary.distance = 1), /summary's distance/],
    [({ solution }) => (solution.summary.delivery = [1]), /summary counts delivery/],
    [({ solution }) => (solution.summary.pickup = [1]), /summary counts pickup/],
    [({ solution }) => (solution.summary.routes = 2), /summary counts routes/],
    [({ solution }) => (solution.summary.unassigned = 0), /summary counts unassigned/],
    [({ solution }) => (solution.summary.violations = [{ cause: 'delay' }]), /summary's violations/],
    [({ problem }) => problem.jobs.push({ id: 3 }), /lost or doubled/],
    [({ solution }) => (solution.unassigned = [{ type: 'job', id: 1 }]), /lost or doubled/]
  ];
  test.each(changes.map((row) => ({ row })))('$row', ({ row }) => change(plainDay(), row));

  test('a clock that goes backwards, or drives on after the end', () => {
    const { problem, solution } = plainDay();
    const [, stop, rest] = solution.routes[0]!.steps;
    Object.assign(stop!, { setup: 40, service: -1 });
    expect(faultsOf(problem, solution).join()).toContain('takes less than no time');
    Object.assign(rest!, { duration: 90 });
    expect(faultsOf(problem, solution).join()).toContain('drives backwards in time');
    Object.assign(problem.vehicles[0]!, { end_index: undefined });
    const steps = [...solution.routes[0]!.steps.slice(0, 2), { ...rest!, duration: 150, arrival: 200 }];
    const open = { ...solution, routes: [{ ...solution.routes[0]!, steps }] };
    expect(faultsOf(problem, open).join()).toContain('drives on after its last stop');
  });

  test('a vehicle, or a matrix, that there is not', () => {
    const { problem, solution } = plainDay();
    expect(faultsOf({ ...problem, vehicles: [] }, solution)).toEqual(['there is no vehicle 1']);
    expect(faultsOf({ ...problem, matrices: {} }, solution)).toEqual(['vehicle 1 has no matrix of durations']);
  });

  test('a delivery must follow its pickup, in the same vehicle', () => {
    const { problem, solution } = plainDay();
    const [route] = solution.routes;
    const [, , , pickup, delivery] = route!.steps;
    Object.assign(pickup!, { type: 'delivery', load: [0] });
    Object.assign(delivery!, { type: 'pickup' });
    expect(faultsOf(problem, solution).join()).toContain('delivery 1: comes before its pickup');
    Object.assign(pickup!, { type: 'job', id: 2 });
    expect(faultsOf(problem, solution).join()).toContain('pickup 1: comes without its delivery');
  });

  test('a vehicle drives once, with tasks, and a break is taken once', () => {
    const { problem, solution } = plainDay();
    const route = solution.routes[0]!;
    const twice = { ...solution, routes: [route, route] };
    expect(faultsOf(problem, twice)).toContain('a vehicle has two routes');
    const still = { ...route, steps: [route.steps[0]!, route.steps.at(-1)!] };
    expect(faultsOf(problem, { ...solution, routes: [still] }).join()).toContain('drives for nobody');
    const rests = { ...route, steps: route.steps.toSpliced(2, 0, route.steps[2]!) };
    expect(faultsOf(problem, { ...solution, routes: [rests] }).join()).toContain('takes a break twice');
  });
});
