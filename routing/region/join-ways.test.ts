import { expect, test } from 'vitest';
import { joinWays } from './join-ways.ts';

/** Ways by their nodes, a letter each; what follows a colon is what they are called. */
function joined(map: string, kept = ''): string {
  const list: number[] = [];
  const kinds: string[] = [];
  const ways = map.split(' ').map((way) => {
    const [nodes, kind = ''] = way.split(':');
    const first = list.length;
    list.push(...[...nodes!].map((letter) => letter.charCodeAt(0)));
    if (!kinds.includes(kind)) kinds.push(kind);
    return { name: kinds.indexOf(kind), trait: 0, first, end: list.length };
  });
  const letters = (nodes: Float64Array) => String.fromCharCode(...nodes);
  const roads = joinWays(ways, Float64Array.from(list), (_way, node) => !kept.includes(String.fromCharCode(node)));
  return roads.ways.map(({ first, end }) => letters(roads.refs.subarray(first, end))).join(' ');
}

test.each([
  ['two that go on', 'ab bc', 'abc'],
  ['many, in any order', 'cd ab de bc', 'abcde'],
  ['not at a junction', 'ab bc bd', 'ab bc bd'],
  ['not where a third passes', 'ab bc xby', 'ab bc xby'],
  ['not where it passes itself', 'abcb bd', 'abcb bd'],
  ['not of another name', 'ab:x bc:y', 'ab bc'],
  ['not where both end', 'ab cb', 'ab cb'],
  ['not where both begin', 'ba bc', 'ba bc'],
  ['a ring of several', 'ab bc ca', 'abca'],
  ['a ring that a road leads to', 'ab bc ca ax', 'abca ax'],
  ['a ring of one', 'aba', 'aba'],
  ['with points between', 'apb bqc', 'apbqc'],
  ['two roads beside each other', 'ab pq bc qr', 'abc pqr']
])('%s: %s → %s', (_what, map, roads) => {
  expect(joined(map).split(' ').sort()).toEqual(roads.split(' ').sort());
});

test('not at a node that is to stay', () => {
  expect(joined('ab bc cd', 'c')).toBe('abc cd');
});
