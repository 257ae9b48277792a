import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { PlannerError } from './planner-error.ts';
import { checkProblem, parseProblem } from './problem.ts';
import { wholeProblem } from './whole-problem.fixture.ts';

type Holder = Record<string, unknown>;
interface Leaf {
  holder: Holder;
  key: string;
  path: string;
}

/** Every value of a problem, at every depth. */
function leavesOf(value: unknown, path = ''): Leaf[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const here = Array.isArray(value) ? `${path}[${key}]` : path === '' ? key : `${path}.${key}`;
    return [{ holder: value as Holder, key, path: here }, ...leavesOf(inner, here)];
  });
}
const objectsOf = (problem: object) => [
  { holder: problem as Holder, path: '' },
  ...leavesOf(problem).map(({ holder, key, path }) => ({ holder: holder[key] as Holder, path }))
];

/** What is refused is refused with code 2 and a whole sentence; any other failure is a defect. */
function refusalOf(action: () => unknown): PlannerError | undefined {
  try {
    action();
    return undefined;
  } catch (error) {
    if (!(error instanceof PlannerError)) throw error;
    expect(error).toMatchObject({ code: 2, message: expect.stringMatching(/\.$/) });
    return error;
  }
}

test('every word is read', () => {
  const problem = checkProblem(wholeProblem());
  expect(problem.jobs[2]).toMatchObject({ delivery: [1, 0] });
  expect(problem.vehicles[0]).toMatchObject({ locked_steps: 2, pinned: false, costs: { per_hour: 3600 } });
  expect(problem.vehicles[1]).toMatchObject({ pinned: true, speed_factor: 1, reloads: [] });
});

test('what was read once is read again as the same', () => {
  const problem = checkProblem(wholeProblem());
  expect(checkProblem(structuredClone(problem))).toEqual(problem);
});

test('PROBLEM.md names every word', () => {
  const text = readFileSync(new URL('PROBLEM.md', import.meta.url), 'utf8');
  const chosen = ['bicycle', 'car', 'foot'];
  const words = leavesOf(wholeProblem()).map(({ key }) => key);
  const missing = words.filter((key) => !/^\d+$/.test(key) && !chosen.includes(key) && !text.includes(`\`${key}\``));
  expect(new Set(missing)).toEqual(new Set());
});

test('a word that nobody knows is refused at every depth, and a note passes', () => {
  const count = objectsOf(wholeProblem()).length;
  let tried = 0;
  for (let index = 0; index < count; index++) {
    for (const [key, known] of [
      ['x-note', true],
      ['nonsense', false],
      ['__proto__', false],
      ['constructor', false]
    ] as const) {
      const problem = wholeProblem();
      const { holder, path } = objectsOf(problem)[index]!;
      // Only where the caller does not choose the names.
      if (Object(holder) !== holder || Array.isArray(holder) || /(_per_type|^matrices)$/.test(path)) continue;
      Object.defineProperty(holder, key, { value: 1, enumerable: true });
      const refusal = refusalOf(() => checkProblem(problem));
      if (known) expect(refusal).toBeUndefined();
      else expect(refusal?.message).toContain(`${path === '' ? '' : `${path}.`}${key}: is not a word of the problem`);
      tried++;
    }
  }
  expect(tried).toBeGreaterThan(120);
});

test('names that the caller chooses are not lost without a word', () => {
  for (const name of ['__proto__', 'constructor', 'prototype']) {
    const { vehicles, jobs } = wholeProblem();
    const json = JSON.stringify({ vehicles, jobs }).slice(0, -1);
    expect(refusalOf(() => parseProblem(`${json}, "matrices": {"${name}": {}}}`))?.message).toContain(
      `matrices.${name}: is a name that cannot be used`
    );
  }
});

test('whatever stands in the place of any value, it is read or refused with a sentence', () => {
  const anything = fc.oneof(
    fc.jsonValue(),
    fc.constantFrom(-1, NaN, Infinity, -0, 1e300, 2 ** 53, 0.5, '', [], {}, null, undefined, [[]], [null], true)
  );
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(), anything), { minLength: 1, maxLength: 3 }), (changes) => {
      const problem = wholeProblem();
      for (const [where, value] of changes) {
        const leaves = leavesOf(problem);
        const { holder, key } = leaves[where % leaves.length]!;
        holder[key] = structuredClone(value);
      }
      refusalOf(() => checkProblem(problem));
    }),
    { numRuns: 3000 }
  );
});

test('no negative, endless or unreal number is read anywhere', () => {
  for (const number of [-1, NaN, Infinity, -Infinity, 1e300]) {
    const count = leavesOf(wholeProblem()).length;
    for (let index = 0; index < count; index++) {
      const problem = wholeProblem();
      const { holder, key, path } = leavesOf(problem)[index]!;
      if (typeof holder[key] !== 'number' || (number === -1 && /(location|start|end)\[\d\]$/.test(path))) continue;
      holder[key] = number;
      expect(refusalOf(() => checkProblem(problem))?.message, `${path} = ${number}`).toContain(path);
    }
  }
});

test('whatever JSON is read, it is taken or refused with a sentence', () => {
  fc.assert(fc.property(fc.json({ maxDepth: 6 }), (json) => void refusalOf(() => parseProblem(json))));
  fc.assert(fc.property(fc.string(), (json) => void refusalOf(() => parseProblem(json))));
  fc.assert(fc.property(fc.anything(), (value) => void refusalOf(() => checkProblem(value))));
});
