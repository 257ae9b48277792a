import * as v from 'valibot';
import type { Hash, Head, JournalId, KeyId, ShiftId, SignedFact } from './fact.ts';
import { hashSchema, journalOf, journalSchema, partsOf, shiftSchema } from './fact.ts';
import type { Journals } from './journals.ts';
import type { HubKey, Keyring } from './keyring.ts';
import { keyringOf, readKeyring } from './keyring.ts';
import type { ForgeryCode, OpenedFact, ReplicaRole, SigningKey } from './signing.ts';
import { hashOf, openAcknowledgement, openFact, signAcknowledgement } from './signing.ts';
import type { Clock } from './units.ts';

/*
 * One protocol for both hops: "how far do you have each journal?", then the rest in batches, resumable anywhere. The
 * lower side asks (tablet → van, tablet → hub, van → hub), the upper side answers and remembers nothing of the talk.
 */

/** One device's copy of the shift's journals, and the key it speaks with. */
export interface Replica {
  role: ReplicaRole;
  key: SigningKey;
  hub: HubKey;
  journals: Journals;
  clock: Clock;
}

/** Facts in one message, at most, and their characters: a message stays under 1 MB. */
export const batchLimit = 100;
const batchCharacters = 600_000;
/** No honest talk is longer; the other side may be a stolen box that never has enough. */
const roundLimit = 1000;
/** A fact longer than this cannot be passed on, so it is not written either. */
export const factCharacters = 300_000;

/** How far each journal goes at one side. */
type Numbers = Partial<Record<JournalId, number>>;

const signedFact = v.custom<SignedFact>((input) => typeof input === 'string' && input.length <= factCharacters);
const have = v.pipe(
  v.record(journalSchema, v.pipe(v.number(), v.safeInteger(), v.minValue(0))),
  v.check((journals) => Object.keys(journals).length <= 100)
);
const acknowledgements = v.pipe(v.array(v.pipe(v.string(), v.maxLength(2000))), v.maxLength(400));

export const exchangeRequestSchema = v.strictObject({
  shift: shiftSchema,
  have,
  facts: v.pipe(v.array(signedFact), v.maxLength(batchLimit)),
  acknowledgements,
  /** The hash of all acknowledgements that the asker has: on a quiet line none need be sent. */
  digest: v.optional(hashSchema)
});
export type ExchangeRequest = v.InferOutput<typeof exchangeRequestSchema>;

/** An answer may gain fields; the asker takes what it knows. */
export const exchangeAnswerSchema = v.object({
  have,
  facts: v.pipe(v.array(signedFact), v.maxLength(batchLimit)),
  acknowledgements,
  /** The attachments that the answering side lacks. */
  want: v.array(hashSchema),
  /** Whether more facts wait than fitted in. */
  more: v.boolean(),
  /** Whether both sides have the same acknowledgements. */
  agreed: v.optional(v.boolean(), false),
  refused: v.array(v.object({ hash: hashSchema, code: v.pipe(v.string(), v.maxLength(40)) }))
});
export type ExchangeAnswer = v.InferOutput<typeof exchangeAnswerSchema>;

type RefusalCode = ForgeryCode | 'wrong_shift' | 'gap' | 'forked' | 'closed';
export interface Refusal {
  hash: Hash;
  code: RefusalCode;
}

/** The refusals that no honest and healthy device ever earns. */
export const isForgery = (code: string) =>
  ['unreadable', 'unknown_key', 'bad_signature', 'wrong_journal', 'wrong_shift'].includes(code);

/** The shift is not known here, or the hub has not admitted the asker to it: which of them is nobody's to learn. */
export interface Denial {
  denied: 'not_of_this_shift';
}

/**
 * Answers one request of another device: stores what it brings, tells what it lacks.
 *
 * @param sender the key that the request's token was issued to.
 * @returns a denial when nothing of the shift may be told to the sender, not even whether there is one; genuine facts of
 *   the hub are kept even so.
 */
export async function answerExchange(
  replica: Replica,
  sender: KeyId,
  request: ExchangeRequest
): Promise<ExchangeAnswer | Denial> {
  const { journals } = replica;
  const refused = await receive(replica, request.shift, request.facts, request.acknowledgements);
  const heads = await journals.heads(request.shift);
  const keyring = await keyringOf(journals, replica.hub, request.shift);
  if (!keyring.roleOf(sender)) return { denied: 'not_of_this_shift' };

  await acknowledge(replica, request.shift);
  const { facts, more } = await batch(replica, heads, request.have);
  const words = await wordsOf(journals, request.shift);
  const agreed = (await digestOf(words)) === request.digest;
  const known = new Set(request.acknowledgements);
  return {
    have: numbersOf(heads),
    facts,
    acknowledgements: agreed ? [] : words.filter((word) => !known.has(word)),
    want: (await journals.missing(request.shift)).slice(0, 500),
    more,
    agreed,
    refused
  };
}

/** The other side of a hop, as the asking side reaches it. Every call may throw: the network is not there most days. */
export interface Peer {
  role: ReplicaRole;
  replicate(request: ExchangeRequest): Promise<ExchangeAnswer | Denial>;
  putAttachment(hash: Hash, bytes: Uint8Array): Promise<void>;
  /** Null when the other side has it neither. */
  getAttachment(hash: Hash): Promise<Uint8Array | null>;
}

/** The other side knows nothing of the shift, or not that this device belongs to it. */
export class ExchangeDenied extends Error {
  constructor() {
    super('The other side does not know this shift yet, or the hub has not admitted this device: then enrol it again.');
  }
}

/**
 * Talks with the other side until neither has anything new for the other.
 *
 * @returns what was refused; the caller shows it to a person, and does not try again at once.
 * @throws {ExchangeDenied}
 * @throws whatever the peer throws; nothing is lost by that, the next exchange goes on where this one was cut.
 */
export async function exchange(replica: Replica, peer: Peer, shift: ShiftId): Promise<{ refused: Refusal[] }> {
  const { journals } = replica;
  const refused = new Map<Hash, Refusal>();
  const told = new Set<string>();
  const offered = new Set<Hash>();
  let theirs = await acknowledgedBy(journals, peer.role, shift);
  let fromStart = Object.keys(theirs).length === 0;
  for (let round = 0; round < roundLimit; round += 1) {
    await acknowledge(replica, shift);
    const heads = await journals.heads(shift);
    const mine = await batch(replica, heads, theirs);
    const all = await wordsOf(journals, shift);
    const untold = all.filter((word) => !told.has(word));
    // At first they may well be known there; later, words about facts that are still to come would be forgotten.
    const words = round === 0 || mine.more ? [] : untold;
    const digest = await digestOf(all);
    const request = { shift, have: numbersOf(heads), facts: mine.facts, acknowledgements: words, digest };
    const answer = await peer.replicate(request);
    if ('denied' in answer) {
      // It may have lost what it once acknowledged (another van, a backup), and the hub's journal admits this device at
      // its end: tell it everything from the start, once.
      if (fromStart && mine.sent[journalOf(shift, replica.hub.id)] === undefined) throw new ExchangeDenied();
      theirs = fromStart ? { ...theirs, ...mine.sent } : {};
      fromStart = true;
      continue;
    }
    for (const word of answer.agreed ? all : [...words, ...answer.acknowledgements]) told.add(word);
    for (const refusal of answer.refused) refused.set(refusal.hash, refusal as Refusal);
    for (const refusal of await receive(replica, shift, answer.facts, answer.acknowledgements))
      refused.set(refusal.hash, refusal);
    const carried = (await carryUp(journals, peer, answer.want, offered)) + (await carryDown(journals, peer, shift));

    // What was sent and got no further now will not either when it is sent again at once.
    const stuck = (Object.keys(mine.sent) as JournalId[]).filter(
      (journal) => (answer.have[journal] ?? 0) === (theirs[journal] ?? 0)
    );
    theirs = { ...answer.have, ...Object.fromEntries(stuck.map((journal) => [journal, Infinity])) };
    await acknowledge(replica, shift);
    const now = await journals.heads(shift);
    const learnt = (Object.keys(now) as JournalId[]).some((journal) => now[journal]!.seq !== heads[journal]?.seq);
    const unsent = (Object.keys(now) as JournalId[]).some((journal) => now[journal]!.seq > (theirs[journal] ?? 0));
    const silent = (await wordsOf(journals, shift)).every((word) => told.has(word));
    if (carried === 0 && !unsent && silent && !(answer.more && learnt)) break;
  }
  return { refused: [...refused.values()] };
}

/** Stores what is genuine and says what is not, and why. */
async function receive(replica: Replica, shift: ShiftId, facts: SignedFact[], words: string[]): Promise<Refusal[]> {
  const refused: Refusal[] = [];
  const genuine: OpenedFact[] = [];
  let keyring = await keyringOf(replica.journals, replica.hub, shift);
  const open = async (signed: SignedFact, keys: Keyring) => {
    const opened = await openFact(signed, keys.keyOf);
    if ('refused' in opened) return { hash: await hashOf(signed), code: opened.refused };
    if (partsOf(opened.fact.journal).shift !== shift) return { hash: opened.hash, code: 'wrong_shift' } as const;
    return opened;
  };
  // The hub's facts first: one of them may admit the device that wrote the others.
  const rest: SignedFact[] = [];
  for (const signed of facts) {
    const opened = await open(signed, keyring);
    if ('fact' in opened) genuine.push(opened);
    else if (opened.code === 'unknown_key') rest.push(signed);
    else refused.push(opened);
  }
  if (rest.length > 0) {
    const stored = await replica.journals.ofType(journalOf(shift, replica.hub.id), 'device.admitted');
    keyring = await readKeyring(replica.hub, [...stored, ...genuine]);
    for (const signed of rest) {
      const opened = await open(signed, keyring);
      if ('fact' in opened) genuine.push(opened);
      else refused.push(opened);
    }
  }
  genuine.sort((a, b) => a.fact.seq - b.fact.seq);
  if (genuine.length > 0) {
    const placements = await replica.journals.append(genuine);
    placements.forEach((placement, index) => {
      if (placement !== 'stored' && placement !== 'duplicate')
        refused.push({ hash: genuine[index]!.hash, code: placement });
    });
    keyring = await keyringOf(replica.journals, replica.hub, shift);
  }
  const opened = await Promise.all(words.map((word) => openAcknowledgement(word, keyring.keyOf, keyring.roleOf)));
  const ofShift = opened.filter((word) => word !== null && partsOf(word.acknowledgement.journal).shift === shift);
  if (ofShift.length > 0) await replica.journals.keepAcknowledgements(ofShift.filter((word) => word !== null));
  return refused;
}

/** Signs this replica's word for everything that became complete since the last time. */
export async function acknowledge(replica: Replica, shift: ShiftId): Promise<void> {
  const { journals, key, role, clock } = replica;
  const given = new Map(
    (await journals.acknowledgements(shift))
      .filter((word) => word.key === key.id)
      .map(({ acknowledgement }) => [acknowledgement.journal, acknowledgement.seq])
  );
  const complete = Object.entries(await journals.complete(shift)) as [JournalId, Head][];
  const further = complete.filter(([journal, head]) => head.seq > (given.get(journal) ?? 0));
  if (further.length === 0) return;
  await journals.keepAcknowledgements(
    await Promise.all(further.map(([journal, head]) => signAcknowledgement(role, journal, head, clock.now(), key)))
  );
}

/** What the other side lacks, the hub's journal first, as much as fits in one message; `sent` is how far it goes. */
async function batch(replica: Replica, heads: Record<JournalId, Head>, theirs: Numbers) {
  const facts: SignedFact[] = [];
  const sent: Numbers = {};
  let characters = 0;
  const hubFirst = (Object.keys(heads) as JournalId[]).sort(
    (a, b) => Number(partsOf(b).key === replica.hub.id) - Number(partsOf(a).key === replica.hub.id)
  );
  for (const journal of hubFirst) {
    const from = theirs[journal] ?? 0;
    if (from >= heads[journal]!.seq) continue;
    const following = await replica.journals.after(journal, from, batchLimit - facts.length);
    for (const { signed, fact } of following) {
      if (facts.length > 0 && characters + signed.length > batchCharacters) return { facts, sent, more: true };
      facts.push(signed);
      sent[journal] = fact.seq;
      characters += signed.length;
    }
    if (from + following.length < heads[journal]!.seq) return { facts, sent, more: true };
  }
  return { facts, sent, more: false };
}

async function carryUp(journals: Journals, peer: Peer, wanted: Hash[], offered: Set<Hash>): Promise<number> {
  let carried = 0;
  for (const hash of wanted) {
    const bytes = offered.has(hash) ? null : await journals.attachment(hash);
    if (!bytes) continue;
    await peer.putAttachment(hash, bytes);
    offered.add(hash);
    carried += 1;
  }
  return carried;
}

async function carryDown(journals: Journals, peer: Peer, shift: ShiftId): Promise<number> {
  let carried = 0;
  for (const hash of await journals.missing(shift)) {
    const bytes = await peer.getAttachment(hash);
    if (!bytes || (await hashOf(bytes)) !== hash) continue;
    await journals.keepAttachment({ hash, bytes });
    carried += 1;
  }
  return carried;
}

const numbersOf = (heads: Record<JournalId, Head>) =>
  Object.fromEntries(Object.entries(heads).map(([journal, { seq }]) => [journal, seq])) as Record<JournalId, number>;

/** How far the other side is known to have each journal by its own word: what need not be sent again after a restart. */
async function acknowledgedBy(journals: Journals, role: ReplicaRole, shift: ShiftId): Promise<Numbers> {
  const numbers: Numbers = {};
  for (const { acknowledgement } of await journals.acknowledgements(shift)) {
    if (acknowledgement.replica === role) numbers[acknowledgement.journal] = acknowledgement.seq;
  }
  return numbers;
}

/** The hash of all that a replica knows of a shift: where two are equal, an exchange would carry no fact and no word. */
export async function shiftDigest(journals: Journals, shift: ShiftId): Promise<Hash> {
  const heads = Object.entries(await journals.heads(shift)).map(([journal, { hash }]) => `${journal} ${hash}`);
  return digestOf([...heads, ...(await wordsOf(journals, shift))]);
}

async function wordsOf(journals: Journals, shift: ShiftId): Promise<string[]> {
  return (await journals.acknowledgements(shift)).map(({ signed }) => signed);
}

const digestOf = (words: string[]) => hashOf(words.toSorted().join());
