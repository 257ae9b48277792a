import * as v from 'valibot';

/*
 * The small parts of a problem: numbers, windows, words, lists and objects. Each says in its message what is wanted;
 * `problem.ts` puts the place before it.
 */

/** VROOM's own greatest number: that many seconds last 136 years, and microseconds still add up exactly in a double. */
const greatest = 4_294_967_295;

const isObject = (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value);
const notAnObject = 'must be an object.';

/**
 * An object whose every key is known or begins with `x-`; these are left aside.
 * @param partners words that say nothing without one of others: whoever wrote one alone would believe that it was heeded
 */
export function exactly<Entries extends v.ObjectEntries>(
  entries: Entries,
  partners: { readonly [Word in keyof Entries]?: readonly (keyof Entries & string)[] } = {}
) {
  const object = v.object(entries, notAnObject);
  const read = v.pipe(
    v.custom<Record<string, unknown>>(isObject, notAnObject),
    keysThat((key, input) => {
      if (key.startsWith('x-')) return undefined;
      if (!Object.hasOwn(entries, key))
        return 'is not a word of the problem. Correct its spelling, or begin it with "x-" if it is a note of your own.';
      const others = partners[key];
      if (!others || input[key] === undefined || others.some((other) => input[other] !== undefined)) return undefined;
      return `says nothing without ${others.map((other) => `"${other}"`).join(' or ')}. Give both or neither.`;
    }),
    object
  );
  return read as unknown as v.GenericSchema<v.InferInput<typeof object>, v.InferOutput<typeof object>>;
}

/** An object with a value for each name that the caller chose. */
export function byName<Input, Output>(value: v.GenericSchema<Input, Output>, message: string) {
  const read = v.pipe(
    v.custom<Record<string, unknown>>(isObject, message),
    // Valibot would leave these out without a word.
    keysThat((key) =>
      ['__proto__', 'prototype', 'constructor'].includes(key)
        ? 'is a name that cannot be used. Choose another.'
        : undefined
    ),
    v.record(v.string(), value, message)
  );
  return read as unknown as v.GenericSchema<Record<string, Input>, Record<string, Output>>;
}

/** Refuses an object for the first key that a sentence is said about. */
function keysThat(sentence: (key: string, input: Record<string, unknown>) => string | undefined) {
  return v.rawCheck<Record<string, unknown>>(({ dataset, addIssue }) => {
    if (!dataset.typed) return;
    const input = dataset.value;
    for (const key of Object.keys(input)) {
      const message = sentence(key, input);
      if (message === undefined) continue;
      return addIssue({ message, path: [{ type: 'object', origin: 'key', input, key, value: input[key] }] });
    }
  });
}

/** A list that is refused for its length before anything in it is read. */
export function listOf<Input, Output>(item: v.GenericSchema<Input, Output>, message: string, most = 10_000) {
  const read = v.pipe(
    v.custom<unknown[]>(Array.isArray, message),
    v.maxLength(most, `has more than ${most} entries, which this planner does not take.`),
    v.array(item, message)
  );
  return read as unknown as v.GenericSchema<Input[], Output[]>;
}

const number = v.number('must be a number.');
const notNegative = v.minValue<number, 0, string>(0, 'must not be negative.');
const notTooLarge = v.maxValue<number, number, string>(greatest, `is too large: it must be at most ${greatest}.`);

/** Seconds, metres, a cost or a price: finite, not negative. */
export const quantity = v.pipe(number, notNegative, notTooLarge);
export const wholeNumber = v.pipe(number, v.safeInteger('must be a whole number.'), notNegative);
export const count = v.pipe(wholeNumber, notTooLarge);
/** How much faster than its matrix a vehicle is. */
export const factor = v.pipe(
  number,
  v.minValue(0.01, 'must be a factor from 0.01 to 5.'),
  v.maxValue(5, 'must be a factor from 0.01 to 5.')
);
export const flag = v.boolean('must be true or false.');
export const text = v.string('must be a text.');
export const word = v.pipe(text, v.nonEmpty('must not be empty.'), v.maxLength(100, 'is longer than 100 letters.'));
export const words = listOf(word, 'must be a list of words.', 100);

export const location = v.tuple(
  [
    v.pipe(v.number('must be a longitude.'), v.minValue(-180, 'is no longitude.'), v.maxValue(180, 'is no longitude.')),
    v.pipe(v.number('must be a latitude.'), v.minValue(-90, 'is no latitude.'), v.maxValue(90, 'is no latitude.'))
  ],
  'must be [longitude, latitude].'
);

/** Each kind of amount is a dimension of the search's tables: sixteen kinds are more than anybody counts. */
export const amounts = listOf(count, 'must be a list of amounts.', 16);

export const timeWindow = v.pipe(
  v.strictTuple([quantity, quantity], 'must be [start, end] in seconds.'),
  v.check(([start, end]) => start <= end, 'ends before it starts.')
);
export const timeWindows = v.pipe(
  listOf(timeWindow, 'must be a list of [start, end].', 1000),
  v.minLength(1, 'has no time window. Leave it out when any time will do.'),
  v.transform((windows) => windows.toSorted((a, b) => a[0] - b[0])),
  v.check(
    (windows) => windows.every((window, index) => index === 0 || window[0] > windows[index - 1]![1]),
    'has windows that overlap.'
  )
);
