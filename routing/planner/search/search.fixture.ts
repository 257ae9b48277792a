import type { Plan } from './contract.ts';
import { search } from './search.ts';

/** Searches without a pause. */
export function searchToTheEnd(...given: Parameters<typeof search>): Plan {
  const steps = search(...given);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}
