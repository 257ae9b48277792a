import type { RequestEvent } from '@sveltejs/kit';
import { expect, test } from 'vitest';
import { tell, told } from './told.ts';

test('a page is told what was done by a cookie of its own, never by its address', () => {
  const kept = new Map<string, { words: string; path: string }>();
  const cookies = {
    get: (name: string) => kept.get(name)?.words,
    set: (name: string, words: string, { path }: { path: string }) => void kept.set(name, { words, path })
  };
  const url = new URL('http://127.0.0.1/console/orders?saved=placed&told=9');
  const event = { cookies, url } as unknown as RequestEvent;
  expect(told(event)).toBeUndefined();
  tell(event, '/console/orders', '8');
  expect(told(event)).toBe('8');
  expect([...kept.values()]).toEqual([{ words: '8', path: '/console/orders' }]);
});
