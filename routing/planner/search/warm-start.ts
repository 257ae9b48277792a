import type { SearchOptions } from './contract.ts';
import type { Draft } from './draft.ts';
import { stopAt } from './nodes.ts';

/**
 * Takes over the plan that the search begins with.
 * @returns for each request whether it stays where it is: it is locked, or in part, or a pinned vehicle's
 */
export function warmStart(draft: Draft, { initial, lockedNodes, isFree }: SearchOptions): Uint8Array {
  const { stops, requests, model } = draft.ground;
  const stays = Uint8Array.from(requests, ({ number }) => Number(!isFree(number)));
  const isThere = new Uint8Array(requests.length);
  const requestAt = (node: number) => {
    const stop = stopAt(node, stops.count);
    return stop < 0 ? -1 : stops.request[stop]!;
  };
  draft.begin();
  for (const { vehicle, nodes } of initial.routes) {
    for (const node of nodes) if (node >= 0) isThere[requestAt(node)] = 1;
    if (model.vehicles[vehicle]!.isPinned) {
      draft.aside.push({ vehicle, nodes });
      continue;
    }
    const locked = lockedNodes[vehicle] ?? 0;
    for (const node of nodes.slice(0, locked)) if (node >= 0) stays[requestAt(node)] = 1;
    draft.routes[vehicle]!.locked = locked;
    // Whoever gives the plan has seen that each route keeps every rule; a vehicle whose route does not is left alone.
    if (!draft.setRoute(vehicle, nodes)) draft.retire(vehicle, nodes);
  }
  draft.missing = 0;
  for (const { number } of requests)
    if (isThere[number] === 0 && stays[number] === 0) draft.absent[draft.missing++] = number;
  draft.accept();
  draft.sumUp();
  return stays;
}
