/**
 * Whether an answer is what a feature expects, by the rules of OSRM's tests: the same text, `/a pattern/`, or numbers that
 * are at most `+-5` or less than `~10%` away; one margin is for all numbers of a list, such as bearings.
 */
export function isAsExpected(got: string, wanted: string): boolean {
  if (got === wanted) return true;
  const [, pattern] = /^\/(.*)\/$/.exec(wanted) ?? [];
  if (pattern !== undefined) return new RegExp(pattern).test(got);
  const [, text, sign, figure] = /^(.*?)\s*(~|\+-)\s*([\d.]+)%?$/.exec(wanted) ?? [];
  if (text === undefined || textOf(got) !== textOf(text)) return false;
  const [gotNumbers, wantedNumbers] = [numbersOf(got), numbersOf(text)];
  const marginOf = (value: number) => (sign === '~' ? (Math.abs(value) * Number(figure)) / 100 : Number(figure));
  return wantedNumbers.every((value, index) => Math.abs(value - gotNumbers[index]!) <= marginOf(value) + 1e-9);
}

const number = /\d+(?:\.\d+)?/g;
const numbersOf = (text: string) => (text.match(number) ?? []).map(Number);
/** What stands around the numbers: units, arrows, and which road may be entered. */
const textOf = (text: string) => text.replace(number, '0').replaceAll(' ', '');
