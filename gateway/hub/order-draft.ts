import type { Position } from '#domain/geometry.ts';
import { plainText } from '#domain/plain-text.ts';
import type { Instant, LocalDate } from '#domain/units.ts';
import { dateOf, instantOf, lastDay, readDate, readTime } from './finnish-time.ts';
import type {
  DraftField,
  DraftProblem,
  DraftProblems,
  Kind,
  OrderDraft,
  Sender,
  TemperatureClass
} from './services.ts';

/** A draft that may be ordered: every field read once, here. */
export interface CheckedDraft {
  date: LocalDate;
  window: { from: Instant; to: Instant } | null;
  kind: string;
  temperatureClass: string;
  sender: string;
  direction: 'delivery' | 'return';
  pieces: number;
  name: string;
  address: string;
  village: string;
  position: Position;
  telephone: string | null;
  notes: string | null;
}

/** What a draft is checked against. */
export interface DraftRules {
  now: Instant;
  kinds: Kind[];
  temperatureClasses: TemperatureClass[];
  /** The senders that the person may order from. */
  senders: Sender[];
  locate(address: string): { label: string; position: Position } | null;
  /** An order that is being changed may keep its day and window also when they have gone by. */
  kept?: Pick<CheckedDraft, 'date' | 'window'> | undefined;
}

const longest: Partial<Record<DraftField, number>> = { name: 100, address: 150, telephone: 40, notes: 500 };

/** Reads a draft as a person typed it: either every field is right, or each wrong one is named. */
export function checkDraft(draft: OrderDraft, rules: DraftRules): CheckedDraft | { problems: DraftProblems } {
  const problems: DraftProblems = {};
  const refuse = (field: DraftField, problem: DraftProblem) => {
    problems[field] ??= problem;
    return null;
  };
  const text = (field: DraftField) => plainText(draft[field]);
  /** What `read` makes of a field that must be there. */
  const required = <Value>(
    field: DraftField,
    problem: DraftProblem,
    read: (text: string) => Value | null | undefined
  ) => (text(field) ? (read(text(field)) ?? refuse(field, problem)) : refuse(field, 'missing'));
  for (const [field, most] of Object.entries(longest) as [DraftField, number][])
    if (text(field).length > most) refuse(field, 'too_long');

  const date = required('date', 'not_a_date', readDate);
  if (date && date < dateOf(rules.now) && date !== rules.kept?.date) refuse('date', 'date_past');
  if (date && date > lastDay(rules.now)) refuse('date', 'date_far');
  const window = date ? readWindow(draft, date, refuse) : null;
  const keepsWindow = window?.from === rules.kept?.window?.from && window?.to === rules.kept?.window?.to;
  if (date && date >= dateOf(rules.now) && window && window.to <= rules.now && !keepsWindow)
    refuse('to', 'window_past');
  const kind = required('kind', 'unknown_kind', (typed) => named(rules.kinds, typed));
  const temperatureClass = text('temperatureClass')
    ? (named(rules.temperatureClasses, text('temperatureClass'))?.id ?? refuse('temperatureClass', 'unknown_class'))
    : (kind?.temperatureClass ?? null);
  const sender = required('sender', 'unknown_sender', (typed) =>
    rules.senders.find(({ id, name }) => same(typed, id, name))
  );
  const direction = text('direction')
    ? (directionOf(text('direction')) ?? refuse('direction', 'unknown_direction'))
    : 'delivery';
  const name = required('name', 'missing', (typed) => typed);
  const place = required('address', 'unknown_address', rules.locate);
  const pieces = /^[1-9]\d{0,2}$/.test(text('pieces')) ? Number(text('pieces')) : refuse('pieces', 'not_a_count');

  if (Object.keys(problems).length > 0) return { problems };
  if (!date || !kind || !temperatureClass || !sender || !direction || !name || !place || !pieces) return { problems };
  return {
    date,
    window,
    kind: kind.id,
    temperatureClass,
    sender: sender.id,
    direction,
    pieces,
    name,
    address: place.label,
    village: place.label.split(', ').slice(1).join(', '),
    position: place.position,
    telephone: text('telephone') || null,
    notes: text('notes') || null
  };
}

/** Both ends of the window, or neither for any time that day. */
function readWindow(draft: OrderDraft, date: LocalDate, refuse: (field: DraftField, problem: DraftProblem) => null) {
  const [from, to] = [draft.from.trim(), draft.to.trim()];
  if (!from && !to) return null;
  const read = (field: 'from' | 'to', value: string) => {
    if (!value) return refuse(field, 'missing');
    const time = readTime(value);
    return time ? instantOf(date, time) : refuse(field, 'not_a_time');
  };
  const [opens, closes] = [read('from', from), read('to', to)];
  if (opens === null || closes === null) return null;
  return closes > opens ? { from: opens, to: closes } : refuse('to', 'window_backwards');
}

type Named = { id: string; name: Record<'fi' | 'sv' | 'en', string> };

/** A setting by its id, or by its name in any language, for that is what stands in a table that people write. */
const named = <Setting extends Named>(settings: Setting[], text: string) =>
  settings.find(({ id, name }) => same(text, id, ...Object.values(name))) ?? null;

/** The words for each way, as people write them in a table. */
const directions = {
  delivery: ['delivery', 'toimitus', 'vienti', 'leverans', 'utkörning'],
  return: ['return', 'palautus', 'nouto', 'retur', 'hämtning', 'avhämtning', 'collection', 'pickup', 'pick-up']
};

/** Which way a word means, in any language; null when it is none that is known. */
export const directionOf = (text: string): CheckedDraft['direction'] | null =>
  (['delivery', 'return'] as const).find((way) => same(text, ...directions[way])) ?? null;

const collator = new Intl.Collator('fi', { sensitivity: 'accent' });
const same = (text: string, ...names: string[]) => names.some((name) => collator.compare(text, name) === 0);
