import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Member } from './pbf/read.ts';
import { restrictionsOf } from './restrictions.ts';

const members: Member[] = [
  { type: 'way', id: 1, role: 'from' },
  { type: 'node', id: 2, role: 'via' },
  { type: 'way', id: 3, role: 'to' }
];
const rulesOf = (tags: Record<string, string>, of = members) => {
  const found = restrictionsOf(of, new Map(Object.entries({ type: 'restriction', ...tags })));
  return found === 'broken' ? found : found.map(({ kind, condition }) => (condition ? `${kind} @ ${condition}` : kind));
};

test.each<[what: string, tags: Record<string, string>, rules: string[]]>([
  ['always', { restriction: 'no_left_turn' }, ['no']],
  ['at times', { 'restriction:conditional': 'no_left_turn @ (Mo-Fr 07:00-17:00)' }, ['no @ Mo-Fr 07:00-17:00']],
  ['without brackets', { 'restriction:conditional': 'only_straight_on @ Sa' }, ['only @ Sa']],
  [
    'several, one with a semicolon within',
    { 'restriction:conditional': 'no_left_turn @ (Mo 07:00-09:00; Tu 07:00-10:00); only_straight_on @ (Sa,Su)' },
    ['no @ Mo 07:00-09:00; Tu 07:00-10:00', 'only @ Sa,Su']
  ],
  [
    'always and another at times',
    { restriction: 'no_u_turn', 'restriction:conditional': 'no_left_turn @ (Sa)' },
    ['no', 'no @ Sa']
  ],
  ['at times for cars', { 'restriction:motorcar:conditional': 'no_left_turn @ (Sa)' }, ['no @ Sa']],
  ['at times for lorries', { 'restriction:hgv:conditional': 'no_left_turn @ (Sa)' }, []],
  ['at times, except cars', { 'restriction:conditional': 'no_left_turn @ (Sa)', except: 'motorcar' }, []],
  ['a word that is none', { 'restriction:conditional': 'yield @ (Sa)' }, []],
  ['no condition', { 'restriction:conditional': 'no_left_turn' }, []],
  ['longer than a value can be', { 'restriction:conditional': `no_left_turn @ (${'x'.repeat(300)})` }, []]
])('%s', (_what, tags, rules) => {
  expect(rulesOf(tags)).toEqual(rules);
});

test.each<[what: string, members: Member[]]>([
  ['nobody', []],
  ['without from', members.slice(1)],
  ['without via', [members[0]!, members[2]!]],
  ['without to', members.slice(0, 2)],
  ['two nodes between', [...members, { type: 'node', id: 4, role: 'via' }]],
  ['a node and a way between', [...members, { type: 'way', id: 4, role: 'via' }]],
  ['from a node', [{ type: 'node', id: 1, role: 'from' }, ...members.slice(1)]]
])('broken: %s', (_what, of) => {
  expect(rulesOf({ restriction: 'no_left_turn' }, of)).toBe('broken');
  expect(rulesOf({ restriction: 'yield' }, of)).toEqual([]);
});

test('whatever a relation says, it restricts or it does not', () => {
  const word = fc.oneof(fc.string(), fc.constantFrom('no_left_turn', '@', '(', ')', ';', 'only_', 'Mo-Fr'));
  const value = fc.array(word, { maxLength: 6 }).map((words) => words.join(' '));
  fc.assert(
    fc.property(value, value, value, (restriction, conditional, except) => {
      const rules = rulesOf({ restriction, 'restriction:conditional': conditional, except });
      for (const rule of rules) expect(rule).toMatch(/^(no|only)( @ |$)/);
    }),
    { numRuns: 500, seed: 2026 }
  );
});
