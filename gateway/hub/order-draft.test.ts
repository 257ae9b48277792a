import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainText } from '#domain/plain-text.ts';
import type { LocalDate } from '#domain/units.ts';
import { at, mealDraft, morning, testRegion, testSetup, today } from './hub.fixture.ts';
import { checkDraft, type DraftRules } from './order-draft.ts';
import type { DraftProblems, Kind, OrderDraft, TemperatureClass } from './services.ts';

const rules: DraftRules = {
  now: morning,
  kinds: testSetup.kinds as Kind[],
  temperatureClasses: testSetup.temperatureClasses as TemperatureClass[],
  senders: [...testSetup.tenants[0]!.senders],
  locate: testRegion.locate
};

describe('an order’s draft', () => {
  it('is read once, field by field', () => {
    expect(checkDraft(mealDraft, rules)).toEqual({
      date: '2026-11-24',
      window: { from: at('10:30'), to: at('11:30') },
      kind: 'meal',
      temperatureClass: 'hot',
      sender: 'kitchen',
      direction: 'delivery',
      pieces: 1,
      name: 'Aino Kettunen',
      address: 'Koulutie 10, Tervasalmi',
      village: 'Tervasalmi',
      position: { longitude: 27.02, latitude: 64.2 },
      telephone: '000 123 1001',
      notes: 'Ovikoodi 4417.'
    });
  });

  it.each<[string, Partial<OrderDraft>]>([
    ['kinds and senders by their names, as in a table', { kind: 'ateria', sender: 'KESKUSKEITTIÖ' }],
    ['an address without its village, where there is only one', { address: 'koulutie 10' }],
    ['a class that a person chose against the kind’s', { temperatureClass: 'Jääkaappikylmä' }],
    ['any time of the day', { from: '', to: '' }],
    ['today', { date: '24.11.2026' }],
    ['a window that has begun', { from: '7.00', to: '7.31' }],
    ['a return, in any language', { direction: 'Hämtning' }],
    ['the same season of the next year', { date: '29.12.2027' }]
  ])('takes %s', (_, change) => expect(checkDraft({ ...mealDraft, ...change }, rules)).not.toHaveProperty('problems'));

  it.each<[Partial<OrderDraft>, DraftProblems]>([
    [{ date: '' }, { date: 'missing' }],
    [{ date: '2026-11-24' }, { date: 'not_a_date' }],
    [{ date: '23.11.2026' }, { date: 'date_past' }],
    [{ date: '30.12.2027' }, { date: 'date_far' }],
    [{ date: '24.11.2126' }, { date: 'date_far' }],
    [{ from: '25.00' }, { from: 'not_a_time' }],
    [{ from: '' }, { from: 'missing' }],
    [{ from: '11.30', to: '11.30' }, { to: 'window_backwards' }],
    [{ from: '5.00', to: '6.00' }, { to: 'window_past' }],
    [{ from: '7.00', to: '7.30' }, { to: 'window_past' }],
    [{ direction: 'Palautuss' }, { direction: 'unknown_direction' }],
    [{ direction: 'nouto asiakkaalta' }, { direction: 'unknown_direction' }],
    [{ kind: 'norsu' }, { kind: 'unknown_kind' }],
    [{ temperatureClass: 'lauha' }, { temperatureClass: 'unknown_class' }],
    [{ sender: 'pharmacy' }, { sender: 'unknown_sender' }],
    [{ name: '  ' }, { name: 'missing' }],
    [{ name: '\u202e\u0000' }, { name: 'missing' }],
    [{ name: 'A'.repeat(101) }, { name: 'too_long' }],
    [{ notes: 'x'.repeat(501) }, { notes: 'too_long' }],
    // Koulutie 10 begins with it, and is another door.
    [{ address: 'Koulutie 41' }, { address: 'unknown_address' }],
    [{ address: 'Koulutie' }, { address: 'unknown_address' }],
    [{ pieces: '0' }, { pieces: 'not_a_count' }],
    [{ pieces: '1,5' }, { pieces: 'not_a_count' }],
    [
      { date: 'x', name: '', address: '', pieces: '' },
      { date: 'not_a_date', name: 'missing', address: 'missing', pieces: 'not_a_count' }
    ]
  ])('refuses %j with %j', (change, problems) =>
    expect(checkDraft({ ...mealDraft, ...change }, rules)).toEqual({ problems })
  );

  it('keeps nothing of a text that cannot be seen', () => {
    const pasted = { name: 'Aino\u0000 Kettunen\u202e', telephone: '\u2066000 123 1001', notes: 'Koira\r\npihassa' };
    expect(checkDraft({ ...mealDraft, ...pasted, address: '\u200eKoulutie 10' }, rules)).toMatchObject({
      name: 'Aino Kettunen',
      address: 'Koulutie 10, Tervasalmi',
      telephone: '000 123 1001',
      notes: 'Koira pihassa'
    });
  });

  it('is right or has its wrong fields named, whatever is typed into it', () => {
    const typed = fc.string({ unit: 'binary', maxLength: 30 });
    const fields = Object.keys(mealDraft) as (keyof OrderDraft)[];
    const change = fc.dictionary(fc.constantFrom(...fields), typed, { minKeys: 1, maxKeys: 3 });
    fc.assert(
      fc.property(change, (changed) => {
        const result = checkDraft({ ...mealDraft, ...changed } as OrderDraft, rules);
        if ('problems' in result) {
          const named = Object.keys(result.problems) as (keyof OrderDraft)[];
          expect(named).not.toEqual([]);
          // Of times one can be missing because of the other.
          for (const field of named) expect([...Object.keys(changed), 'from', 'to']).toContain(field);
        } else for (const text of [result.name, result.address, result.notes ?? '']) expect(plainText(text)).toBe(text);
      })
    );
  });

  it('may keep a day and a window that have gone by when it is changed', () => {
    const yesterday = { date: '2026-11-23' as LocalDate, window: null };
    expect(checkDraft({ ...mealDraft, date: '23.11.2026' }, { ...rules, kept: yesterday })).not.toHaveProperty(
      'problems'
    );
    const early = { ...mealDraft, from: '5.00', to: '6.00' };
    const kept = { date: today, window: { from: at('05:00'), to: at('06:00') } };
    expect(checkDraft(early, { ...rules, kept })).not.toHaveProperty('problems');
    expect(checkDraft({ ...early, to: '6.30' }, { ...rules, kept })).toEqual({ problems: { to: 'window_past' } });
  });
});
