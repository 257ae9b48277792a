import { describe, expect, it } from 'vitest';
import { failureReasons, receivers } from '#domain/vocabulary.ts';
import { demoRegion } from '../region/generate.ts';
import { demoTenants } from './organisations.ts';
import { demoOrders } from './orders.ts';
import { demoServiceStops } from './service-stops.ts';
import { demoKinds, demoTemperatureClasses } from './trade.ts';

const { today, yesterday } = demoOrders();
const tenants = demoTenants();

describe('the demonstration’s day', () => {
  it.each([
    ['today', today],
    ['yesterday', yesterday]
  ])('%s: every order names a tenant, a sender of its own, a kind, a class and an address on the map', (_, orders) => {
    const { nodes, ways } = demoRegion();
    const addresses = new Set(
      [...nodes, ...ways].map(({ tags }) => `${tags['addr:street']} ${tags['addr:housenumber']}, ${tags['addr:city']}`)
    );
    const kinds = demoKinds.map(({ id }) => id);
    const classes = demoTemperatureClasses.map(({ id }) => id);
    for (const order of orders) {
      const tenant = tenants.find(({ id }) => id === order.tenant);
      expect(
        tenant?.senders.map(({ id }) => id),
        order.name
      ).toContain(order.sender);
      expect(kinds).toContain(order.kind);
      expect(classes).toContain(order.temperatureClass);
      expect(addresses).toContain(order.address);
      if (order.window) {
        expect(order.window.from).toMatch(/^\d\d:\d\d$/);
        expect(order.window.to > order.window.from, order.name).toBe(true);
      }
    }
    expect(new Set(orders.map(({ address }) => address)).size).toBe(orders.length);
    expect(new Set(orders.map(({ name }) => name)).size).toBe(orders.length);
  });

  it('has what the story tells: hot meals, insulin with an identity check, frozen goods, books, post and returns', () => {
    const count = (test: (order: (typeof today)[number]) => boolean) => today.filter(test).length;
    expect(today.length).toBeGreaterThanOrEqual(25);
    expect(count(({ temperatureClass }) => temperatureClass === 'hot')).toBeGreaterThanOrEqual(5);
    expect(count(({ kind }) => kind === 'medicine-identity')).toBe(1);
    expect(count(({ temperatureClass }) => temperatureClass === 'frozen')).toBeGreaterThanOrEqual(2);
    expect(count(({ direction }) => direction === 'return')).toBe(2);
    expect(count(({ address }) => address.startsWith('Haukisaari'))).toBe(1);
    const insulin = demoKinds.find(({ id }) => id === 'medicine-identity')!;
    const itsClass = demoTemperatureClasses.find(({ id }) => id === insulin.temperatureClass)!;
    expect(itsClass).toMatchObject({ least: 2, most: 8, mustNotFreeze: true });
    expect(insulin.proof).toContain('identity');
  });

  it('ends every order of yesterday with a receiver or a coded reason, and none of today', () => {
    for (const { outcome } of yesterday) {
      expect(outcome).not.toBeNull();
      if ('failure' in outcome!) expect(failureReasons).toContain(outcome.failure);
      else expect(receivers).toContain(outcome!.receiver);
    }
    expect(yesterday.filter(({ outcome }) => outcome && 'failure' in outcome)).toHaveLength(1);
    expect(today.filter(({ outcome }) => outcome !== null)).toEqual([]);
  });

  it('gives nobody a number that can ring', () => {
    const numbers = [...today, ...yesterday, ...tenants].map(({ telephone }) => telephone);
    for (const number of numbers) expect(number).toMatch(/^000 123 \d{4}$/);
  });

  it('promises a stop at the time of one hot meal', () => {
    const [stop] = demoServiceStops('today');
    const meal = today.find(
      ({ kind, window }) => kind === 'meal' && window && window.from > stop!.from && window.to < stop!.to
    );
    expect(meal?.village).not.toBe(stop!.village);
  });
});
