import { serve } from '@hono/node-server';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import type { ConsignmentId, ShiftId, SignedFact, VisitId } from '#domain/fact.ts';
import { journalOf } from '#domain/fact.ts';
import { httpPeer, PeerRefused } from '#domain/http-peer.ts';
import { MemoryJournals } from '#domain/memory-journals.ts';
import type { Replica } from '#domain/replication.ts';
import { exchange, ExchangeDenied, shiftDigest } from '#domain/replication.ts';
import { createSigningKey, hashOf, signFact } from '#domain/signing.ts';
import { instant, milliseconds, seconds } from '#domain/units.ts';
import { createWriter, queue } from '#domain/writing.ts';
import { issueToken, readToken } from './device-token.ts';
import { journalApi } from './journal-api.ts';
import { JournalStore, openDatabase } from './journal-store.ts';
import { journalWriter } from './journal-writer.ts';

const shift = 'van-17.2026-11-24' as ShiftId;
const [hub, tablet, stranger] = await Promise.all([1, 2, 3].map(() => createSigningKey({ extractable: false })));
if (!hub || !tablet || !stranger) throw new Error('no keys');
const clock = { now: () => instant(1_795_500_000_000), monotonic: () => milliseconds(1) };
const token = (key: typeof hub, lifetime = 3600) =>
  issueToken(hub, { key: key.id, role: 'tablet' }, clock, seconds(lifetime));

const world = () => {
  const journals = new JournalStore(openDatabase(':memory:'));
  const replica = { role: 'hub', key: hub, hub, journals, clock } as const;
  const changes: ShiftId[] = [];
  const api = journalApi({
    replica,
    bearer: (authorization) => readToken(hub.publicKey, authorization, clock),
    changed: (changed) => changes.push(changed),
    isOn: (asked) => asked === shift
  });
  return { journals, api, changes, writer: journalWriter(replica, 'boot') };
};
let { journals, api, changes, writer } = world();
beforeEach(async () => {
  ({ journals, api, changes, writer } = world());
  await writer.write(shift, [
    { type: 'device.admitted', body: { device: tablet.id, key: tablet.publicKey, role: 'tablet' } }
  ]);
});

const tabletReplica = (): Replica => ({ role: 'tablet', key: tablet, hub, journals: new MemoryJournals(), clock });
const nothing = { shift, have: {}, facts: [] as string[], acknowledgements: [] as string[] };
const post = async (body: unknown, authorization?: string) =>
  api.request('/api/replicate', {
    method: 'POST',
    headers: { authorization: authorization ?? `Bearer ${await token(tablet)}`, 'content-type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body)
  });

const server = serve({ fetch: (request) => api.fetch(request), port: 0 });
afterAll(() => server.close());
const peer = async (key = tablet) =>
  httpPeer({
    role: 'hub',
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    token: await token(key),
    fetch,
    signal: () => AbortSignal.timeout(10_000)
  });

test('a tablet’s day arrives over HTTP with its attachments, and the tablet learns that it did', async () => {
  const replica = tabletReplica();
  const bytes = Uint8Array.of(1, 2, 3);
  const proof = await hashOf(bytes);
  await createWriter({ replica, boot: 'b', courier: null, lock: queue() }).write(shift, [
    { type: 'shift.started', body: {} },
    {
      type: 'consignment.handed_over',
      body: {
        consignment: 'c1' as ConsignmentId,
        visit: 'v1' as VisitId,
        receiver: 'recipient',
        identity: null,
        proof
      },
      attachments: [{ hash: proof, bytes }]
    }
  ]);
  expect(await exchange(replica, await peer(), shift)).toEqual({ refused: [] });
  expect(journals.attachment(proof)).toEqual(bytes);
  expect(journals.heads(shift)).toEqual(await replica.journals.heads(shift));
  const words = await replica.journals.acknowledgements(shift);
  expect(words.find(({ acknowledgement }) => acknowledgement.replica === 'hub')).toBeDefined();
  expect(journals.heard(shift)).toEqual({ [tablet.id]: clock.now() });
  expect(changes).toEqual([shift, shift]);
  expect(await (await peer()).shifts()).toEqual([{ shift, digest: await shiftDigest(replica.journals, shift) }]);
});

test('who only asks for its shifts is heard of those that are on', async () => {
  const past = 'van-17.2026-11-23' as ShiftId;
  await writer.write(past, [
    { type: 'device.admitted', body: { device: tablet.id, key: tablet.publicKey, role: 'tablet' } }
  ]);
  expect((await (await peer()).shifts()).map(({ shift: known }) => known)).toEqual([past, shift]);
  expect([journals.heard(past), journals.heard(shift)]).toEqual([{}, { [tablet.id]: clock.now() }]);
  await exchange(tabletReplica(), await peer(), past);
  expect(journals.heard(past)).toEqual({ [tablet.id]: clock.now() });
});

test('an attachment that no fact names is neither taken nor given', async () => {
  const bytes = Uint8Array.of(9);
  const hash = await hashOf(bytes);
  await expect((await peer()).putAttachment(hash, bytes)).rejects.toThrow(PeerRefused);
  expect(journals.attachment(hash)).toBeNull();
  expect(await (await peer()).getAttachment(hash)).toBeNull();
});

test('an attachment with other bytes than its name says is refused, and one of another shift is not given', async () => {
  const right = Uint8Array.of(7);
  const note = await hashOf(right);
  const fact = await signFact(
    {
      journal: journalOf(shift, tablet.id),
      seq: 1,
      prev: null,
      at: clock.now(),
      boot: 'b',
      mono: milliseconds(1),
      seen: {},
      courier: null,
      type: 'consignment.failed',
      body: { consignment: 'c1' as ConsignmentId, visit: 'v1' as VisitId, reason: 'nobody_home', note }
    },
    tablet
  );
  journals.append([fact]);
  const put = await api.request(`/api/attachments/${note}`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${await token(tablet)}` },
    body: Uint8Array.of(8)
  });
  expect(put.status).toBe(422);
  expect(journals.attachment(note)).toBeNull();
  await (await peer()).putAttachment(note, right);
  await (await peer()).putAttachment(note, right);
  expect(await (await peer()).getAttachment(note)).toEqual(right);
  expect(await (await peer(stranger)).getAttachment(note)).toBeNull();
});

describe('refuses, says why and keeps nothing', () => {
  const cases: [string, () => Promise<Response>, number, string][] = [
    ['no token', () => post(nothing, ''), 401, 'token_invalid'],
    ['garbage for a token', () => post(nothing, 'Bearer a.b.c'), 401, 'token_invalid'],
    ['an old token', async () => post(nothing, `Bearer ${await token(tablet, -5)}`), 401, 'token_invalid'],
    ['a device of no shift', async () => post(nothing, `Bearer ${await token(stranger)}`), 403, 'not_of_this_shift'],
    ['an unknown shift', () => post({ ...nothing, shift: 'van-99' }), 403, 'not_of_this_shift'],
    ['garbage', () => post('\u0000garbage'), 400, 'message_malformed'],
    ['an empty body', () => post(''), 400, 'message_malformed'],
    ['a list', () => post([]), 400, 'message_malformed'],
    ['a missing field', () => post({ shift }), 400, 'message_malformed'],
    ['101 facts', () => post({ ...nothing, facts: Array(101).fill('a') }), 400, 'message_malformed'],
    ['10 MB', () => post({ ...nothing, facts: ['x'.repeat(10_000_000)] }), 413, 'body_too_large'],
    ['a forged fact', () => post({ ...nothing, facts: ['a.b.c'] }), 422, 'facts_refused']
  ];
  test.each(cases)('%s', async (_name, ask, status, code) => {
    const before = journals.heads(shift);
    const response = await ask();
    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(await response.json()).toMatchObject({ type: 'about:blank', status, code, detail: expect.any(String) });
    expect(journals.heads(shift)).toEqual(before);
    expect(changes).toEqual([]);
  });

  test('a stranger learns nothing of which shifts there are', async () => {
    const answers = await Promise.all(
      [shift, 'van-99'].map(async (asked) => {
        const response = await post({ ...nothing, shift: asked }, `Bearer ${await token(stranger)}`);
        return [response.status, await response.text()];
      })
    );
    expect(answers[0]).toEqual(answers[1]);
  });

  test('10 MB for an attachment, over a real socket', async () => {
    const { port } = server.address() as AddressInfo;
    const response = await fetch(`http://127.0.0.1:${port}/api/attachments/${'a'.repeat(43)}`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${await token(tablet)}` },
      body: new Uint8Array(10_000_000)
    });
    expect(response.status).toBe(413);
  });
});

test('of a batch with a forged fact the genuine ones are stored', async () => {
  const fact = (key: typeof hub) =>
    signFact(
      {
        journal: journalOf(shift, key.id),
        seq: 1,
        prev: null,
        at: clock.now(),
        boot: 'b',
        mono: milliseconds(1),
        seen: {},
        courier: null,
        type: 'shift.started',
        body: {}
      },
      key
    );
  const [good, forged] = [await fact(tablet), await fact(stranger)];
  const response = await post({ ...nothing, facts: [forged.signed, good.signed] });
  expect(response.status).toBe(422);
  expect(await response.json()).toMatchObject({
    refused: [{ hash: forged.hash, code: 'unknown_key' }],
    have: { [good.fact.journal]: 1 }
  });
  expect(journals.after(journalOf(shift, tablet.id), 0, 9)).toEqual([good]);

  // The device that carried a bad fact goes on: it is told, and does not try for ever.
  const replica = tabletReplica();
  const peerWithout = await peer();
  await replica.journals.append([good]);
  const spoilt = {
    ...peerWithout,
    replicate: (request: Parameters<typeof peerWithout.replicate>[0]) =>
      peerWithout.replicate({ ...request, facts: ['x.y.z' as SignedFact] })
  };
  const { refused } = await exchange(replica, spoilt, shift);
  expect(refused).toEqual([{ hash: await hashOf('x.y.z'), code: 'unreadable' }]);
});

test('a tablet that no hub admitted is told to enrol again', async () => {
  const replica = { ...tabletReplica(), key: stranger };
  await expect(exchange(replica, await peer(stranger), shift)).rejects.toThrow(ExchangeDenied);
});
