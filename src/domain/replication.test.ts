import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { ConsignmentId, CourierId, Fact, Hash, JournalId, ShiftId, SignedFact, VisitId } from './fact.ts';
import { journalOf, partsOf } from './fact.ts';
import { attachmentsNamedBy } from './journals.ts';
import { MemoryJournals } from './memory-journals.ts';
import type { ExchangeAnswer, ExchangeRequest, Peer, Replica } from './replication.ts';
import { answerExchange, batchLimit, exchange, ExchangeDenied } from './replication.ts';
import type { SealedAttachment } from './sealing.ts';
import type { OpenedFact, ReplicaRole, SigningKey } from './signing.ts';
import { createSigningKey, hashOf, openAcknowledgement, signAcknowledgement, signFact } from './signing.ts';
import { instant, milliseconds } from './units.ts';
import type { Entry, Writer } from './writing.ts';
import { createWriter, queue } from './writing.ts';

const shift = 'van-17.2026-11-24' as ShiftId;
const roles = ['tablet', 'van', 'hub'] as const;
let keys: Record<ReplicaRole, SigningKey>;
let stranger: SigningKey;
let cards: SealedAttachment[];

beforeAll(async () => {
  const [tablet, van, hub, other] = await Promise.all([1, 2, 3, 4].map(() => createSigningKey({ extractable: false })));
  keys = { tablet: tablet!, van: van!, hub: hub! };
  stranger = other!;
  cards = await Promise.all(
    [...Array(40).keys()].map(async (n) => ({ bytes: Uint8Array.of(n), hash: await hashOf(Uint8Array.of(n)) }))
  );
});

interface Device extends Replica {
  journals: MemoryJournals;
  writer: Writer;
}

function device(role: ReplicaRole): Device {
  let now = 0;
  const replica: Replica & { journals: MemoryJournals } = {
    role,
    key: keys[role],
    hub: keys.hub,
    journals: new MemoryJournals(),
    clock: { now: () => instant(++now), monotonic: () => milliseconds(now) }
  };
  const writer = createWriter({ replica, boot: role, courier: 'courier-1' as CourierId, lock: queue() });
  return { ...replica, writer };
}

const admissions = (): Entry[] =>
  (['tablet', 'van'] as const).map((role) => ({
    type: 'device.admitted',
    body: { device: keys[role].id, key: keys[role].publicKey, role }
  }));

const fresh = async () => {
  const world = { tablet: device('tablet'), van: device('van'), hub: device('hub') };
  await world.hub.writer.write(shift, admissions());
  return world;
};
type World = Awaited<ReturnType<typeof fresh>>;

const handedOver = (attachment: SealedAttachment): Entry => ({
  type: 'consignment.handed_over',
  body: {
    consignment: 'c1' as ConsignmentId,
    visit: 'v1' as VisitId,
    receiver: 'recipient',
    identity: null,
    proof: attachment.hash
  },
  attachments: [attachment]
});

class Cut extends Error {}
const faults = ['none', 'lose_request', 'lose_answer', 'twice', 'reorder', 'cut', 'corrupt', 'lose_upload'] as const;
type Fault = (typeof faults)[number];

/** The network between two devices; each call meets the next fault of the list, then none. */
function network(from: Device, to: Device, script: Fault[] = []): Peer {
  const answer = async (request: ExchangeRequest) =>
    JSON.parse(
      JSON.stringify(await answerExchange(to, from.key.id, JSON.parse(JSON.stringify(request))))
    ) as ExchangeAnswer;
  return {
    role: to.role,
    async replicate(request) {
      const fault = script.shift() ?? 'none';
      if (fault === 'lose_request') throw new Cut();
      if (fault === 'twice') await answer(request);
      if (fault === 'reorder') return answer({ ...request, facts: request.facts.toReversed() });
      if (fault === 'cut') return answer({ ...request, facts: request.facts.slice(1) });
      if (fault === 'corrupt')
        return answer({ ...request, facts: request.facts.map((fact) => fact.slice(0, -9) as SignedFact) });
      const answered = await answer(request);
      if (fault === 'lose_answer') throw new Cut();
      return answered;
    },
    async putAttachment(hash, bytes) {
      if (script.shift() === 'lose_upload') throw new Cut();
      to.journals.keepAttachment({ hash, bytes });
    },
    async getAttachment(hash) {
      if (script.shift() === 'lose_upload') throw new Cut();
      return to.journals.attachment(hash);
    }
  };
}

/** Every acknowledgement anywhere is true of the replica that gave it: the test that "saved" is never said early. */
async function expectHonestWords(world: World) {
  for (const holder of roles) {
    for (const word of world[holder].journals.acknowledgements(shift)) {
      const { acknowledgement } = word;
      const giver = world[acknowledgement.replica];
      expect(giver.key.id).toBe(word.key);
      expect(
        await openAcknowledgement(
          word.signed,
          () => giver.key.publicKey,
          () => giver.role
        )
      ).toEqual(word);
      const stored = giver.journals.after(acknowledgement.journal, 0, acknowledgement.seq);
      expect(stored).toHaveLength(acknowledgement.seq);
      expect(stored.at(-1)!.hash).toBe(acknowledgement.hash);
      for (const hash of stored.flatMap(attachmentsNamedBy)) expect(giver.journals.attachment(hash)).not.toBeNull();
    }
  }
}

const logOf = (world: World, role: ReplicaRole) =>
  Object.keys(world[role].journals.heads(shift))
    .sort()
    .map((journal) => world[role].journals.after(journal as JournalId, 0, Infinity).map(({ signed }) => signed));

const hop = fc.constantFrom(['tablet', 'van'], ['tablet', 'hub'], ['van', 'hub']) as fc.Arbitrary<
  [ReplicaRole, ReplicaRole]
>;
const step = fc.oneof(
  fc.record({ write: fc.constantFrom(...roles), attachment: fc.boolean() }),
  fc.record({ hop, script: fc.array(fc.constantFrom(...faults), { maxLength: 6 }) })
);

test('whatever the network does, the copies end equal, nothing is lost or twice, and no word is early', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
      const world = await fresh();
      let card = 0;
      let written = 2;
      for (const one of steps) {
        if ('write' in one) {
          const entry: Entry = one.attachment ? handedOver(cards[card++]!) : { type: 'shift.started', body: {} };
          await world[one.write].writer.write(shift, [entry]);
          written += 1;
        } else {
          const [from, to] = one.hop;
          await exchange(world[from], network(world[from], world[to], one.script), shift).catch((error: unknown) => {
            if (!(error instanceof Cut) && !(error instanceof ExchangeDenied)) throw error;
          });
        }
        await expectHonestWords(world);
      }
      for (const [from, to] of [
        ['van', 'hub'],
        ['tablet', 'van'],
        ['tablet', 'hub'],
        ['van', 'hub'],
        ['tablet', 'van']
      ] as const)
        expect(await exchange(world[from], network(world[from], world[to]), shift)).toEqual({ refused: [] });

      expect(logOf(world, 'hub').flat()).toHaveLength(written);
      expect(new Set(logOf(world, 'hub').flat()).size).toBe(written);
      for (const role of ['tablet', 'van'] as const) expect(logOf(world, role)).toEqual(logOf(world, 'hub'));
      for (const role of roles) {
        expect(world[role].journals.missing(shift)).toEqual([]);
        expect(world[role].journals.forked(shift)).toEqual([]);
        // Everybody knows that everything is everywhere.
        const heads = world[role].journals.heads(shift);
        const words = world[role].journals.acknowledgements(shift);
        expect(words).toHaveLength(Object.keys(heads).length * 3);
        for (const { acknowledgement } of words) expect(acknowledgement.seq).toBe(heads[acknowledgement.journal]!.seq);
      }
      await expectHonestWords(world);
    }),
    { numRuns: 60 }
  );
});

test('a day of several hundred facts goes over in batches', async () => {
  const world = await fresh();
  const many = batchLimit * 2 + 30;
  const facts = await world.tablet.writer.write(
    shift,
    [...Array(many).keys()].map(() => ({ type: 'shift.started', body: {} }))
  );
  const sizes: number[] = [];
  const peer = network(world.tablet, world.van);
  await exchange(world.van, network(world.van, world.hub), shift);
  await exchange(
    world.tablet,
    {
      ...peer,
      replicate: (request) => {
        sizes.push(request.facts.length);
        return peer.replicate(request);
      }
    },
    shift
  );
  expect(sizes.filter((size) => size > 0)).toEqual([100, 100, 30]);
  expect(world.van.journals.after(facts[0]!.fact.journal as JournalId, 0, Infinity)).toEqual(facts);
});

test('a quiet exchange is one round that carries nothing', async () => {
  const world = await fresh();
  const peer = network(world.van, world.hub);
  await exchange(world.van, peer, shift);
  const requests: ExchangeRequest[] = [];
  await exchange(
    world.van,
    {
      ...peer,
      replicate: (request) => {
        requests.push(request);
        return peer.replicate(request);
      }
    },
    shift
  );
  expect(requests).toHaveLength(1);
  expect(requests[0]).toMatchObject({ facts: [], acknowledgements: [] });
  expect(await peer.replicate(requests[0]!)).toMatchObject({ facts: [], acknowledgements: [], want: [], agreed: true });
});

describe('what is not genuine', () => {
  const fact = (key: SigningKey, change: Partial<Fact> = {}): Fact<'shift.started'> => ({
    journal: journalOf(shift, key.id),
    seq: 1,
    prev: null,
    at: instant(1),
    boot: 'b',
    mono: milliseconds(1),
    seen: {},
    courier: null,
    type: 'shift.started',
    body: {},
    ...(change as object)
  });
  const ask = (world: World, facts: OpenedFact[], acknowledgements: string[] = []) =>
    answerExchange(world.hub, keys.tablet.id, {
      shift,
      have: {},
      facts: facts.map(({ signed }) => signed),
      acknowledgements
    }) as Promise<ExchangeAnswer>;

  test('a stranger’s fact is refused, the others of the batch are stored', async () => {
    const world = await fresh();
    const good = await signFact(fact(keys.tablet), keys.tablet);
    const forged = await signFact(fact(stranger), stranger);
    const broken = { ...good, signed: `${good.signed.slice(0, -30)}${'A'.repeat(30)}` as SignedFact };
    const elsewhere = await signFact(
      fact(keys.tablet, { journal: journalOf('van-18.2026-11-24' as ShiftId, keys.tablet.id) }),
      keys.tablet
    );
    const { refused, have } = await ask(world, [forged, broken, good, elsewhere]);
    expect(refused).toHaveLength(3);
    expect(refused).toContainEqual({ hash: await hashOf(broken.signed), code: 'bad_signature' });
    expect(refused).toContainEqual({ hash: elsewhere.hash, code: 'wrong_shift' });
    expect(refused).toContainEqual({ hash: forged.hash, code: 'unknown_key' });
    expect(have).toEqual({ [journalOf(shift, keys.hub.id)]: 2, [journalOf(shift, keys.tablet.id)]: 1 });
    expect(world.hub.journals.heads('van-18.2026-11-24' as ShiftId)).toEqual({});
  });

  test('after a gap nothing is stored', async () => {
    const world = await fresh();
    const third = await signFact(fact(keys.tablet, { seq: 3, prev: 'x'.repeat(43) as Hash }), keys.tablet);
    const { refused, have } = await ask(world, [third]);
    expect(refused).toEqual([{ hash: third.hash, code: 'gap' }]);
    expect(have).not.toHaveProperty([journalOf(shift, keys.tablet.id)]);
  });

  test('a second past is kept beside the first, the journal is closed, and nothing of it is acknowledged', async () => {
    const world = await fresh();
    const first = await signFact(fact(keys.tablet), keys.tablet);
    const second = await signFact(fact(keys.tablet, { seq: 2, prev: first.hash }), keys.tablet);
    const otherFirst = await signFact(fact(keys.tablet, { boot: 'restored' }), keys.tablet);
    const third = await signFact(fact(keys.tablet, { seq: 3, prev: second.hash }), keys.tablet);
    await ask(world, [first, second]);
    expect((await ask(world, [otherFirst])).refused).toEqual([{ hash: otherFirst.hash, code: 'forked' }]);
    const { refused, have } = await ask(world, [third, first]);
    expect(refused).toEqual([{ hash: third.hash, code: 'closed' }]);
    expect(have).toMatchObject({ [journalOf(shift, keys.tablet.id)]: 2 });
    expect(world.hub.journals.forked(shift)).toEqual([journalOf(shift, keys.tablet.id)]);
  });

  test('a fact that does not follow the one before it shows a second past too', async () => {
    const world = await fresh();
    const unborn = await signFact(fact(keys.tablet, { prev: 'x'.repeat(43) as Hash }), keys.tablet);
    expect((await ask(world, [unborn])).refused).toEqual([{ hash: unborn.hash, code: 'gap' }]);
    await ask(world, [await signFact(fact(keys.tablet), keys.tablet)]);
    const astray = await signFact(fact(keys.tablet, { seq: 2, prev: 'x'.repeat(43) as Hash }), keys.tablet);
    expect((await ask(world, [astray])).refused).toEqual([{ hash: astray.hash, code: 'forked' }]);
  });

  test('a van cannot speak for the hub, and a word about another past is dropped', async () => {
    const world = await fresh();
    const journal = journalOf(shift, keys.tablet.id);
    const first = await signFact(fact(keys.tablet), keys.tablet);
    const head = { seq: 1, hash: first.hash };
    const lie = await signAcknowledgement('hub', journal, head, instant(1), keys.van);
    const other = await signAcknowledgement(
      'van',
      journal,
      { seq: 1, hash: 'y'.repeat(43) as Hash },
      instant(1),
      keys.van
    );
    const early = await signAcknowledgement('van', journal, { seq: 2, hash: first.hash }, instant(1), keys.van);
    await ask(world, [first], [lie.signed, other.signed, early.signed, 'garbage']);
    const words = world.hub.journals.acknowledgements(shift);
    expect(words.filter(({ key }) => key === keys.van.id)).toEqual([]);
  });

  test('a device that was not admitted is told nothing', async () => {
    const world = await fresh();
    const request = { shift, have: {}, facts: [], acknowledgements: [] };
    expect(await answerExchange(world.hub, stranger.id, request)).toEqual({ denied: 'not_of_this_shift' });
    expect(await answerExchange(world.van, keys.tablet.id, request)).toEqual({ denied: 'not_of_this_shift' });
    let asked = 0;
    const peer = network(world.tablet, world.van);
    const counting: Peer = { ...peer, replicate: (talk) => ((asked += 1), peer.replicate(talk)) };
    await expect(exchange(world.tablet, counting, shift)).rejects.toThrow(ExchangeDenied);
    // A tablet that has nothing to tell yet is not helped by asking the same again.
    expect(asked).toBe(1);
  });

  test('a van without coverage learns of the tablet, however long the hub wrote before it admitted it', async () => {
    const world = { tablet: device('tablet'), van: device('van'), hub: device('hub') };
    const many = [...Array(batchLimit * 2 + 30).keys()].map((): Entry => ({ type: 'shift.started', body: {} }));
    await world.hub.writer.write(shift, [...many, ...admissions()]);
    await exchange(world.tablet, network(world.tablet, world.hub), shift);
    await exchange(world.tablet, network(world.tablet, world.van), shift);
    expect(logOf(world, 'van')).toEqual(logOf(world, 'hub'));
  });

  test('a van that lost everything is told everything again', async () => {
    const world = await fresh();
    await exchange(world.tablet, network(world.tablet, world.hub), shift);
    await world.tablet.writer.write(shift, [handedOver(cards[0]!)]);
    await exchange(world.tablet, network(world.tablet, world.van), shift);
    world.van = device('van');
    await exchange(world.tablet, network(world.tablet, world.van), shift);
    expect(logOf(world, 'van')).toEqual(logOf(world, 'tablet'));
  });
});

test('a body that is not as the vocabulary has it is not written', async () => {
  const world = await fresh();
  const wrong = { type: 'visit.arrived', body: {} } as unknown as Entry;
  await expect(world.hub.writer.write(shift, [wrong])).rejects.toThrow('visit.arrived');
  expect(partsOf(Object.keys(world.hub.journals.heads(shift))[0] as JournalId).key).toBe(keys.hub.id);
  expect(world.hub.journals.heads(shift)[journalOf(shift, keys.hub.id)]!.seq).toBe(2);
});
