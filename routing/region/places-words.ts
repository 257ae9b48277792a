import { nearlyBeginning } from './places-typos.ts';

/** The different words of all places in alphabetical order, and which places have each of them. */
export interface WordIndex {
  readonly words: readonly string[];
  /** The places of `words[n]` are `entries` from `starts[n]` to `starts[n + 1]`. */
  readonly starts: Int32Array;
  readonly entries: Int32Array;
  readonly entryCount: number;
}

/** Which places have a word that fits a typed word. */
export interface WordMatch {
  /** Mistakes in the typed word, for each place; `unfit` where none of its words fits. */
  readonly edits: Uint8Array;
  /** The word that was found, as an index in `words`, for each place that fits: of the nearest the first. */
  readonly word: Int32Array;
}

export const unfit = 255;

/** @param wordsOfEntries the folded words of each place, by its number */
export function wordIndex(wordsOfEntries: readonly (readonly string[])[]): WordIndex {
  const entriesOf = new Map<string, number[]>();
  wordsOfEntries.forEach((words, entry) => {
    for (const word of new Set(words)) {
      const entries = entriesOf.get(word);
      if (entries) entries.push(entry);
      else entriesOf.set(word, [entry]);
    }
  });
  const words = [...entriesOf.keys()].sort();
  const lists = words.map((word) => entriesOf.get(word)!);
  const starts = new Int32Array(words.length + 1);
  lists.forEach(({ length }, word) => (starts[word + 1] = starts[word]! + length));
  return { words, starts, entries: Int32Array.from(lists.flat()), entryCount: wordsOfEntries.length };
}

/**
 * The places that have a word which begins with the typed one, or would but for so many mistakes.
 *
 * @param allowed how many letters may be wrong, missing, too many or swapped
 */
export function placesWith(index: WordIndex, typed: string, allowed: number): WordMatch {
  const edits = new Uint8Array(index.entryCount).fill(unfit);
  const word = new Int32Array(index.entryCount);
  const take = (number: number, wrong: number) => {
    for (let at = index.starts[number]!; at < index.starts[number + 1]!; at++) {
      const entry = index.entries[at]!;
      if (wrong >= edits[entry]!) continue;
      edits[entry] = wrong;
      word[entry] = number;
    }
  };
  if (allowed > 0) nearlyBeginning(index.words, typed, allowed, take);
  else
    for (let number = firstFrom(index.words, typed); index.words[number]?.startsWith(typed); number++) take(number, 0);
  return { edits, word };
}

/** Where a word stands in the alphabetical list, or would stand. */
function firstFrom(words: readonly string[], typed: string): number {
  let [low, high] = [0, words.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (words[middle]! < typed) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Letters that Unicode does not take apart: Northern Sámi, Norwegian, Danish, German. */
const wholeLetters: Record<string, string> = { đ: 'd', ŋ: 'n', ŧ: 't', ø: 'o', æ: 'ae', ß: 'ss' };

/** Plain small letters without dots and signs, one space between words: "Särkitie 30b" is "sarkitie 30 b". */
export const fold = (text: string): string =>
  text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[đŋŧøæß]/g, (letter) => wholeLetters[letter]!)
    .replace(/[^\p{L}\p{N}]+|(?<=\p{N})(?=\p{L})/gu, ' ')
    .trim();

export const wordsOf = (text: string): string[] => fold(text).split(' ').filter(Boolean);
