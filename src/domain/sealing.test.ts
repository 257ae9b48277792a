import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createWrappingKey, importShiftKey, ivLength, seal, unseal, unwrapShiftKey, wrapShiftKey } from './sealing.ts';
import { hashOf } from './signing.ts';

const raw = crypto.getRandomValues(new Uint8Array(32));
const key = await importShiftKey(raw);
const iv = () => crypto.getRandomValues(new Uint8Array(ivLength));

test('whatever is sealed comes back, and any changed byte or other key is noticed', async () => {
  const other = await importShiftKey(crypto.getRandomValues(new Uint8Array(32)));
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), fc.nat(), async (content, where) => {
      const { hash, bytes } = await seal(key, content, iv());
      expect(await unseal(key, bytes)).toEqual(content);
      expect(hash).toBe(await hashOf(bytes));
      expect(await unseal(other, bytes)).toBeNull();
      bytes[where % bytes.length]! ^= 1;
      expect(await unseal(key, bytes)).toBeNull();
    }),
    { numRuns: 50 }
  );
});

test('something too short to be sealed is not opened', async () => {
  expect(await unseal(key, new Uint8Array(5))).toBeNull();
});

test('a shift key reaches the tablet it was wrapped for and no other', async () => {
  const tablet = await createWrappingKey();
  const other = await createWrappingKey();
  const wrapped = await wrapShiftKey(raw, tablet.publicKey);
  const { bytes } = await seal(key, new TextEncoder().encode('Aino'), iv());
  const unwrapped = await unwrapShiftKey(wrapped, tablet.privateKey);
  expect(await unseal(unwrapped, bytes)).toEqual(new TextEncoder().encode('Aino'));
  await expect(unwrapShiftKey(wrapped, other.privateKey)).rejects.toThrow();
  expect(tablet.privateKey.extractable).toBe(false);
});
