import { expect, test } from 'vitest';
import type { Position } from '#domain/geometry.ts';
import { instant } from '#domain/units.ts';
import type { RoadClass } from '#routing/region/road-classes.ts';
import { ownSpeeds } from './own-speeds.ts';
import { RoadsError, type Trace } from './road-messages.ts';

const start = Date.UTC(2026, 0, 15, 8);
const minute = (roadClass: RoadClass) => ({ roadClass, usual: 60, driven: 80 });

function tablet(answer: (trace: Trace) => ReturnType<typeof minute>[] = () => [minute('tertiary')]) {
  const kept = new Map<string, string>();
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value)
  };
  const asked: Trace[] = [];
  const roads = { driven: async (trace: Trace) => (asked.push(trace), answer(trace)) };
  const speeds = ownSpeeds({ roads, storage });
  let now = start;
  /** Fixes every second, as a receiver gives them. */
  async function drive(seconds: number) {
    for (let second = 0; second < seconds; second++) {
      now += 1000;
      speeds.drove(placeAt(now), instant(now));
    }
    await new Promise((resolve) => setTimeout(resolve));
  }
  return {
    kept,
    asked,
    speeds,
    drive,
    setClock: (to: number) => (now = to),
    again: () => ownSpeeds({ roads, storage })
  };
}
const placeAt = (now: number): Position => ({ longitude: 27 + (now - start) / 1e8, latitude: 64 });

test('ten minutes of driving are read at once, a place every five seconds, and are known after a restart', async () => {
  const { asked, speeds, drive, again } = tablet();
  await drive(590);
  expect(asked).toEqual([]);
  expect(speeds.factors()).toEqual({});
  for (let part = 0; part < 9; part++) await drive(600);
  expect(asked).toHaveLength(10);
  expect(asked[3]).toHaveLength(120);
  expect(asked[3]![1]!.at - asked[3]![0]!.at).toBe(5000);
  expect(speeds.factors()).toEqual({ tertiary: 0.89 });
  expect(again().factors()).toEqual({ tertiary: 0.89 });
});

test('of where and when the van drove nothing is kept', async () => {
  const { kept, drive } = tablet();
  await drive(600);
  const [[key, value], ...more] = [...kept] as [[string, string], ...unknown[]];
  expect(more).toEqual([]);
  expect(key).toBe('raitti-speeds');
  expect(Object.keys(JSON.parse(value))).toEqual(['tertiary']);
  expect(value).toMatch(/^\{"tertiary":\[(0,)*60(,0)*\]\}$/);
});

test.each<[string, () => never[]]>([
  [
    'no pack is open',
    () => {
      throw new RoadsError('no-pack', '');
    }
  ],
  [
    'the trace fits no road',
    () => {
      throw new RoadsError('NoMatch', '');
    }
  ],
  ['nothing was driven', () => []]
])('nothing is learned where %s', async (_, answer) => {
  const { kept, speeds, drive, asked } = tablet(answer);
  await drive(600);
  expect(asked).toHaveLength(1);
  expect(kept.size).toBe(0);
  expect(speeds.factors()).toEqual({});
});

test('a clock that is set back begins the trace anew', async () => {
  const { asked, drive, setClock } = tablet();
  await drive(300);
  setClock(start - 3_600_000);
  await drive(599);
  for (const trace of asked)
    for (const [index, { at }] of trace.entries()) if (index > 0) expect(at).toBeGreaterThan(trace[index - 1]!.at);
  expect(asked).toHaveLength(1);
});

test.each(['', '{"tertiary":[1]}', '{"tertiary":"x"}', '{"moon":[]}', 'null'])(
  'what was kept damaged (%j) counts as nothing',
  (damaged) => {
    const { kept, speeds } = tablet();
    kept.set('raitti-speeds', damaged);
    expect(speeds.factors()).toEqual({});
  }
);
