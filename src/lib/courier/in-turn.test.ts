import { expect, it } from 'vitest';
import { inTurn } from './in-turn.ts';

it('runs every task, one after another, also after one that fails', async () => {
  const next = inTurn();
  const said: string[] = [];
  const task = (name: string) => async () => {
    said.push(`${name} begins`);
    await new Promise((resolve) => setTimeout(resolve, 1));
    said.push(`${name} ends`);
    if (name === 'b') throw new Error('full');
    return name;
  };
  const all = await Promise.allSettled([next(task('a')), next(task('b')), next(task('c'))]);
  expect(all.map((each) => (each.status === 'fulfilled' ? each.value : 'failed'))).toEqual(['a', 'failed', 'c']);
  expect(said).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
});
