import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openTestHub, password, type TestHub } from './hub.fixture.ts';

let test: TestHub;
beforeEach(async () => (test = await openTestHub()));
afterEach(() => test.remove());
const signIn = () => test.hub.services.signIn;

describe('signing in', () => {
  it('knows a person by name and password, until the session ends', async () => {
    const session = await signIn().open('county', password);
    expect(signIn().find(session!.token)).toEqual({
      id: expect.any(String),
      name: 'Nimi county',
      role: 'orderer',
      operator: 'raitti',
      locale: 'fi',
      tenant: { id: 'county', name: 'Hyvinvointialue', kind: 'wellbeing_county' }
    });
    expect(signIn().find(`${session!.token}x`)).toBeNull();
    expect(signIn().find(undefined)).toBeNull();
    expect(signIn().find('')).toBeNull();
    test.clock.advance((session!.expires - test.clock.now()) / 1000);
    expect(signIn().find(session!.token)).toBeNull();
  });

  it('ends at once when it is closed, and no other with it', async () => {
    const first = await signIn().open('boss', password);
    const second = await signIn().open('boss', password);
    signIn().close(first!.token);
    expect(signIn().find(first!.token)).toBeNull();
    expect(signIn().find(second!.token)?.tenant).toBeNull();
  });

  it.each([
    ['county', 'salasana-2'],
    ['county', ''],
    ['nobody', password],
    ['', '']
  ])('refuses %s with %s', async (username, wrong) => expect(await signIn().open(username, wrong)).toBeNull());

  it('slows down after repeated misses, for that name alone, and forgives with time', async () => {
    for (let miss = 0; miss < 5; miss++) await signIn().open('county', 'wrong-word');
    expect(await signIn().open('county', password)).toBeNull();
    expect(await signIn().open('pharmacy', password)).not.toBeNull();
    test.clock.advance(2);
    expect(await signIn().open('county', password)).not.toBeNull();
  });

  it('counts guesses that come all at once', async () => {
    const guesses = Array.from({ length: 6 }, () => signIn().open('county', 'wrong-word'));
    const right = signIn().open('county', password);
    await Promise.all(guesses);
    expect(await right).toBeNull();
  });

  it('keeps neither password nor token where a stolen database would show them', async () => {
    const session = await signIn().open('county', password);
    test.hub.close();
    const bytes = readFileSync(join(test.directory, 'hub.db')).toString('latin1');
    expect(bytes).toContain('argon2id$');
    expect(bytes).not.toContain(password);
    expect(bytes).not.toContain(session!.token);
    test.hub = await test.open();
  });
});
