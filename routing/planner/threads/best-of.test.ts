import { expect, it } from 'vitest';
import type { ProblemInput } from '../problem.ts';
import type { Solution } from '../print/words.ts';
import { bestOf } from './best-of.ts';

const at = { location_index: 0 };
const problem: ProblemInput = {
  vehicles: [{ id: 0, start_index: 0 }],
  jobs: [
    { id: 1, ...at, priority: 10 },
    { id: 2, ...at, unassigned_cost: 500 }
  ],
  shipments: [
    { pickup: { id: 1, ...at }, delivery: { id: 1, ...at } },
    { pickup: { id: 2, ...at }, delivery: { id: 2, ...at } }
  ]
};
const plan = (cost: number, ...leftOut: string[]) =>
  ({
    summary: { cost },
    unassigned: leftOut.map((name) => ({ type: name.split(' ')[0], id: Number(name.split(' ')[1]) }))
  }) as unknown as Solution;
const shipment = (id: number) => [`pickup ${id}`, `delivery ${id}`];

it.each<[string, better: Solution, worse: Solution]>([
  ['the cheaper one', plan(1), plan(2)],
  ['the one that serves more', plan(2, ...shipment(1)), plan(1, ...shipment(1), ...shipment(2))],
  ['priority before number', plan(2, ...shipment(1), ...shipment(2)), plan(1, 'job 1')],
  ['what is left out at a price by its price alone', plan(1, 'job 2'), plan(2)]
])('prefers %s', (_, better, worse) => {
  expect(bestOf(problem, [better, worse])).toBe(better);
  expect(bestOf(problem, [worse, better])).toBe(better);
});

it('takes the first of equals', () => {
  const [one, other] = [plan(1), plan(1)];
  expect(bestOf(problem, [one, other])).toBe(one);
});
