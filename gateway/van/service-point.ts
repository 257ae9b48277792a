import { readFileSync } from 'node:fs';
import * as v from 'valibot';

/*
 * The settings of the e-service point: who runs it, whom to call, which services it shows. A municipality changes
 * them in a file, and nobody changes code.
 */

const text = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(300));
const texts = v.strictObject({ fi: text, sv: text, en: text, se: v.optional(text) });
const telephone = v.pipe(v.string(), v.regex(/^\+?[\d ]{3,20}$/));
/** Only https: a resident is told to trust nothing else. */
const address = v.pipe(v.string(), v.url(), v.startsWith('https://'));

const eService = v.strictObject({
  id: v.pipe(v.string(), v.regex(/^[a-z_]+$/)),
  name: texts,
  lead: texts,
  /** In Finnish, and in those other languages that the service has pages of its own in. */
  address: v.strictObject({
    fi: address,
    sv: v.optional(address),
    en: v.optional(address),
    se: v.optional(address)
  }),
  /** Whether it asks for strong identification: then the resident's rights are told first. */
  signIn: v.boolean()
});

const servicePoint = v.strictObject({
  /** Who offers the internet, as it stands in a sentence of each language. */
  operator: texts,
  telephone,
  /** Minutes of internet that one acceptance gives, at most. */
  minutes: v.pipe(v.number(), v.integer(), v.minValue(5), v.maxValue(240)),
  municipality: v.strictObject({
    name: texts,
    page: address,
    /** When somebody last looked that the numbers and hours are true. */
    checked: v.pipe(v.string(), v.isoDate()),
    contacts: v.array(v.strictObject({ name: texts, telephone, hours: texts }))
  }),
  eServices: v.array(eService)
});
export type ServicePoint = v.InferOutput<typeof servicePoint>;

/**
 * Reads the settings of an e-service point from a JSON file.
 *
 * @throws naming the file and the place in it that is wrong.
 */
export function readServicePoint(file: string | URL): ServicePoint {
  const result = v.safeParse(v.pipe(v.string(), v.parseJson(), servicePoint), readFileSync(file, 'utf8'));
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw new Error(
    `The settings in ${String(file)} are wrong at ${v.getDotPath(issue) ?? 'the top'}: ${issue.message}.`
  );
}
