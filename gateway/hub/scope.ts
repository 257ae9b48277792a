import { RequestError } from '../web/problem.ts';
import type { Staff } from './services.ts';

/** Whose things a person may see: one tenant's, or all of the operator's. */
export interface Scope {
  operator: string;
  /** Null: every tenant of the operator. */
  tenant: string | null;
}

/**
 * The one place that says whose orders a person sees; every query of orders takes its answer.
 *
 * @throws RequestError for a courier, who has the shift's cards on the tablet and no orders at all.
 */
export function scopeOf({ role, operator, tenant }: Staff): Scope {
  if (role === 'entrepreneur') return { operator, tenant: null };
  if (role === 'orderer' && tenant) return { operator, tenant: tenant.id };
  throw new RequestError(403, 'no_orders', 'This account has no orders. Sign in with the one that places them.');
}
