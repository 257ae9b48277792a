import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import type { Answered, Asked, Road } from './road-messages.ts';
import { createRoads, type RoadsWorker } from './roads.ts';

/** Workers that answer when the test says so. */
function fakeWorkers() {
  const asked: Asked[] = [];
  const workers: (RoadsWorker & { isEnded: boolean })[] = [];
  const start = () => {
    const worker = {
      postMessage: (message: Asked) => void asked.push(message),
      terminate: () => (worker.isEnded = true),
      onmessage: null,
      onerror: null,
      onmessageerror: null,
      isEnded: false
    } as unknown as RoadsWorker & { isEnded: boolean };
    workers.push(worker);
    return worker;
  };
  const tell = (answer: Answered) => workers.at(-1)!.onmessage!.call(null as never, { data: answer } as MessageEvent);
  return { asked, workers, start, tell };
}

const here = { longitude: 27, latitude: 64 };
const fix = { position: here, heading: null, accuracy: null };
const road = { route: { distance: 7 } } as Road;

test('a question is answered, and the worker starts with the first', async () => {
  const { asked, workers, start, tell } = fakeWorkers();
  const roads = createRoads(start);
  expect(workers).toEqual([]);
  const answer = roads.route(fix, { position: here });
  expect(asked).toEqual([{ id: 1, question: { ask: 'route', from: fix, to: { position: here } } }]);
  tell({ id: 1, answer: road });
  expect(await answer).toBe(road);
});

test('only the newest question of a kind is answered; those between are never asked', async () => {
  const { asked, start, tell } = fakeWorkers();
  const roads = createRoads(start);
  const [first, second, third] = ['a', 'ap', 'apt'].map((text) => roads.search(text, null));
  const other = roads.route(fix, { position: here });
  const superseded = { problem: 'superseded' };
  const [a, b] = [expect(first).rejects.toMatchObject(superseded), expect(second).rejects.toMatchObject(superseded)];
  expect(asked.map(({ question }) => question.ask)).toEqual(['search', 'route']);
  tell({ id: 1, answer: [] });
  await Promise.all([a, b]);
  expect(asked.at(-1)).toMatchObject({ id: 3, question: { text: 'apt' } });
  tell({ id: 2, answer: road });
  tell({ id: 3, answer: [] });
  expect(await third).toEqual([]);
  expect(await other).toBe(road);
});

test('whatever is asked and answered in whatever order, answers never come out of order', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.boolean(), { maxLength: 40 }), async (events) => {
      const { asked, start, tell } = fakeWorkers();
      const roads = createRoads(start);
      const came: string[] = [];
      let [wanted, answered] = [0, 0];
      const answerNext = () => {
        const next = asked[answered];
        if (next) tell({ id: next.id, answer: [(next.question as { text: string }).text] as never });
        if (next) answered++;
      };
      for (const isQuestion of events) {
        if (isQuestion)
          void roads.search(String(wanted++), null).then(
            (found) => came.push(String(found[0])),
            () => undefined
          );
        else answerNext();
        await Promise.resolve();
      }
      while (answered < asked.length) answerNext();
      await new Promise((resolve) => setTimeout(resolve));
      expect(came.map(Number)).toEqual(came.map(Number).toSorted((a, b) => a - b));
      if (wanted > 0) expect(came.at(-1)).toBe(String(wanted - 1));
      expect(asked.length).toBeLessThanOrEqual(wanted);
    }),
    { numRuns: 50 }
  );
});

test('a problem comes with its code, progress to who opens', async () => {
  const { start, tell } = fakeWorkers();
  const roads = createRoads(start);
  const onProgress = vi.fn();
  const opening = roads.open({ date: '2026-01-15' }, onProgress);
  tell({ id: 1, opened: 0.7 });
  tell({ id: 1, problem: 'broken-region', message: 'damaged' });
  await expect(opening).rejects.toMatchObject({ problem: 'broken-region', message: 'damaged' });
  expect(onProgress.mock.calls).toEqual([[0.7]]);
});

test('a worker that fails leaves no question open, and the next one starts another', async () => {
  const { workers, start, tell, asked } = fakeWorkers();
  const roads = createRoads(start);
  const lost = [roads.search('a', null), roads.search('b', null), roads.open({ date: '2026-01-15' })];
  const expected = lost.map((one) => expect(one).rejects.toMatchObject({ problem: 'worker-failed' }));
  workers[0]!.onerror!.call(null as never, null as never);
  await Promise.all(expected);
  expect(workers[0]!.isEnded).toBe(true);
  const again = roads.open({ date: '2026-01-15' });
  expect(workers.length).toBe(2);
  tell({ id: asked.at(-1)!.id, answer: { name: 'Tervala', version: 'a' } });
  expect(await again).toEqual({ name: 'Tervala', version: 'a' });
  // What the first one may still say is for nobody.
  tell({ id: 1, answer: [] });
});
