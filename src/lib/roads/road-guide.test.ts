import { expect, test } from 'vitest';
import type { Position } from '#domain/geometry.ts';
import { answerQuestions } from './answer-questions.ts';
import { between, corners, packDrawn } from './pack.fixture.ts';
import { createRoadGuide, noRoadYet, type RoadView, type Target } from './road-guide.ts';
import type { Asked } from './road-messages.ts';
import { createRoads, type RoadsWorker } from './roads.ts';

const village = await packDrawn();
const summer = { date: '2026-07-01' };

/** A guide with its worker, as on the tablet, but in one thread. */
function guided() {
  const asked: Asked[] = [];
  let worker: RoadsWorker;
  const start = () => {
    const take = answerQuestions(
      async () => village,
      (data) => worker.onmessage?.call(null as never, { data } as MessageEvent)
    );
    worker = {
      postMessage: (message: Asked) => void (asked.push(message), take(message)),
      terminate: () => undefined,
      onmessage: null,
      onerror: null,
      onmessageerror: null
    };
    return worker;
  };
  const shown: { view: RoadView } = { view: noRoadYet };
  const guide = createRoadGuide(createRoads(start), (view) => (shown.view = view));
  const fail = () => worker.onerror?.call(null as never, null as never);
  return { guide, shown, fail, routes: () => asked.filter(({ question }) => question.ask === 'route').length };
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 5));
const fix = (position: Position, heading: number | null = null) => ({ position, heading, accuracy: 5 });
const to = (id: string, position: Position): Target => ({ id, position });
const eastern = to('east', between('C', 'F', 0.5));

test('it leads along the road, asks once, and once more when the van has left it', async () => {
  const { guide, shown, routes } = guided();
  await guide.open(summer);
  guide.follow(fix(between('B', 'C', 0.1), 90), eastern);
  expect(shown.view.ahead).toBeNull();
  await settled();
  const [begun, far] = [shown.view.ahead!, shown.view.line!];
  expect(begun.step.name).toBe('Valtatie');
  expect(far.at(-1)![0]).toBeCloseTo(eastern.position.longitude, 4);
  for (let share = 0.2; share < 0.95; share += 0.1) guide.follow(fix(between('B', 'C', share), 90), eastern);
  expect(shown.view.ahead!.distance).toBeLessThan(begun.distance);
  expect(shown.view.ahead!.left.duration).toBeLessThan(begun.left.duration);
  await settled();
  expect(routes()).toBe(1);

  // At the crossing it turns left instead.
  guide.follow(fix(between('C', 'E', 0.1), 0), eastern);
  expect(routes()).toBe(1);
  guide.follow(fix(between('C', 'E', 0.15), 0), eastern);
  guide.follow(fix(between('C', 'E', 0.2), 0), eastern);
  expect(routes()).toBe(2);
  await settled();
  expect(shown.view.found).toBe(2);
  expect(shown.view.line![0]![1]).toBeGreaterThan(64.001);
});

test('another place to drive to has another road, and the old one is gone at once', async () => {
  const { guide, shown } = guided();
  await guide.open(summer);
  guide.follow(fix(corners.B), eastern);
  await settled();
  guide.follow(fix(corners.B), to('north', corners.D));
  expect(shown.view.ahead).toBeNull();
  await settled();
  expect(shown.view.line!.at(-1)![1]).toBeCloseTo(64.01, 4);
  guide.follow(fix(corners.B), null);
  expect([shown.view.ahead, shown.view.line]).toEqual([null, null]);
});

test('a van whose place is lost is told nothing of the road, and is led on when it is known again', async () => {
  const { guide, shown, routes } = guided();
  await guide.open(summer);
  guide.follow(fix(corners.B), eastern);
  await settled();
  guide.follow(null, eastern);
  expect([shown.view.ahead, shown.view.line]).toEqual([null, null]);
  guide.follow(null, eastern);
  guide.follow(fix(corners.B), eastern);
  await settled();
  expect(shown.view.ahead).not.toBeNull();
  expect(routes()).toBe(2);
});

test('an answer for a place that is not driven to any more is left aside', async () => {
  const { guide, shown } = guided();
  await guide.open(summer);
  guide.follow(fix(corners.B), eastern);
  guide.follow(fix(corners.B), to('north', corners.D));
  await settled();
  expect(shown.view.line!.at(-1)![1]).toBeCloseTo(64.01, 4);
  expect(shown.view.found).toBe(1);
});

test('an answer that comes when nothing is driven to any more is left aside', async () => {
  const { guide, shown } = guided();
  await guide.open(summer);
  guide.follow(fix(corners.B), eastern);
  guide.follow(fix(corners.B), null);
  await settled();
  expect(shown.view).toMatchObject({ ahead: null, line: null, found: 0 });
});

test('a road that ends before the place says by how much', async () => {
  const { guide, shown } = guided();
  await guide.open(summer);
  guide.follow(fix(corners.B), to('ice', { longitude: 27.03, latitude: 64.005 }));
  await settled();
  expect(shown.view.endsBefore).toBeGreaterThan(400);
  expect(shown.view.beginsAfter).toBeNull();
  guide.follow(fix(corners.B), eastern);
  await settled();
  expect(shown.view.endsBefore).toBeNull();
});

test('a van far from its road is told how far, until it comes near', async () => {
  const { guide, shown, routes } = guided();
  await guide.open(summer);
  const south = (metres: number) => fix({ longitude: 27.1, latitude: 64 - metres / 111_195 });
  guide.follow(south(320), eastern);
  await settled();
  expect(shown.view.beginsAfter).toBeCloseTo(320, -1);
  expect([routes(), shown.view.endsBefore]).toEqual([1, null]);
  guide.follow(south(280), eastern);
  expect(shown.view.beginsAfter).toBeCloseTo(280, -1);
  guide.follow(south(95), eastern);
  await settled();
  expect(shown.view.ahead).not.toBeNull();
  expect(shown.view.beginsAfter).toBeNull();
  guide.follow(south(320), null);
  expect(shown.view.beginsAfter).toBeNull();
});

test('without a position or before the pack is open nothing is asked; then at once', async () => {
  const { guide, shown, routes } = guided();
  guide.follow(null, eastern);
  await guide.open(summer);
  expect([routes(), shown.view.ahead, shown.view.pack]).toEqual([0, null, 'open']);
  const other = guided();
  other.guide.follow(fix(corners.B), eastern);
  expect(other.routes()).toBe(0);
  await other.guide.open(summer);
  await settled();
  expect([other.routes(), other.shown.view.found]).toEqual([1, 1]);
});

test('where no road leads it is said once, and asked again farther on', async () => {
  const { guide, shown, routes } = guided();
  await guide.open(summer);
  const island = to('island', corners.H);
  for (const share of [0, 0.01, 0.05, 0.1]) {
    guide.follow(fix(between('B', 'C', share), 90), island);
    await settled();
  }
  expect([shown.view.problem, routes(), shown.view.ahead]).toEqual(['NoRoute', 1, null]);
  guide.follow(fix(between('B', 'C', 0.5), 90), island);
  await settled();
  expect(routes()).toBe(2);
  guide.follow(fix(between('B', 'C', 0.5), 90), eastern);
  await settled();
  expect([shown.view.problem, shown.view.ahead === null]).toEqual([null, false]);
});

test('a worker that stops is said so, and opening goes on', async () => {
  const { guide, shown, fail } = guided();
  await guide.open(summer);
  guide.follow(fix(corners.B), eastern);
  fail();
  await settled();
  expect(shown.view.pack).toBe('worker-failed');
  await guide.open(summer);
  guide.follow(fix(corners.B), eastern);
  await settled();
  expect(shown.view.ahead).not.toBeNull();
});

test('another day makes another road', async () => {
  const { guide, shown } = guided();
  await guide.open(summer);
  guide.follow(fix(corners.C), eastern);
  await settled();
  const inSummer = shown.view.ahead!.left.duration;
  await guide.open({ date: '2026-01-15' });
  guide.follow(fix(corners.C), eastern);
  await settled();
  expect(shown.view.ahead!.left.duration).toBeGreaterThan(inSummer * 1.15);
});
