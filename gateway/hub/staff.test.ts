import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openTestHub, password, type TestHub } from './hub.fixture.ts';

let test: TestHub;
beforeEach(async () => (test = await openTestHub()));
afterEach(() => test.remove());
const signIn = () => test.hub.services.signIn;
const home = '192.0.2.7';
const open = (username: string, typed: string, from = home) => signIn().open(username, typed, from);

describe('signing in', () => {
  it('knows a person by name and password, until the session ends', async () => {
    const session = await test.session('county');
    expect(signIn().find(session.token)).toEqual({
      id: expect.any(String),
      name: 'Nimi county',
      role: 'orderer',
      operator: 'raitti',
      locale: 'fi',
      tenant: { id: 'county', name: 'Hyvinvointialue', kind: 'wellbeing_county' }
    });
    expect(signIn().find(`${session.token}x`)).toBeNull();
    expect(signIn().find(undefined)).toBeNull();
    expect(signIn().find('')).toBeNull();
    test.clock.advance((session.expires - test.clock.now()) / 1000);
    expect(signIn().find(session.token)).toBeNull();
  });

  it('ends at once when it is closed, and no other with it', async () => {
    const [first, second] = [await test.session('boss'), await test.session('boss')];
    signIn().close(first.token);
    expect(signIn().find(first.token)).toBeNull();
    expect(signIn().find(second.token)?.tenant).toBeNull();
  });

  it.each([
    ['county', 'salasana-2'],
    ['county', ''],
    ['nobody', password],
    ['', '']
  ])('refuses %s with %s', async (username, wrong) => expect(await open(username, wrong)).toBeNull());

  it('slows down after repeated misses, says so whether right or wrong, and forgives with time', async () => {
    for (let miss = 0; miss < 5; miss++) expect(await open('county', 'wrong-word')).toBeNull();
    expect(await open('county', password)).toEqual({ wait: 1 });
    expect(await open('county', 'wrong-word')).toEqual({ wait: 1 });
    expect(await open('pharmacy', password)).toHaveProperty('token');
    test.clock.advance(2);
    for (let miss = 0; miss < 3; miss++, test.clock.advance(300)) await open('county', 'wrong-word');
    await open('county', 'wrong-word');
    expect(await open('county', password)).toEqual({ wait: 16 });
    test.clock.advance(16);
    expect(await open('county', password)).toHaveProperty('token');
  });

  it('lets a person in from elsewhere, however long somebody guesses', async () => {
    for (let miss = 0; miss < 20; miss++, test.clock.advance(300)) await open('county', 'wrong-word', '203.0.113.9');
    await open('county', 'wrong-word', '203.0.113.9');
    expect(await open('county', password, '203.0.113.9')).toEqual({ wait: 300 });
    expect(await open('county', password)).toHaveProperty('token');
  });

  it('counts the addresses of one IPv6 network as one', async () => {
    for (let miss = 0; miss < 5; miss++) await open('county', 'wrong-word', `2001:db8::${miss}`);
    expect(await open('county', password, '2001:db8::9')).toEqual({ wait: 1 });
  });

  it('counts guesses that come all at once', async () => {
    const guesses = Array.from({ length: 6 }, () => open('county', 'wrong-word'));
    const right = open('county', password);
    await Promise.all(guesses);
    expect(await right).toEqual({ wait: 1 });
  });

  it('keeps neither password nor token where a stolen database would show them', async () => {
    const session = await test.session('county');
    test.hub.close();
    const bytes = readFileSync(join(test.directory, 'hub.db')).toString('latin1');
    expect(bytes).toContain('argon2id$');
    expect(bytes).not.toContain(password);
    expect(bytes).not.toContain(session.token);
    test.hub = await test.open();
  });
});
