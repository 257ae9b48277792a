import { base64url, CompactSign } from 'jose';
import { describe, expect, test } from 'vitest';
import type { Fact, Hash, KeyId, ShiftId } from './fact.ts';
import { journalOf } from './fact.ts';
import type { PublicKey, SigningKey } from './signing.ts';
import {
  createSigningKey,
  exportSigningKey,
  hashOf,
  importSigningKey,
  keyIdOf,
  openAcknowledgement,
  openAs,
  openFact,
  signAcknowledgement,
  signAs,
  signFact
} from './signing.ts';
import { instant, milliseconds } from './units.ts';

const shift = 'van-17.2026-11-24' as ShiftId;
const tablet = await createSigningKey({ extractable: false });
const stranger = await createSigningKey({ extractable: true });
const keyOf = (id: KeyId): PublicKey | null => (id === tablet.id ? tablet.publicKey : null);

const fact = (key: SigningKey): Fact<'shift.started'> => ({
  journal: journalOf(shift, key.id),
  seq: 1,
  prev: null,
  at: instant(1_795_500_000_000),
  boot: 'boot',
  mono: milliseconds(12.5),
  seen: {},
  courier: null,
  type: 'shift.started',
  body: {}
});

const encode = (text: string) => base64url.encode(text);

const good = (await signFact(fact(tablet), tablet)).signed;
const [header, payload, signature] = good.split('.') as [string, string, string];
const lastCharacters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const spareBits = lastCharacters[lastCharacters.indexOf(signature.at(-1)!) + 1]!;
const signRaw = (body: unknown, key: SigningKey, algorithm = 'EdDSA') =>
  new CompactSign(new TextEncoder().encode(typeof body === 'string' ? body : JSON.stringify(body)))
    .setProtectedHeader({ alg: algorithm, kid: key.id })
    .sign(key.privateKey);

const forgeries: [string, string, string][] = [
  ['garbage', 'garbage', 'unreadable'],
  ['nothing', '', 'unreadable'],
  ['a stranger', (await signFact(fact(stranger), stranger)).signed, 'unknown_key'],
  ['a journal of another', await signRaw(fact(stranger), tablet), 'wrong_journal'],
  [
    'a changed body',
    `${header}.${encode(JSON.stringify({ ...fact(tablet), type: 'shift.ended' }))}.${signature}`,
    'bad_signature'
  ],
  [
    'a changed signature',
    `${header}.${payload}.${signature.replace(/^./, (a) => (a === 'A' ? 'B' : 'A'))}`,
    'bad_signature'
  ],
  ['the same signature spelled otherwise', good.slice(0, -1) + spareBits, 'unreadable'],
  ['no signature', `${header}.${payload}.`, 'unreadable'],
  ['algorithm none', `${encode(JSON.stringify({ alg: 'none', kid: tablet.id }))}.${payload}.`, 'unreadable'],
  [
    'algorithm none with one',
    `${encode(JSON.stringify({ alg: 'none', kid: tablet.id }))}.${payload}.AAAA`,
    'bad_signature'
  ],
  ['not JSON', await signRaw('{', tablet), 'unreadable'],
  ['a field too many', await signRaw({ ...fact(tablet), name: 'Aino' }, tablet), 'unreadable'],
  ['a time that no calendar has', await signRaw({ ...fact(tablet), at: 9e15 }, tablet), 'unreadable'],
  ['number zero', await signRaw({ ...fact(tablet), seq: 0 }, tablet), 'unreadable']
];

describe('facts', () => {
  test('a signed fact opens to what was signed, under the hash of its characters', async () => {
    const signed = await signFact(fact(tablet), tablet);
    expect(await openFact(signed.signed, keyOf)).toEqual(signed);
    expect(signed.fact).toEqual(fact(tablet));
    expect(signed.hash).toBe(await hashOf(signed.signed));
  });

  test('SHA-256 is the one everybody knows', async () => {
    expect(await hashOf('abc')).toBe('ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0');
  });

  test('the key id is the thumbprint of RFC 8037, appendix A.3', async () => {
    const key = { kty: 'OKP', crv: 'Ed25519', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo' } as const;
    expect(await keyIdOf(key)).toBe('kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k');
  });

  test.each(forgeries)('%s is refused', async (_name, signed, refused) => {
    expect(await openFact(signed, keyOf)).toEqual({ refused });
  });
});

test('a key is the same after it was kept in a file', async () => {
  const again = await importSigningKey(await exportSigningKey(stranger));
  expect({ id: again.id, publicKey: again.publicKey }).toEqual({ id: stranger.id, publicKey: stranger.publicKey });
  const signed = await signFact(fact(again), again);
  expect(await openFact(signed.signed, () => stranger.publicKey)).toEqual(signed);
  await expect(exportSigningKey(tablet)).rejects.toThrow();
});

describe('acknowledgements', () => {
  const head = { seq: 3, hash: 'a'.repeat(43) as Hash };
  const journal = journalOf(shift, tablet.id);

  test('open to what was signed', async () => {
    const signed = await signAcknowledgement('tablet', journal, head, instant(5), tablet);
    expect(await openAcknowledgement(signed.signed, keyOf, () => 'tablet')).toEqual(signed);
  });

  test('nobody speaks for another replica or at a time that is none, and a fact is no acknowledgement', async () => {
    const signed = await signAcknowledgement('hub', journal, head, instant(5), tablet);
    expect(await openAcknowledgement(signed.signed, keyOf, () => 'tablet')).toBeNull();
    const never = await signAcknowledgement('tablet', journal, head, instant(9e15), tablet);
    expect(await openAcknowledgement(never.signed, keyOf, () => 'tablet')).toBeNull();
    expect(await openAcknowledgement(signed.signed, keyOf, () => null)).toBeNull();
    expect(await openAcknowledgement((await signFact(fact(tablet), tablet)).signed, keyOf, () => 'tablet')).toBeNull();
  });
});

describe('what is signed as something else', () => {
  test('opens as what it was signed as, and as nothing else', async () => {
    const signed = await signAs('map', { version: 1 }, tablet);
    expect(await openAs('map', signed, keyOf)).toMatchObject({ payload: { version: 1 } });
    expect(await openAs('lunch', signed, keyOf)).toEqual({ refused: 'unreadable' });
  });

  test('is no fact, whatever it holds, and a fact is nothing else', async () => {
    expect(await openFact(await signAs('map', fact(tablet), tablet), keyOf)).toEqual({ refused: 'unreadable' });
    expect(await openAs('map', good, keyOf)).toEqual({ refused: 'unreadable' });
  });

  test('by another key is refused', async () => {
    expect(await openAs('map', await signAs('map', {}, stranger), keyOf)).toEqual({ refused: 'unknown_key' });
  });
});
