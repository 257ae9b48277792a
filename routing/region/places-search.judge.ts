import { distanceBetween } from '../../src/domain/geometry.ts';
import { kindWords } from './places-kinds.ts';
import { ownLabel, type Place } from './places.ts';
import type { SearchOptions } from './places-search.ts';
import { fold, wordsOf } from './places-words.ts';

/** What `findPlaces` must find: looks at every word of every place, and sorts them all. */
export function slowPlaces(places: readonly Place[], text: string, options: SearchOptions): Place[] {
  const typed = wordsOf(text);
  const { limit = 8, typos = true, near } = options;
  const judged = places.flatMap((place) => {
    const names = [ownLabel(place), place['name:fi'], place['name:sv'], place['name:se']].filter((name) => !!name);
    const words = wordsOf([...names, place.locality, place.city, kindWords(place.kind)].join(' ')).sort();
    const fits = typed.map((word) => {
      const nearest = words
        .map((whole) => ({ whole, edits: editsOfBeginning(whole, word) }))
        .sort((a, b) => a.edits - b.edits)[0]!;
      return nearest.edits <= (typos ? forgiven(word) : 0) ? nearest : undefined;
    });
    if (typed.length === 0 || fits.some((fit) => !fit)) return [];
    const edits = fits.reduce((sum, fit) => sum + fit!.edits, 0);
    const meant = fits.map((fit, at) => (fit!.edits === 0 ? typed[at]! : fit!.whole));
    const closeness = Math.min(
      ...names.flatMap((name) => orders(meant).map((words) => closenessOf(fold(name!), words)))
    );
    const isSpelt = names.some((name) => name!.toLocaleLowerCase('fi').includes(text.trim().toLocaleLowerCase('fi')));
    const ranks = near
      ? { town: 0, pharmacy: 0, street: 0, address: 1 }
      : { town: 0, pharmacy: 1, street: 2, address: 3 };
    const rank = ranks[place.kind as keyof typeof ranks];
    const distance = near ? distanceBetween(near, place.position) : 0;
    return [{ place, merits: [edits, closeness, isSpelt ? 0 : 1, rank, distance] }];
  });
  const compare = (a: number[], b: number[]) => a.map((merit, at) => merit - b[at]!).find((by) => by !== 0) ?? 0;
  return judged
    .sort((a, b) => compare(a.merits, b.merits))
    .slice(0, limit)
    .map(({ place }) => place);
}

const forgiven = (word: string) => (/\d/.test(word) || word.length < 4 ? 0 : word.length < 8 ? 1 : 2);

const editsOfBeginning = (whole: string, typed: string) =>
  Math.min(...Array.from({ length: whole.length + 1 }, (_, length) => edits(whole.slice(0, length), typed)));

/** Optimal string alignment, straight from its definition. */
function edits(a: string, b: string, known = new Map<string, number>()): number {
  if (a === '' || b === '') return a.length + b.length;
  const key = `${a} ${b}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  const [shortA, shortB] = [a.slice(0, -1), b.slice(0, -1)];
  const least = Math.min(
    edits(shortA, shortB, known) + (a.at(-1) === b.at(-1) ? 0 : 1),
    edits(shortA, b, known) + 1,
    edits(a, shortB, known) + 1,
    a.length > 1 && b.length > 1 && a.slice(-2) === [...b.slice(-2)].reverse().join('')
      ? edits(a.slice(0, -2), b.slice(0, -2), known) + 1
      : Infinity
  );
  known.set(key, least);
  return least;
}

/** As typed, and with the number that came first put last. */
function orders(words: readonly string[]): string[] {
  let numbers = 0;
  while (/^\d/.test(words[numbers] ?? '')) numbers++;
  if (numbers > 0 && /^\p{L}$/u.test(words[numbers] ?? '') && numbers + 1 < words.length) numbers++;
  const turned = [...words.slice(numbers), ...words.slice(0, numbers)];
  return [words.join(' '), turned.join(' ')];
}

function closenessOf(name: string, phrase: string): number {
  if (name === phrase) return 0;
  if (`${name} `.startsWith(`${phrase} `) || `${phrase} `.startsWith(`${name} `)) return 1;
  return name.startsWith(phrase) ? 2 : 3;
}
