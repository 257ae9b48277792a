import { expect, test } from 'vitest';
import { instant, milliseconds, seconds } from '#domain/units.ts';
import { reconcile, RememberingFirewall, type Firewall } from './firewall.ts';

function laptop() {
  const time = { monotonic: 0 };
  const firewall = new RememberingFirewall({
    now: () => instant(0),
    monotonic: () => milliseconds(time.monotonic)
  });
  const granted: string[] = [];
  const watched: Firewall = {
    grant: (address, left) => (granted.push(address), firewall.grant(address, left)),
    revoke: (address) => firewall.revoke(address),
    list: () => firewall.list()
  };
  return { time, firewall: watched, granted };
}

const running = (entries: Record<string, number>) =>
  new Map(Object.entries(entries).map(([address, left]) => [address, seconds(left)]));

test('agrees with the sessions after they change', async () => {
  const { firewall } = laptop();
  await reconcile(firewall, running({ a: 600, b: 600 }));
  await reconcile(firewall, running({ b: 600, c: 60 }));
  expect(await firewall.list()).toEqual(running({ b: 600, c: 60 }));
});

test('heals a permission that somebody else gave or took', async () => {
  const { firewall } = laptop();
  await reconcile(firewall, running({ a: 600 }));
  await firewall.grant('stranger', seconds(9999));
  await firewall.revoke('a');
  await reconcile(firewall, running({ a: 590 }));
  expect(await firewall.list()).toEqual(running({ a: 590 }));
});

test('gives nothing anew while both agree, and the longer time after an acceptance more', async () => {
  const { firewall, granted, time } = laptop();
  await reconcile(firewall, running({ a: 600 }));
  time.monotonic = 10_000;
  await reconcile(firewall, running({ a: 590 }));
  expect(granted).toEqual(['a']);
  await reconcile(firewall, running({ a: 3600 }));
  expect(await firewall.list()).toEqual(running({ a: 3600 }));
});

test('a permission ends by itself', async () => {
  const { firewall, time } = laptop();
  await firewall.grant('a', seconds(60));
  time.monotonic = 60_000;
  expect((await firewall.list()).size).toBe(0);
});
