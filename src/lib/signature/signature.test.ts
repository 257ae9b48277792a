import { expect, test } from 'vitest';
import { isWritten, signaturePath } from './signature.ts';

const points = (...pairs: [number, number][]) => pairs.map(([x, y]) => ({ x, y }));

test('strokes are scaled into the box, each beginning with the pen set down', () => {
  const strokes = [points([0, 0], [300, 100]), points([150, 50], [200, 50])];
  expect(signaturePath(strokes, { width: 300, height: 100 })).toBe('M0 0L600 200M300 100L400 100');
});

test('another shape of paper is centred, not stretched', () => {
  expect(signaturePath([points([0, 0], [100, 100])], { width: 100, height: 100 })).toBe('M200 0L400 200');
});

test('a dot is drawn too', () => {
  expect(signaturePath([points([10, 10])], { width: 600, height: 200 })).toBe('M10 10l.1 0');
});

test('nothing written is no signature', () => {
  expect(signaturePath([], { width: 600, height: 200 })).toBeNull();
  expect(isWritten([])).toBe(false);
});

test('a slip of the finger is no signature, a name is', () => {
  expect(isWritten([points([5, 5]), points([8, 8], [12, 9])])).toBe(false);
  expect(isWritten([points([0, 0], [30, 0]), points([30, 0], [30, 20])])).toBe(true);
});
