import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { instant, milliseconds, seconds, type Clock } from '#domain/units.ts';
import { createPortalSessions } from './portal-sessions.ts';

const directory = mkdtempSync(join(tmpdir(), 'raitti-sessions-'));
afterAll(() => rmSync(directory, { recursive: true }));

const accepted = { terms: '2026-11-24', language: 'fi' } as const;
const hour = seconds(3600);
const day = 24 * 3_600_000;

/** A clock that a test sets, and a database that outlives a restart. */
function van(file = ':memory:') {
  const time = { now: Date.UTC(2026, 10, 24, 8), monotonic: 5000 };
  const clock: Clock = { now: () => instant(time.now), monotonic: () => milliseconds(time.monotonic) };
  let database = new DatabaseSync(file);
  const start = (boot: string) => createPortalSessions(database, clock, boot);
  const restart = (boot: string) => {
    database.close();
    database = new DatabaseSync(file);
    return start(boot);
  };
  const stored = () => database.prepare('SELECT count(*) AS n FROM portal_session').get()?.n;
  return { time, sessions: start('first'), restart, stored };
}

test('time runs by the monotonic clock, whatever the wall clock does', () => {
  const { time, sessions } = van();
  sessions.open('10.0.0.1', hour, accepted);
  time.monotonic += 600_000;
  time.now -= 5 * day;
  expect(sessions.find('10.0.0.1')?.left).toBe(3000);
  time.now += 400 * day;
  expect(sessions.find('10.0.0.1')?.left).toBe(3000);
  time.monotonic += 3_000_000;
  expect(sessions.find('10.0.0.1')).toBeNull();
  expect(sessions.running().size).toBe(0);
});

test('the program’s restart within one boot neither gives nor takes time', () => {
  const { time, sessions, restart } = van(join(directory, 'restart.sqlite'));
  sessions.open('10.0.0.1', hour, accepted);
  time.monotonic += 600_000;
  expect(restart('first').find('10.0.0.1')?.left).toBe(3000);
});

test('after a power cut a session keeps what was left when it was last noted', () => {
  const { time, sessions, restart } = van(join(directory, 'cut.sqlite'));
  sessions.open('10.0.0.1', hour, accepted);
  time.monotonic += 600_000;
  sessions.sweep();
  time.monotonic += 20_000;
  time.monotonic = 7000;
  const again = restart('second');
  expect(again.find('10.0.0.1')?.left).toBe(3000);
  time.monotonic += 60_000;
  expect(again.find('10.0.0.1')?.left).toBe(2940);
});

test('one acceptance more gives its time anew, not on top', () => {
  const { time, sessions } = van();
  sessions.open('10.0.0.1', hour, accepted);
  time.monotonic += 600_000;
  sessions.open('10.0.0.1', hour, accepted);
  expect(sessions.find('10.0.0.1')?.left).toBe(3600);
  expect(sessions.running().size).toBe(1);
});

test('ending one phone leaves the others out', () => {
  const { sessions } = van();
  for (const address of ['10.0.0.1', '10.0.0.2', '10.0.0.3']) sessions.open(address, hour, accepted);
  sessions.end('10.0.0.2');
  expect([...sessions.running().keys()]).toEqual(['10.0.0.1', '10.0.0.3']);
  sessions.endAll();
  expect(sessions.running().size).toBe(0);
});

test('a session is forgotten a day after its end, and not before', () => {
  const { time, sessions, stored } = van();
  sessions.open('10.0.0.1', hour, accepted);
  time.monotonic += 3_600_000;
  sessions.sweep();
  time.now += day - 1;
  sessions.sweep();
  expect(stored()).toBe(1);
  time.now += 1;
  sessions.sweep();
  expect(stored()).toBe(0);
});

test('nobody ever has more time than one acceptance gave, over any sweeps and restarts', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.constantFrom('wait', 'sweep', 'restart', 'reboot'), fc.integer({ min: 0, max: 900_000 }))),
      (steps) => {
        const one = van(join(directory, `${fc.hash(JSON.stringify(steps))}.sqlite`));
        let sessions = one.sessions;
        let boot = 'first';
        sessions.open('10.0.0.1', hour, accepted);
        let least = 3600;
        for (const [step, wait] of steps) {
          one.time.monotonic += wait;
          if (step === 'sweep') sessions.sweep();
          if (step === 'restart') sessions = one.restart(boot);
          if (step === 'reboot') {
            sessions.sweep();
            one.time.monotonic = wait;
            sessions = one.restart((boot += ' next'));
          }
          const left = sessions.find('10.0.0.1')?.left ?? 0;
          expect(left).toBeLessThanOrEqual(least + 1e-6);
          least = left;
        }
      }
    ),
    { numRuns: 50 }
  );
});
