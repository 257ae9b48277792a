import { instant } from '#domain/units.ts';
import { expect, test } from 'vitest';
import { load } from './+page.server.ts';

test('an orderer without a sender is led to the list, which says what to do', () => {
  const hub = {
    clock: { now: () => instant(Date.UTC(2026, 10, 24, 10)) },
    settings: { kinds: () => [], temperatureClasses: () => [] },
    places: { senders: () => [] }
  };
  const url = new URL('https://hub.test/console/orders/new?date=2026-11-30');
  const event = { platform: { hub }, locals: { staff: { role: 'orderer' } }, url } as never;
  expect(() => load(event)).toThrow(
    expect.objectContaining({ status: 303, location: '/console/orders?date=2026-11-30' })
  );
});
