import fc from 'fast-check';
import type { Kind } from './kinds.fixture.ts';

interface Numbered {
  id: number;
}
interface Plain {
  jobs: Numbered[];
  shipments: { pickup: Numbered; delivery: Numbered }[];
  vehicles: Numbered[];
}

const namesOf = ({ jobs, shipments }: Plain) => [
  ...jobs.map(({ id }) => ({ type: 'job', id })),
  ...shipments.flatMap(({ pickup, delivery }) => [
    { type: 'pickup', id: pickup.id },
    { type: 'delivery', id: delivery.id }
  ])
];

/** Pairs in which nothing waits for itself: what comes first in the list of tasks comes first on the road. */
export function precedences(plain: Plain) {
  const names = namesOf(plain);
  const pair = fc.tuple(fc.nat(names.length - 1), fc.nat(names.length - 1));
  return fc
    .array(pair, { maxLength: 2 })
    .map((pairs) =>
      pairs.flatMap(([a, b]) => (a === b ? [] : [{ first: names[Math.min(a, b)], then: names[Math.max(a, b)] }]))
    );
}

/** Gives two vehicles an order of their own. Where it is pinned a delivery may come before its pickup, or be forgotten. */
export function ordered(kinds: ReadonlySet<Kind>, plain: Plain) {
  const names = namesOf(plain);
  return fc
    .record({
      order: fc.shuffledSubarray(names),
      cut: fc.nat(names.length),
      locked: fc.nat(3),
      pinned: kinds.has('pinned') ? fc.boolean() : fc.constant(false),
      pair: fc.constantFrom(['pickup', 'delivery'], ['pickup', 'delivery'], ['delivery', 'pickup'], ['pickup'])
    })
    .map(({ order, cut, locked, pinned, pair }) =>
      plain.vehicles.map((vehicle, index) => {
        const mine = index === 0 ? order.slice(0, cut) : index === 1 ? order.slice(cut) : [];
        const own = pinned && index === 0;
        const types = own ? pair : ['pickup', 'delivery'];
        const steps = mine
          .filter(({ type }) => type !== 'delivery')
          .flatMap(({ type, id }) => (type === 'job' ? [{ type, id }] : types.map((one) => ({ type: one, id }))));
        if (own) return { ...vehicle, steps, pinned };
        const locked_steps = kinds.has('locked_steps') ? Math.min(locked, steps.length) : 0;
        return steps.length === 0 ? vehicle : { ...vehicle, steps, locked_steps };
      })
    );
}
