import { randomBytes } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  journalOf,
  type ConsignmentId,
  type CourierId,
  type Hash,
  type JournalId,
  type OrderId,
  type ShiftId,
  type SignedFact
} from '#domain/fact.ts';
import { httpPeer } from '#domain/http-peer.ts';
import { MemoryJournals } from '#domain/memory-journals.ts';
import { exchange, type Peer, type Replica } from '#domain/replication.ts';
import type { RecipientCard } from '#domain/sealed.ts';
import { createWrappingKey, sealJson, unsealJson, unwrapShiftKey } from '#domain/sealing.ts';
import { createSigningKey, keyIdOf, signAcknowledgement, type PublicKey, type SigningKey } from '#domain/signing.ts';
import { seconds, type LocalDate } from '#domain/units.ts';
import type { FactBody } from '#domain/vocabulary.ts';
import { createWriter, queue, type Entry } from '#domain/writing.ts';
import { hubApp } from './hub.ts';
import { at, mealDraft, medicineDraft, openTestHub, testSetup, today, type TestHub } from './hub.fixture.ts';
import type { Staff } from './services.ts';

let test: TestHub;
let boss: Staff;
let county: Staff;
const origin = 'http://hub.test';
const app = () => hubApp(test.hub, { site: null, report: (error) => unforeseen.push(error) });
let unforeseen: unknown[] = [];

beforeEach(async () => {
  test = await openTestHub();
  boss = await test.staff('boss');
  county = await test.staff('county');
  unforeseen = [];
});
afterEach(() => {
  test.remove();
  expect(unforeseen).toEqual([]);
});

const cookieOf = async (username: string) => `raitti_session=${(await test.session(username)).token}`;
const enrolBody = async () => {
  const [key, wrapping] = [await createSigningKey({ extractable: false }), await createWrappingKey()];
  return { key, wrapping, body: JSON.stringify({ signingKey: key.publicKey, wrappingKey: wrapping.publicKey }) };
};
const post = async (path: string, body: string, headers: Record<string, string> = {}) =>
  app().request(`${origin}${path}`, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', ...headers }
  });

/** A tablet as the courier's app makes it, with the network in this process. */
async function enrolTablet(cookie?: string) {
  const { key, wrapping, body } = await enrolBody();
  const answer = await post('/api/courier/enrol', body, { cookie: cookie ?? (await cookieOf('courier')) });
  expect(answer.status).toBe(200);
  const enrolled = (await answer.json()) as {
    token: string;
    hub: PublicKey;
    van: object;
    shift: ShiftId;
    courier: { id: CourierId; name: string };
    region: { version: string };
  };
  const { token, hub, shift, courier } = enrolled;
  const answered = await app().request(`${origin}/api/shifts/${shift}/key`, {
    headers: { authorization: `Bearer ${token}` }
  });
  const shiftKey = await unwrapShiftKey(((await answered.json()) as { key: string }).key, wrapping.privateKey);
  const device = await deviceOf('tablet', key, hub, token, shift, courier.id);
  const seal = (content: unknown) => sealJson(shiftKey, content, randomBytes(12));
  const unseal = (hash: string) => unsealJson(shiftKey, device.journals.attachment(hash as never)!);
  return { ...device, enrolled, seal, unseal };
}

async function deviceOf(
  role: 'tablet' | 'van',
  key: SigningKey,
  hub: PublicKey,
  token: string,
  shift: ShiftId,
  courier: CourierId | null
) {
  const journals = new MemoryJournals();
  const replica: Replica = { role, key, hub: { id: await keyIdOf(hub), publicKey: hub }, journals, clock: test.clock };
  const writer = createWriter({ replica, boot: 'boot', courier, lock: queue() });
  const peer: Peer = httpPeer({
    role: 'hub',
    origin,
    token,
    fetch: async (address, init) => app().request(String(address), init),
    signal: () => AbortSignal.timeout(5000)
  });
  return {
    journals,
    key,
    token,
    shift,
    sync: () => exchange(replica, peer, shift),
    write: (...entries: Entry[]) => writer.write(shift, entries)
  };
}

async function enrolVan(shift: ShiftId) {
  const key = await createSigningKey({ extractable: true });
  const { token, hub } = await test.hub.enrolVan('raitti', 'van-17', key.publicKey);
  return deviceOf('van', key, hub, token, shift, null);
}

async function orderAndPlan() {
  const meal = await test.hub.services.orders.place(county, mealDraft);
  const medicine = await test.hub.services.orders.place(await test.staff('pharmacy'), medicineDraft);
  await test.hub.services.days.plan(boss, today);
  const find = (placed: object) => test.hub.services.orders.find(boss, (placed as { order: OrderId }).order)!;
  return { meal: find(meal), medicine: find(medicine) };
}

const visitOf = (consignment: ConsignmentId) => {
  const { visits } = test.hub.services.days.shifts(boss, today)[0]!;
  const { order } = test.hub.services.orders.list(boss, today).find((row) => row.consignment === consignment)!;
  return visits.find(({ kind, orders }) => kind === 'delivery' && orders.some((each) => each.order === order))!
    .visit as never;
};

describe('a day between hub and tablet', () => {
  it('gives the tablet what it needs, and the console the proof', async () => {
    const { meal, medicine } = await orderAndPlan();
    const tablet = await enrolTablet();
    expect(tablet.enrolled).toMatchObject({
      van: { origin: 'http://127.0.0.1:1', name: 'Auto 17' },
      shift: 'raitti.2026-11-24.van-17',
      courier: { name: 'Nimi courier' },
      region: { version: '0123456789ab' }
    });
    await tablet.sync();
    const hubJournal = Object.keys(tablet.journals.heads(tablet.shift))[0] as JournalId;
    const added = tablet.journals.ofType(hubJournal, 'consignment.added');
    const cards = await Promise.all(added.map(({ fact }) => tablet.unseal(String(fact.body.card))));
    expect(cards).toContainEqual({
      name: 'Aino Kettunen',
      address: 'Koulutie 10, Tervasalmi',
      village: 'Tervasalmi',
      position: { longitude: 27.02, latitude: 64.2 },
      telephone: '000 123 1001',
      notes: 'Ovikoodi 4417.'
    } satisfies RecipientCard);

    const { consignment } = meal;
    const visit = visitOf(consignment);
    const proof = await tablet.seal({ consignment, name: 'Terttu Kettunen', signature: 'M1 1L2 2' });
    test.clock.advance(3 * 3600);
    await tablet.write({ type: 'shift.started', body: {} }, { type: 'consignment.loaded', body: { consignment } });
    expect(test.hub.services.orders.find(county, meal.order)!.status).toBe('planned');
    await tablet.sync();
    expect(test.hub.services.orders.find(county, meal.order)!.status).toBe('loaded');

    await tablet.write(
      { type: 'visit.arrived', body: { visit } },
      {
        type: 'consignment.handed_over',
        body: { consignment, visit, receiver: 'household', identity: null, proof: proof.hash },
        attachments: [proof]
      },
      { type: 'visit.departed', body: { visit } }
    );
    const failedAt = visitOf(medicine.consignment);
    await tablet.write(
      { type: 'visit.arrived', body: { visit: failedAt } },
      {
        type: 'consignment.failed',
        body: { consignment: medicine.consignment, visit: failedAt, reason: 'nobody_home', note: null }
      }
    );
    await tablet.sync();

    const found = test.hub.services.orders.find(county, meal.order)!;
    expect(found).toMatchObject({
      status: 'handed_over',
      time: at('10:30'),
      proof: { name: 'Terttu Kettunen', signature: 'M1 1L2 2', identity: false, receiver: 'household', at: at('10:30') }
    });
    const everywhere = { tablet: true, van: false, hub: true };
    expect(found.timeline.map(({ type, by, saved }) => [type, by, saved])).toEqual([
      ['order.placed', 'orderer', { tablet: false, van: false, hub: true }],
      ['consignment.added', 'hub', everywhere],
      ['plan.published', 'hub', everywhere],
      ['consignment.loaded', 'tablet', everywhere],
      ['visit.arrived', 'tablet', everywhere],
      ['consignment.handed_over', 'tablet', everywhere],
      ['visit.departed', 'tablet', everywhere]
    ]);
    expect(test.hub.services.orders.find(boss, medicine.order)).toMatchObject({
      status: 'failed',
      failure: { reason: 'nobody_home', note: null }
    });
    expect(await test.hub.services.orders.cancel(county, meal.order, 'orderer')).toEqual({ refused: 'handed_over' });
    expect(test.hub.services.days.shifts(boss, today)[0] ?? null).toMatchObject({
      heard: { van: null, tablet: at('10:30') }
    });
  });

  it('puts nobody’s name, door, number or notes into the open part of any fact', async () => {
    const { meal } = await orderAndPlan();
    await test.hub.services.orders.change(county, meal.order, { ...mealDraft, notes: 'Ovikoodi 5521.' });
    await test.hub.services.orders.cancel(county, meal.order, 'recipient');
    const facts = test.hub.shifts.facts('raitti.2026-11-24.van-17' as ShiftId);
    const open = JSON.stringify(facts.map(({ fact }) => fact));
    expect(open).toContain('Keskuskeittiö');
    for (const word of ['Aino', 'Kettunen', 'Veikko', 'Koulutie', '000 123 100', 'Ovikoodi', 'Koira', '27.02'])
      expect(open).not.toContain(word);
  });

  it('shows who knows of a cancellation: hub, van, tablet, courier, each since when', async () => {
    const { meal } = await orderAndPlan();
    const tablet = await enrolTablet();
    const van = await enrolVan(tablet.shift);
    await tablet.sync();
    await van.sync();
    test.clock.advance(60);
    await test.hub.services.orders.cancel(county, meal.order, 'orderer');
    const knows = () => test.hub.services.orders.find(county, meal.order)!.knows;
    const hub = at('07:31');
    expect(knows()).toEqual({ hub, van: null, tablet: null, courier: null });
    test.clock.advance(60);
    await van.sync();
    expect(knows()).toEqual({ hub, van: at('07:32'), tablet: null, courier: null });
    test.clock.advance(60);
    await tablet.sync();
    const journal = Object.keys(tablet.journals.heads(tablet.shift)).find(
      (each) => tablet.journals.ofType(each as JournalId, 'shift.opened').length > 0
    ) as JournalId;
    const [cancelled] = tablet.journals.ofType(journal, 'consignment.cancelled');
    test.clock.advance(60);
    await tablet.write({ type: 'change.acknowledged', body: { journal, seq: cancelled!.fact.seq } });
    await tablet.sync();
    // Later words of the van and the tablet do not move the time since when they have known.
    await test.hub.services.orders.place(county, mealDraft);
    await van.sync();
    await tablet.sync();
    expect(knows()).toEqual({ hub, van: at('07:32'), tablet: at('07:33'), courier: at('07:34') });
    expect(test.hub.services.orders.find(county, meal.order)!.timeline.at(-1)).toMatchObject({
      type: 'change.acknowledged',
      by: 'tablet'
    });
    const { heard } = test.hub.services.days.shifts(boss, today)[0]!;
    expect(heard).toEqual({ van: at('07:34'), tablet: at('07:34') });
  });

  it('hears nothing of yesterday from a van that asks for its shifts today', async () => {
    await orderAndPlan();
    const van = await enrolVan('raitti.2026-11-24.van-17' as ShiftId);
    const ask = () => app().request(`${origin}/api/shifts`, { headers: { authorization: `Bearer ${van.token}` } });
    const heard = () => test.hub.services.days.shifts(boss, today)[0]!.heard.van;
    expect((await ask()).status).toBe(200);
    expect(heard()).toBe(at('07:30'));
    test.clock.advance(24 * 3600);
    expect((await ask()).status).toBe(200);
    expect(heard()).toBe(at('07:30'));
  });

  it('answers nothing to a van whose key was replaced, though its token is still good', async () => {
    await orderAndPlan();
    const stolen = await enrolVan('raitti.2026-11-24.van-17' as ShiftId);
    const ask = (token: string) =>
      app().request(`${origin}/api/shifts`, { headers: { authorization: `Bearer ${token}` } });
    expect((await ask(stolen.token)).status).toBe(200);
    const next = await enrolVan('raitti.2026-11-24.van-17' as ShiftId);
    expect((await ask(stolen.token)).status).toBe(401);
    await expect(stolen.sync()).rejects.toMatchObject({ status: 401 });
    expect((await ask(next.token)).status).toBe(200);
  });

  it('counts no word of a past that is not the hub’s', async () => {
    const { meal } = await orderAndPlan();
    const van = await enrolVan('raitti.2026-11-24.van-17' as ShiftId);
    await van.sync();
    await test.hub.services.orders.cancel(county, meal.order, 'orderer');
    const head = { seq: 999, hash: 'x'.repeat(43) as Hash };
    const journal = journalOf(van.shift, await keyIdOf(test.hub.publicKey));
    const lie = await signAcknowledgement('van', journal, head, at('07:30'), van.key);
    const request = { shift: van.shift, have: {}, facts: [], acknowledgements: [lie.signed] };
    const bearer = { authorization: `Bearer ${van.token}` };
    expect((await post('/api/replicate', JSON.stringify(request), bearer)).status).toBe(200);
    expect(test.hub.services.orders.find(county, meal.order)!.knows).toMatchObject({ van: null });
  });

  it('promises a tenant the time of each door, and none where the van fetches', async () => {
    await test.hub.services.orders.place(county, mealDraft);
    const narrower = { ...mealDraft, sender: 'pharmacy', name: 'Veikko Moilanen', from: '10.40', to: '11.00' };
    await test.hub.services.orders.place(await test.staff('pharmacy'), narrower);
    await test.hub.services.days.plan(boss, today);
    const promises = (staff: Staff) =>
      test.hub.services.days
        .shifts(staff, today)[0]!
        .visits.flatMap(({ kind, promise }) => (['pickup', 'delivery'].includes(kind) ? [{ kind, promise }] : []));
    expect(promises(county)).toEqual([
      { kind: 'pickup', promise: null },
      { kind: 'delivery', promise: { from: at('10:30'), to: at('11:30') } }
    ]);
    expect(promises(boss).filter(({ kind, promise }) => kind === 'pickup' && promise)).toEqual([]);
  });

  it('lets a hand-over stand that crossed with a cancellation', async () => {
    const { meal } = await orderAndPlan();
    const tablet = await enrolTablet();
    await tablet.sync();
    const { consignment } = meal;
    const visit = visitOf(consignment);
    const proof = await tablet.seal({ consignment, name: 'Aino Kettunen', signature: null });
    await tablet.write({
      type: 'consignment.handed_over',
      body: { consignment, visit, receiver: 'recipient', identity: null, proof: proof.hash },
      attachments: [proof]
    });
    await test.hub.services.orders.cancel(county, meal.order, 'orderer');
    expect(test.hub.services.orders.find(county, meal.order)?.status).toBe('cancelled');
    await tablet.sync();
    expect(test.hub.services.orders.find(county, meal.order)).toMatchObject({
      status: 'handed_over',
      proof: { name: 'Aino Kettunen' }
    });
  });

  it('shows a hand-over also when its proof makes no sense', async () => {
    const { meal } = await orderAndPlan();
    const tablet = await enrolTablet();
    await tablet.sync();
    const { consignment } = meal;
    const proof = await tablet.seal({ consignment, name: 5, signature: '"><script>' });
    await tablet.write({
      type: 'consignment.handed_over',
      body: { consignment, visit: visitOf(consignment), receiver: 'recipient', identity: null, proof: proof.hash },
      attachments: [proof]
    });
    await tablet.sync();
    expect(test.hub.services.orders.find(county, meal.order)).toMatchObject({ status: 'handed_over', proof: null });
  });

  it('lets no van say that something was handed over', async () => {
    const { meal } = await orderAndPlan();
    const tablet = await enrolTablet();
    const van = await enrolVan(tablet.shift);
    await van.sync();
    const { consignment } = meal;
    const proof = await tablet.seal({ consignment, name: 'Kukaan', signature: null });
    await van.write({
      type: 'consignment.handed_over',
      body: { consignment, visit: visitOf(consignment), receiver: 'recipient', identity: null, proof: proof.hash },
      attachments: [proof]
    });
    await van.sync();
    expect(test.hub.services.orders.find(county, meal.order)).toMatchObject({ status: 'planned', proof: null });
  });

  it('does not plan anew once the courier drives', async () => {
    const { meal } = await orderAndPlan();
    const tablet = await enrolTablet();
    await tablet.sync();
    expect(await test.hub.services.days.plan(boss, today)).toMatchObject([{ plan: 2, started: null }]);
    await tablet.write({ type: 'shift.started', body: {} });
    await tablet.sync();
    expect(await test.hub.services.days.plan(boss, today)).toEqual({ refused: 'started', place: '' });
    expect(test.hub.services.days.shifts(boss, today)[0] ?? null).toMatchObject({ plan: 2, started: at('07:30') });
    expect(test.hub.services.orders.find(county, meal.order)?.status).toBe('planned');
  });

  it('shows the order that the courier has chosen, with its times', async () => {
    await orderAndPlan();
    const tablet = await enrolTablet();
    await tablet.sync();
    const hubJournal = Object.keys(tablet.journals.heads(tablet.shift))[0] as JournalId;
    const { unassigned: _, ...planned } = tablet.journals.ofType(hubJournal, 'plan.published')[0]!.fact
      .body as FactBody<'plan.published'>;
    const last = planned.visits.length - 1;
    const [early, late] = [planned.visits[last - 2]!, planned.visits[last - 1]!];
    const visits = planned.visits.toSpliced(last - 2, 2, late, { ...early, arrival: at('15:00') });
    const route = await tablet.seal(await tablet.unseal(planned.route));
    const body = { ...planned, visits, chosenBy: 'courier' as const, route: route.hash };
    test.clock.advance(60);
    await tablet.write({ type: 'shift.started', body: {} }, { type: 'plan.rearranged', body, attachments: [route] });
    await tablet.sync();
    const [shift] = test.hub.services.days.shifts(boss, today);
    expect(shift!.visits.map(({ visit }) => visit)).toEqual(visits.map(({ visit }) => visit));
    expect(shift!.visits.at(-2)!.arrival).toBe(at('15:00'));
    expect(shift).toMatchObject({ plan: 1, rearranged: at('07:31') });
  });

  it('tells van and tablet of a stop that was moved after the shift was opened, and of nothing that is as it was', async () => {
    const openings = () => test.hub.shifts.facts(shift).filter(({ fact }) => fact.type === 'shift.opened');
    const shift = 'raitti.2026-11-24.van-17' as ShiftId;
    for (let time = 0; time < 2; time++) await test.hub.services.days.plan(boss, today);
    expect(openings()).toHaveLength(1);
    const [stop] = testSetup.serviceStops;
    const visits = [{ date: today, from: '14:00', to: '15:00' }];
    await test.hub.setUp({ ...testSetup, serviceStops: [{ ...stop!, visits }] });
    expect(await test.hub.services.days.plan(boss, today)).toMatchObject([{ missedStops: [] }]);
    expect(openings().at(-1)!.fact.body).toMatchObject({ serviceStops: [{ promise: { from: at('14:00') } }] });
  });

  it('does not plan a day of another year, and opens no shift for it', async () => {
    const day = '2126-11-24' as LocalDate;
    expect(await test.hub.services.days.plan(boss, day)).toEqual({ refused: 'day_far', place: '' });
    expect(test.hub.shifts.ofDay('raitti', day)).toEqual([]);
  });

  it('knows how late the van is, on the console and on the public page', async () => {
    const { medicine } = await orderAndPlan();
    const tablet = await enrolTablet();
    await tablet.sync();
    const stop = () => test.hub.services.stops.find('stop-tervasalmi')!;
    expect(stop()).toMatchObject({
      name: { fi: 'Tervasalmi' },
      timetable: [{ from: at('12:00'), to: at('13:00') }],
      delay: null,
      telephone: '000 123 0001'
    });
    const visit = visitOf(medicine.consignment);
    const { arrival } = test.hub.services.days.shifts(boss, today)[0]!.visits.find((each) => each.visit === visit)!;
    test.clock.advance((arrival - at('07:30')) / 1000 + 600);
    await tablet.write({ type: 'shift.started', body: {} }, { type: 'visit.arrived', body: { visit } });
    await tablet.sync();
    expect(stop().delay).toEqual({ seconds: seconds(600), heard: test.clock.now() });
    // Once the van has come, the console says when it came and not when it should have.
    const there = test.hub.services.days.shifts(boss, today)[0]!.visits.find((each) => each.visit === visit);
    expect(there).toMatchObject({ status: 'arrived', arrival: test.clock.now() });
    expect(JSON.stringify(stop())).not.toMatch(/Veikko|Koulutie/);
    test.clock.advance(6 * 3600);
    expect(stop().timetable).toEqual([]);
    expect(test.hub.services.stops.find('nowhere')).toBeNull();
  });
});

describe('the hub’s API', () => {
  it.each<[string, (enrol: string) => Promise<Response>, number, string]>([
    ['nobody is signed in', (body) => post('/api/courier/enrol', body), 401, 'not_signed_in'],
    [
      'an orderer enrols',
      async (body) => post('/api/courier/enrol', body, { cookie: await cookieOf('county') }),
      403,
      'not_a_courier'
    ],
    [
      'no shift is planned',
      async (body) => post('/api/courier/enrol', body, { cookie: await cookieOf('courier') }),
      409,
      'no_shift'
    ],
    [
      'the keys are none',
      async () => post('/api/courier/enrol', '{"signingKey":1}', { cookie: await cookieOf('courier') }),
      400,
      'keys_malformed'
    ],
    [
      'the wrapping key is no point of its curve',
      async (body) => {
        await orderAndPlan();
        const { signingKey } = JSON.parse(body) as { signingKey: object };
        const wrappingKey = { kty: 'EC', crv: 'P-256', x: 'A'.repeat(43), y: 'A'.repeat(43) };
        return post('/api/courier/enrol', JSON.stringify({ signingKey, wrappingKey }), {
          cookie: await cookieOf('courier')
        });
      },
      400,
      'keys_malformed'
    ],
    [
      'the key is the hub’s own',
      async (body) => {
        await orderAndPlan();
        const stolen = JSON.stringify({ ...(JSON.parse(body) as object), signingKey: test.hub.publicKey });
        return post('/api/courier/enrol', stolen, { cookie: await cookieOf('courier') });
      },
      409,
      'hub_key'
    ],
    [
      'the body is no JSON',
      async () => post('/api/courier/enrol', '{', { cookie: await cookieOf('courier') }),
      400,
      'keys_malformed'
    ],
    [
      'another site sends it',
      async (body) =>
        post('/api/courier/enrol', body, { cookie: await cookieOf('courier'), origin: 'https://evil.example' }),
      403,
      'foreign_origin'
    ],
    ['the body is huge', async () => post('/api/courier/enrol', 'x'.repeat(20_000)), 413, 'too_large'],
    ['the exchange has no token', () => post('/api/replicate', '{}'), 401, 'token_invalid'],
    [
      'the key is asked for without a token',
      async () => app().request(`${origin}/api/shifts/x/key`),
      401,
      'token_invalid'
    ],
    ['the address is none', async () => app().request(`${origin}/api/elsewhere`), 404, 'not_found']
  ])('refuses in problem details when %s', async (_, ask, status, code) => {
    const answer = await ask((await enrolBody()).body);
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    const problem = (await answer.json()) as Record<string, unknown>;
    expect(problem).toMatchObject({ type: 'about:blank', status, code });
    expect(problem.detail).toMatch(/^[A-ZÅÄÖ].*\.$/);
  });

  it('refuses ten megabytes, a forged fact and a shift of another device, and keeps nothing of them', async () => {
    await orderAndPlan();
    const tablet = await enrolTablet();
    const bearer = { authorization: `Bearer ${tablet.token}` };
    expect((await post('/api/replicate', 'x'.repeat(10_000_000), bearer)).status).toBe(413);
    await tablet.sync();
    const before = test.hub.shifts.facts(tablet.shift).length;

    const [written] = await tablet.write({ type: 'shift.started', body: {} });
    const [header, payload, signature] = written!.signed.split('.');
    const text = Buffer.from(payload!, 'base64url').toString().replace('shift.started', 'shift.ended');
    const forged = [header, Buffer.from(text).toString('base64url'), signature].join('.') as SignedFact;
    const request = { shift: tablet.shift, have: {}, facts: [forged], acknowledgements: [] };
    const answer = await post('/api/replicate', JSON.stringify(request), bearer);
    expect(answer.status).toBe(422);
    expect(await answer.json()).toMatchObject({ code: 'facts_refused', refused: [{ code: 'bad_signature' }] });
    const unknown = JSON.stringify({ ...request, shift: 'raitti.2026-11-25.van-17', facts: [] });
    expect((await post('/api/replicate', unknown, bearer)).status).toBe(403);
    expect(test.hub.shifts.facts(tablet.shift)).toHaveLength(before);
  });

  it('admits the second tablet as a spare, and the same one once', async () => {
    await orderAndPlan();
    const cookie = await cookieOf('courier');
    const { body } = await enrolBody();
    for (let time = 0; time < 2; time++) await post('/api/courier/enrol', body, { cookie });
    const spare = await enrolTablet(cookie);
    const roles = test.hub.shifts
      .facts(spare.shift)
      .filter(({ fact }) => fact.type === 'device.admitted')
      .map(({ fact }) => fact.body.role);
    expect(roles).toEqual(['tablet', 'spare']);
  });

  it('gives the shift key to admitted tablets alone', async () => {
    await orderAndPlan();
    const tablet = await enrolTablet();
    const van = await enrolVan(tablet.shift);
    const ask = (token: string) =>
      app().request(`${origin}/api/shifts/${tablet.shift}/key`, { headers: { authorization: `Bearer ${token}` } });
    expect((await ask(tablet.token)).status).toBe(200);
    expect((await ask(van.token)).status).toBe(403);
  });

  it('tells the courier’s tablet the operator’s kinds and classes', async () => {
    const answer = await app().request(`${origin}/api/courier/settings`, {
      headers: { cookie: await cookieOf('courier') }
    });
    expect(await answer.json()).toEqual({
      kinds: test.hub.services.settings.kinds(boss),
      temperatureClasses: test.hub.services.settings.temperatureClasses(boss)
    });
    expect((await app().request(`${origin}/healthz`)).status).toBe(200);
  });
});

describe('after a crash', () => {
  it('the shift is told what an order’s commit promised', async () => {
    const { meal } = await orderAndPlan();
    // The order was committed, and the machine died before the fact was written.
    const database = new DatabaseSync(`${test.directory}/hub.db`);
    database.prepare('UPDATE consignment SET cancelled = 1 WHERE id = ?').run(meal.consignment);
    database.close();
    const count = () =>
      test.hub.shifts
        .facts('raitti.2026-11-24.van-17' as ShiftId)
        .filter(({ fact }) => fact.type === 'consignment.cancelled').length;
    expect(count()).toBe(0);
    await test.reopen();
    expect(count()).toBe(1);
    await test.reopen();
    expect(count()).toBe(1);
  });

  it('the shift is told once, also when the machine died before the hub could note that it had told', async () => {
    await orderAndPlan();
    const database = new DatabaseSync(`${test.directory}/hub.db`);
    database.exec(`CREATE TRIGGER died BEFORE UPDATE OF told_revision ON consignment
                   BEGIN SELECT RAISE(ABORT, 'The machine died.'); END`);
    await expect(test.hub.services.orders.place(county, mealDraft)).rejects.toThrow('The machine died.');
    database.exec('DROP TRIGGER died');
    database.close();
    await test.reopen();
    const told = test.hub.shifts
      .facts('raitti.2026-11-24.van-17' as ShiftId)
      .flatMap(({ fact }) => (fact.type === 'consignment.added' ? [fact.body.consignment] : []));
    const placed = test.hub.services.orders.list(boss, today).map(({ consignment }) => consignment);
    expect(told.sort()).toEqual(placed.sort());
    expect(placed).toHaveLength(3);
  });
});
