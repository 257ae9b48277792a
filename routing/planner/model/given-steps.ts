import type { Model } from './model.ts';
import type { Vehicle } from './vehicles.ts';

/** What a vehicle was told to do: its nodes, and which of its breaks it takes when how many of them are done. */
export interface GivenSteps {
  readonly nodes: number[];
  /** The number of a break, or -1 for a rest of working time. */
  readonly breaks: readonly { readonly number: number; readonly after: number; readonly step: number }[];
  /** For each node the step that it comes from. */
  readonly steps: number[];
}

/** Reads the first `count` of a vehicle's steps. */
export function givenSteps(
  { stops }: Model,
  { steps = [], breaks, reloads }: Vehicle,
  count = steps.length
): GivenSteps {
  const nodes: number[] = [];
  const from: number[] = [];
  const taken: { number: number; after: number; step: number }[] = [];
  steps.slice(0, count).forEach(({ type, id, on_foot }, step) => {
    if (type === 'start' || type === 'end') return;
    if (type === 'break') {
      taken.push({ number: breaks.findIndex((one) => one.id === id), after: nodes.length, step });
      return;
    }
    const node =
      type === 'reload'
        ? -1 - reloads.findIndex((one) => one.id === id)
        : stops.type.findIndex((one, stop) => one === type && stops.id[stop] === id);
    nodes.push(on_foot === true && node >= 0 ? stops.count + node : node);
    from.push(step);
  });
  return { nodes, breaks: taken, steps: from };
}
