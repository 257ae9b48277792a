import { error } from '@sveltejs/kit';
import type { OrderId } from '#domain/fact.ts';
import { signedIn } from './signed-in.ts';

type Event = Parameters<typeof signedIn>[0] & { params: { order: string } };

/**
 * The order that a page's address names, the hub, and the person who asks.
 *
 * @throws a 404 for an order that is not there, and the same for another tenant's: nobody learns that it exists.
 */
export function askedOrder(event: Event) {
  const { hub, staff } = signedIn(event);
  const order = hub.orders.find(staff, event.params.order as OrderId);
  if (!order) error(404);
  return { hub, staff, order };
}
