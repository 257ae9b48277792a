import type { RequestEvent } from '@sveltejs/kit';
import { expect, test } from 'vitest';
import { keepPlaced, takePlaced } from './placed.ts';

/** One browser on its way through the console. */
function browser() {
  const kept = new Map<string, string>();
  const cookies = {
    get: (name: string) => kept.get(name),
    set: (name: string, value: string) => void kept.set(name, value),
    delete: (name: string) => void kept.delete(name)
  };
  return {
    kept,
    event: { cookies, url: new URL('http://127.0.0.1/console/orders?placed=9') } as unknown as RequestEvent
  };
}

test('what an import has placed is told once, whatever the address says', () => {
  const { event } = browser();
  expect(takePlaced(event)).toBe(0);
  keepPlaced(event, 8);
  expect(takePlaced(event)).toBe(8);
  expect(takePlaced(event)).toBe(0);
});

test('a damaged cookie tells nothing', () => {
  const { event, kept } = browser();
  keepPlaced(event, 8);
  for (const name of kept.keys()) kept.set(name, 'eight');
  expect(takePlaced(event)).toBe(0);
});
