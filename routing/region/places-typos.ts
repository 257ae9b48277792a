/**
 * Finds the words that begin as typed but for a few mistakes: a letter wrong, missing or too many, or two neighbours
 * swapped (optimal string alignment; Boytsov, "Indexing methods for approximate dictionary searching", 2011, section 2).
 *
 * Words that begin alike share the rows of the distance table, and a beginning that is already too far off is left at
 * once, so that a whole vocabulary takes little more than its first letters.
 *
 * @param words in alphabetical order
 * @param allowed the most mistakes, less than the typed letters
 * @param found is told the index of each such word, in order, and how many mistakes lead to its nearest beginning
 */
export function nearlyBeginning(
  words: readonly string[],
  typed: string,
  allowed: number,
  found: (word: number, edits: number) => void
): void {
  /** `rows[i][j]`: mistakes between the first i letters of the word and the first j letters that were typed. */
  const rows = [Uint16Array.from({ length: typed.length + 1 }, (_, typedLetters) => typedLetters)];
  /** `least[i]`: mistakes between the whole of what was typed and the nearest beginning of at most i letters. */
  const least = [typed.length];
  let previous = '';
  let known = 0;
  let isTooFar = false;
  for (let number = 0; number < words.length; number++) {
    const word = words[number]!;
    const shared = sharedLength(previous, word, known);
    if (shared < known) isTooFar = false;
    known = shared;
    while (known < word.length && !isTooFar) {
      known++;
      const row = (rows[known] ??= new Uint16Array(typed.length + 1));
      isTooFar = fillRow(row, rows, known, word, typed) > allowed;
      least[known] = Math.min(least[known - 1]!, row[typed.length]!);
    }
    previous = word;
    if (least[known]! <= allowed) found(number, least[known]!);
  }
}

/** @returns the least of the row: what follows can only be farther off */
function fillRow(row: Uint16Array, rows: readonly Uint16Array[], letters: number, word: string, typed: string): number {
  const above = rows[letters - 1]!;
  const letter = word[letters - 1];
  row[0] = letters;
  let nearest = letters;
  for (let column = 1; column <= typed.length; column++) {
    const isSame = typed[column - 1] === letter;
    let edits = Math.min(above[column - 1]! + (isSame ? 0 : 1), above[column]! + 1, row[column - 1]! + 1);
    const isSwapped =
      letters > 1 && column > 1 && typed[column - 2] === letter && typed[column - 1] === word[letters - 2];
    if (isSwapped) edits = Math.min(edits, rows[letters - 2]![column - 2]! + 1);
    row[column] = edits;
    nearest = Math.min(nearest, edits);
  }
  return nearest;
}

function sharedLength(a: string, b: string, most: number): number {
  let length = 0;
  while (length < most && a[length] === b[length]) length++;
  return length;
}
