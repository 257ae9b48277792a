import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTestHub, password, testSetup, type TestHub } from './hub.fixture.ts';
import { SetupError, type Setup } from './setup.ts';

let test: TestHub;
beforeEach(async () => (test = await openTestHub()));
afterEach(() => test.remove());

describe('an operator’s set-up', () => {
  it('may be written again, and changes no password', async () => {
    const staff = testSetup.staff.map((person) => ({ ...person, password: 'another-word' }));
    await test.hub.setUp({ ...testSetup, staff });
    expect(await test.hub.services.signIn.open('county', 'another-word')).toBeNull();
    expect(await test.hub.services.signIn.open('county', password)).not.toBeNull();
    expect(test.hub.services.stops.list()).toEqual([{ id: 'stop-tervasalmi', name: 'Tervasalmi' }]);
  });

  it.each<[string, (setup: Setup) => unknown]>([
    [
      'operator.shift.from',
      (setup) => ({ ...setup, operator: { ...setup.operator, shift: { from: '7', to: '16:30' } } })
    ],
    ['vans.0.pieces', (setup) => ({ ...setup, vans: [{ ...setup.vans[0]!, pieces: 0 }] })],
    ['staff.0.password', (setup) => ({ ...setup, staff: [{ ...setup.staff[0]!, password: 'short' }] })],
    ['staff.0.tenant', (setup) => ({ ...setup, staff: [{ ...setup.staff[0]!, tenant: 'elsewhere' }] })],
    ['staff.0.tenant', (setup) => ({ ...setup, staff: [{ ...setup.staff[2]!, tenant: 'county' }] })],
    ['kinds.0.temperatureClass', (setup) => ({ ...setup, temperatureClasses: setup.temperatureClasses.slice(1) })],
    ['surprise', (setup) => ({ ...setup, surprise: true })],
    ['The set-up', () => 'a text']
  ])('names the place that is wrong: %s', async (place, change) => {
    const wrong = test.hub.setUp(change(testSetup) as Setup);
    await expect(wrong).rejects.toThrow(SetupError);
    await expect(wrong).rejects.toThrow(place);
  });
});
