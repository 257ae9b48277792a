import type { SearchOptions } from './contract.ts';
import type { Draft } from './draft.ts';
import { stopAt } from './nodes.ts';

/**
 * Takes over the plan that the search begins with. Of a route that breaks a rule as much is kept as keeps them all, request
 * by request in their order; the rest is absent.
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
    if (draft.setRoute(vehicle, nodes)) continue;
    let kept = nodes.filter((node, at) => at < locked || stays[requestAt(node)] === 1);
    if (!draft.setRoute(vehicle, kept)) {
      // What is locked is impossible even by itself: the vehicle is left alone.
      draft.retire(vehicle, kept);
    } else {
      const others = [...new Set(nodes.map(requestAt))].filter((request) => request >= 0 && stays[request] === 0);
      for (const request of others) {
        const more = nodes.filter((node) => kept.includes(node) || requestAt(node) === request);
        if (draft.setRoute(vehicle, more)) kept = more;
      }
      draft.setRoute(vehicle, kept);
    }
    for (const node of nodes) {
      const request = requestAt(node);
      if (request < 0 || kept.includes(node)) continue;
      isThere[request] = 0;
      draft.vehicleOf[request] = -1;
    }
  }
  draft.missing = 0;
  for (const { number } of requests)
    if (isThere[number] === 0 && stays[number] === 0) draft.absent[draft.missing++] = number;
  draft.accept();
  draft.sumUp();
  return stays;
}
