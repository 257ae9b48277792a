import { expect, test } from 'vitest';
import type { BuildProgress } from './build.ts';
import { buildProgress, shareOfBuild } from './build-progress.ts';

const steps = ['reading', 'ordering', 'drawing', 'writing'] as const;

/** What a terminal shows of a build whose steps take so many seconds each. */
function watch(isTTY: boolean, seconds: Record<BuildProgress['step'], number>) {
  let now = 100;
  let text = '';
  const progress = buildProgress({ write: (more) => (text += more), isTTY }, () => now);
  const lines: { line: string; done: number }[] = [];
  for (const step of steps) {
    for (let part = 0; part < 20; part++) {
      progress.tell({ step, share: part / 20 });
      lines.push({ line: text.split('\r').at(-1)!.replace('\x1b[K', ''), done: now - 100 });
      now += seconds[step] / 20;
    }
  }
  progress.tell({ step: 'writing', share: 1 });
  progress.clear();
  return { lines, text };
}
const usual = { reading: 25, ordering: 15, drawing: 57, writing: 3 };

test('the share of a build only grows, from nothing to the whole', () => {
  const shares = steps.flatMap((step) => [0, 0.5, 1, 1.2].map((share) => shareOfBuild({ step, share })));
  expect(shares).toEqual(shares.toSorted((a, b) => a - b));
  expect([shares[0], shares.at(-1)]).toEqual([0, 1]);
});

test('a terminal has one line, in which the time left is right where the steps take what they usually take', () => {
  const { lines, text } = watch(true, usual);
  expect(text).not.toContain('\n');
  expect(text.endsWith('\r\x1b[K')).toBe(true);
  expect(lines[0]!.line).toBe('Reading the map file: 0 %');
  expect(lines[10]!.line).toBe('Reading the map file: 12 %, about 90 s left');
  expect(lines.at(-1)!.line).toBe('Writing the pack: 99 %, about 1 s left');
  for (const { line, done } of lines.slice(10)) {
    const [, count, unit] = /about (\d+) (s|min) left$/.exec(line)!;
    const left = Number(count) * (unit === 'min' ? 60 : 1);
    expect(left).toBeGreaterThanOrEqual(100 - done - 1);
    expect(left).toBeLessThan(100 - done + 35);
    expect(line.length).toBeLessThan(80);
  }
});

test('where another step takes long, the time left is out by less than as much again and comes right', () => {
  const { lines } = watch(true, { reading: 25, ordering: 100, drawing: 57, writing: 3 });
  expect(lines[40]!.line).toMatch(/^Drawing the map: 40 %, about 4 min left$/);
  expect(lines[70]!.line).toMatch(/about 3 s left$/);
});

test('what is no terminal gets a line for each step and no estimates', () => {
  expect(watch(false, usual).text).toBe(
    'Reading the map file\nOrdering the roads\nDrawing the map\nWriting the pack\n'
  );
});
