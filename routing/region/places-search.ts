import { distanceBetween, type Position } from '../../src/domain/geometry.ts';
import { kindWords } from './places-kinds.ts';
import { isSettlement, ownLabel, type Place } from './places.ts';
import { fold, placesWith, unfit, wordIndex, wordsOf, type WordIndex } from './places-words.ts';

export interface PlaceIndex {
  readonly entries: readonly Entry[];
  readonly wordIndex: WordIndex;
}

interface Entry {
  readonly place: Place;
  /** Each of its names, folded, and in small letters as it is spelt. */
  readonly names: readonly { folded: string; spelt: string }[];
  readonly rank: number;
}

export interface SearchOptions {
  /** The most places that are wanted; 8 unless given. */
  readonly limit?: number;
  /** Of places that fit alike, those nearest this one come first, whatever they are: the van's, or the depot's. */
  readonly near?: Position;
  /** Whether mistakes are forgiven where little else is found; they are unless this is false. */
  readonly typos?: boolean;
  /** Streets alone, and those alone whose name begins as typed: a village's name is not that of all its streets. */
  readonly onlyStreets?: boolean;
}

/** Letters. Whatever is pasted beyond is no address, and would only take time. */
export const longestText = 100;

/** Makes a list of places ready for `findPlaces`; once, when the pack is opened. */
export function placeIndex(places: readonly Place[]): PlaceIndex {
  const entries = places.map((place) => ({
    place,
    names: namesOf(place).map((name) => ({ folded: fold(name), spelt: name.toLocaleLowerCase('fi') })),
    rank: rankOf(place)
  }));
  const words = places.map((place) =>
    wordsOf([...namesOf(place), place.locality, place.city, kindWords(place.kind)].join(' '))
  );
  return { entries, wordIndex: wordIndex(words) };
}

/**
 * Places whose words begin with the typed words, in any order, best first: fewest mistakes, then whole name, then
 * beginning of name, then any word of it; spelt as typed before only sounding like it ("janispera" finds Jänisperä);
 * the nearest, but houses after all others, which a street has by the dozen. Where nobody knows what is near:
 * settlements before services before streets before addresses. Else in the order of `placesOf`.
 *
 * The kind of a service is one of its words too: "apteekki" finds every pharmacy, those that bear the word first.
 * Only where that does not fill the list may words of 4 letters have one mistake, and words of 8 letters two.
 * A number is never taken for another.
 *
 * @param text a name, or a street and number in either order, as far as it is typed; nothing typed finds nothing
 */
export function findPlaces(index: PlaceIndex, text: string, options: SearchOptions = {}): Place[] {
  const { limit = 8, typos = true, near, onlyStreets = false } = options;
  const typed = wordsOf(text.slice(0, longestText));
  if (typed.length === 0 || limit < 1) return [];
  const spelt = text.trim().toLocaleLowerCase('fi');
  const exact = bestOf(index, { typed, spelt, onlyStreets, allowed: () => 0 }, limit, near);
  if (!typos || exact.length === limit || typed.every((word) => allowedEdits(word) === 0)) return exact;
  return bestOf(index, { typed, spelt, onlyStreets, allowed: allowedEdits }, limit, near);
}

interface Question {
  readonly typed: readonly string[];
  readonly spelt: string;
  readonly onlyStreets: boolean;
  readonly allowed: (word: string) => number;
}

function bestOf({ entries, wordIndex: words }: PlaceIndex, question: Question, limit: number, near?: Position) {
  const { typed, spelt, onlyStreets, allowed } = question;
  const matches = typed.map((word) => placesWith(words, word, allowed(word)));
  const phrases = new Set(phrasesOf(typed));
  const best: { place: Place; score: number; distance: number }[] = [];
  for (const [number, { place, names, rank }] of entries.entries()) {
    if (onlyStreets && place.kind !== 'street') continue;
    let edits = 0;
    for (const match of matches) edits += match.edits[number] === unfit ? Infinity : match.edits[number]!;
    if (edits === Infinity) continue;
    const meant =
      edits === 0
        ? phrases
        : phrasesOf(
            typed.map((word, at) =>
              matches[at]!.edits[number] === 0 ? word : words.words[matches[at]!.word[number]!]!
            )
          );
    let closeness = 3;
    for (const { folded } of names)
      for (const phrase of meant) closeness = Math.min(closeness, closenessOf(folded, phrase));
    if (onlyStreets && closeness === 3) continue;
    const isSpelt = names.some((name) => name.spelt.includes(spelt));
    const standing = near ? Number(place.kind === 'address') : rank;
    const score = ((edits * 4 + closeness) * 2 + (isSpelt ? 0 : 1)) * 4 + standing;
    const last = best.length === limit ? best.at(-1) : undefined;
    if (last && score > last.score) continue;
    const distance = near ? distanceBetween(near, place.position) : 0;
    const after = best.findLastIndex((one) => one.score < score || (one.score === score && one.distance <= distance));
    best.splice(after + 1, 0, { place, score, distance });
    best.length = Math.min(best.length, limit);
  }
  return best.map(({ place }) => place);
}

/** Mistakes that are forgiven in a typed word: short words would become any other, and no house is its neighbour. */
const allowedEdits = (word: string) => (/\p{N}/u.test(word) || word.length < 4 ? 0 : word.length < 8 ? 1 : 2);

/** What was typed, and where a number came first also with the number last: "3 b Koulutie" is "Koulutie 3 b". */
function phrasesOf(words: readonly string[]): string[] {
  const phrase = words.join(' ');
  const [, number, name] = /^(\p{N}+(?: \p{N}+)*(?: \p{L})?) (\p{L}.+)$/u.exec(phrase) ?? [];
  return name === undefined ? [phrase] : [phrase, `${name} ${number}`];
}

function closenessOf(name: string, phrase: string): number {
  if (name === phrase) return 0;
  if (name.startsWith(`${phrase} `) || phrase.startsWith(`${name} `)) return 1;
  return name.startsWith(phrase) ? 2 : 3;
}

export const namesOf = (place: Place): string[] => [
  ...new Set(
    [ownLabel(place), place['name:fi'], place['name:sv'], place['name:se']].filter((name) => name !== undefined)
  )
];

function rankOf(place: Place): number {
  if (isSettlement(place)) return 0;
  return place.kind === 'address' ? 3 : place.kind === 'street' ? 2 : 1;
}
