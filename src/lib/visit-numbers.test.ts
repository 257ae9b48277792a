import { expect, test } from 'vitest';
import { visitNumbers } from './visit-numbers.ts';

test.each([
  ['a day from the depot and back', ['start', 'pickup', 'delivery', 'end'], ['', '1', '2', '']],
  ['a plan that begins at a sender', ['pickup', 'break', 'service_stop'], ['1', '2', '3']],
  ['no visits', [], []]
] as const)('%s', (_, kinds, numbers) => {
  expect(visitNumbers(kinds.map((kind) => ({ kind })))).toEqual(numbers);
});
