import { expect, test } from 'vitest';
import type { Envelope, JournalId } from '#domain/fact.ts';
import { instant, milliseconds } from '#domain/units.ts';
import type { FactType } from '#domain/vocabulary.ts';
import { whereabouts } from './current-stop.ts';

const hour = 3_600_000;
const morning = Date.UTC(2026, 10, 24, 6);
const key = (name: string) => name.repeat(43).slice(0, 43);
const journals = { hub: `shift.${key('h')}`, tablet: `shift.${key('t')}`, van: `shift.${key('v')}` };
const promise = (from: number) => ({ from: morning + from * hour, to: morning + (from + 1) * hour });
const position = { longitude: 27.5, latitude: 64.2 };

/** Facts with a number and a time; the tests say the rest. */
function story(...told: [writer: keyof typeof journals, type: FactType, body: object, at?: number][]): Envelope[] {
  const numbers = { hub: 0, tablet: 0, van: 0 };
  return told.map(([writer, type, body, at], index) => ({
    journal: journals[writer] as JournalId,
    seq: (numbers[writer] += 1),
    prev: null,
    at: instant(morning + (at ?? index) * 60_000),
    boot: 'boot',
    mono: milliseconds(index),
    seen: {},
    courier: null,
    type,
    body: body as Record<string, unknown>
  }));
}

const visit = (name: string, kind: string, stop: string | null, arrival: number) => ({
  visit: name,
  kind,
  pickups: [],
  deliveries: [],
  stop,
  promise: stop ? promise(arrival) : null,
  arrival: morning + arrival * hour,
  departure: morning + (arrival + 1) * hour,
  waiting: 0,
  driving: 0,
  distance: 0
});

const opened = [
  'hub',
  'shift.opened',
  {
    shift: 'shift',
    date: '2026-11-24',
    van: 'van-1',
    courier: 'courier-1',
    start: morning,
    end: morning + 8 * hour,
    depot: { name: 'Varikko', position },
    region: { name: 'Kuikkasalmi', version: '1' },
    serviceStops: [
      {
        stop: 'tervasalmi',
        name: { fi: 'Tervasalmi', sv: 'Tjärsund' },
        position,
        promise: promise(1),
        services: ['internet']
      },
      { stop: 'janispera', name: { fi: 'Jänisperä' }, position, promise: promise(4), services: [] }
    ]
  }
] as const;
const published = (plan: number, visits: object[]) =>
  ['hub', 'plan.published', { plan, visits, unassigned: [], driving: 0, distance: 0, route: key('r') }] as const;
const plan = published(1, [
  visit('door', 'delivery', null, 0),
  visit('first', 'service_stop', 'tervasalmi', 1),
  visit('second', 'service_stop', 'janispera', 4)
]);
const day = [[...opened], [...plan]] as Parameters<typeof story>;
const arrives = (name: string, at?: number) =>
  ['tablet', 'visit.arrived', { visit: name }, at] as Parameters<typeof story>[0];
const departs = (name: string) => ['tablet', 'visit.departed', { visit: name }] as Parameters<typeof story>[0];

test.each<[string, Parameters<typeof story>, string | null, string | null]>([
  ['nothing is known', [], null, null],
  ['the day has not begun', day, null, 'Tervasalmi'],
  ['the courier is at a door', [...day, arrives('door')], null, 'Tervasalmi'],
  ['the courier is at a stop', [...day, arrives('first')], 'Tervasalmi', 'Jänisperä'],
  ['the courier has left', [...day, arrives('first'), departs('first')], null, 'Jänisperä'],
  ['a departure from elsewhere comes late', [...day, arrives('first'), departs('door')], 'Tervasalmi', 'Jänisperä'],
  ['the courier forgot to say that he left', [...day, arrives('first'), arrives('door')], null, 'Jänisperä'],
  ['the shift has ended', [...day, arrives('second'), ['tablet', 'shift.ended', {}]], null, null],
  ['the tablet’s clock was set back a day', [...day, arrives('first'), arrives('second', -1440)], 'Jänisperä', null],
  ['the visit is in no plan', [...day, arrives('unheard-of')], null, 'Tervasalmi'],
  ['the body makes no sense', [...day, ['tablet', 'visit.arrived', { visit: 7 }]], null, 'Tervasalmi'],
  [
    'an older plan comes after a newer',
    [
      [...opened],
      [...published(2, [visit('first', 'service_stop', 'janispera', 4)])],
      [...plan],
      arrives('first')
    ] as Parameters<typeof story>,
    'Jänisperä',
    null
  ]
])('where %s', (_, told, here, next) => {
  const { stop, next: coming } = whereabouts(story(...told));
  expect([stop?.name.fi ?? null, coming?.name.fi ?? null]).toEqual([here, next]);
});

test('a stop has its names, and its promised end', () => {
  const { stop } = whereabouts(story(...day, arrives('first')));
  expect(stop).toEqual({
    name: { fi: 'Tervasalmi', sv: 'Tjärsund', se: null },
    until: morning + 2 * hour
  });
});

test('the van’s own journal says whether its Wi-Fi is open', () => {
  const arrival = ['van', 'wifi.opened', { stop: 'tervasalmi', by: 'arrival' }] as Parameters<typeof story>[0];
  expect(whereabouts(story(...day)).wifi).toEqual({ open: false });
  expect(whereabouts(story(...day, arrival)).wifi).toEqual({ open: true, stop: 'tervasalmi', by: 'arrival' });
  expect(whereabouts(story(...day, arrival, ['van', 'wifi.closed', { stop: 'tervasalmi' }])).wifi).toEqual({
    open: false
  });
});
