import { expect, test } from 'vitest';
import { openRoads, type PackFiles } from '#routing/region/open-pack.ts';
import type { Table } from '#routing/roads/questions.ts';
import type { DrivenPart } from '#routing/roads/driven-parts.ts';
import { answerQuestions } from './answer-questions.ts';
import { between, corners, packDrawn } from './pack.fixture.ts';
import { RoadsError, type Answered, type Road, type RoadQuestion } from './road-messages.ts';

const village = await packDrawn();
const { graph } = await openRoads(village);
/** Both directions of roads with these names. */
const arcsOf = (...names: string[]) =>
  [...graph.arcHead.keys()].filter((arc) => names.includes(graph.names[graph.edgeName[arc >> 1]!]!));
const without = (...names: string[]): RoadQuestion => ({
  ask: 'open',
  conditions: { date: '2026-07-01', closed: arcsOf(...names) }
});
const summer = { ask: 'open', conditions: { date: '2026-07-01' } } as const;
const winter = { ask: 'open', conditions: { date: '2026-01-15' } } as const;
const from = (position = corners.B, heading: number | null = null) => ({ position, heading, accuracy: 5 });
const route = (start = from(), position = corners.C): RoadQuestion => ({ ask: 'route', from: start, to: { position } });

/** A worker whose answers come back one by one. */
function workerWith(keptPack: () => Promise<PackFiles>) {
  const told: Answered[] = [];
  const take = answerQuestions(keptPack, (answer) => told.push(answer));
  let id = 0;
  const ask = async (question: unknown): Promise<Answered> => {
    await take({ id: ++id, question });
    return told.at(-1)!;
  };
  return { ask, told, take };
}

const opened = async (files = village) => {
  const worker = workerWith(async () => files);
  await worker.ask(summer);
  return worker;
};

const roadIn = (answered: Answered) => (answered as { answer: Road }).answer;
const namesIn = (answered: Answered) => roadIn(answered).route.legs[0]!.steps!.map(({ name }) => name);

test('a pack is opened with progress, and answers with steps and a line', async () => {
  const { ask, told } = workerWith(async () => village);
  expect(await ask(summer)).toEqual({ id: 1, answer: { name: 'Tervala', version: village.manifest.version } });
  expect(told.slice(0, -1).map((answer) => 'opened' in answer && answer.opened)).toEqual([0, 0.7]);
  const answer = await ask(route());
  expect(namesIn(answer)).toEqual(['Raitti', 'Raitti']);
  expect(roadIn(answer).route.distance).toBeCloseTo(978, -1);
  expect(roadIn(answer).route.geometry.coordinates[0]).toEqual([27.02, 64]);
});

test('the same pack and day are not opened twice; another day makes other roads of them', async () => {
  let read = 0;
  const { ask } = workerWith(async () => ({ ...village, read: (name) => (read++, village.read(name)) }));
  const question = route(from(corners.C), corners.F);
  await ask(summer);
  const inSummer = roadIn(await ask(question)).route;
  await ask(winter);
  const inWinter = roadIn(await ask(question)).route;
  await ask(summer);
  expect(roadIn(await ask(question)).route.duration).toBe(inSummer.duration);
  expect(read).toBe(3);
  expect(inWinter.distance).toBe(inSummer.distance);
  expect(inWinter.duration / inSummer.duration).toBeGreaterThan(1.15);
});

test('a newer pack takes the place of the old one', async () => {
  let kept = village;
  const { ask } = workerWith(async () => kept);
  await ask(summer);
  kept = await packDrawn('Uusi', [{ refs: [2, 5], tags: { highway: 'residential', name: 'Oikotie' } }]);
  const there = route(from(), corners.E);
  expect(namesIn(await ask(there))).not.toContain('Oikotie');
  expect(await ask(summer)).toMatchObject({ answer: { name: 'Uusi' } });
  expect(namesIn(await ask(there))).toContain('Oikotie');
});

test('roads that are shut are driven round', async () => {
  const { ask } = await opened();
  const open = namesIn(await ask(route()));
  await ask(without('Raitti'));
  const shut = namesIn(await ask(route()));
  expect(open).toEqual(['Raitti', 'Raitti']);
  expect(shut.slice(0, 3)).toEqual(['Pohjantie', 'Takatie', 'Sivutie']);
});

test('a van that drives goes on as it drives; one in a yard takes the nearest road', async () => {
  const { ask } = await opened();
  const middle = between('B', 'C', 0.5);
  const away = await ask(route(from(middle, 270)));
  expect(namesIn(away).slice(0, 3)).toEqual(['Raitti', 'Pohjantie', 'Takatie']);
  expect(namesIn(await ask(route(from(middle, 90))))).toEqual(['Raitti', 'Raitti']);
  // 60 m from the street, across it: no road there leads north.
  const yard = { longitude: middle.longitude, latitude: middle.latitude + 0.0006 };
  expect(namesIn(await ask(route(from(yard, 0))))).toEqual(['Raitti', 'Raitti']);
});

test('a place at the kerb is driven to from its own side', async () => {
  const { ask } = await opened();
  const north = { longitude: 27.03, latitude: 64.0002 };
  const by = (approach?: 'curb') => ask({ ask: 'route', from: from(), to: { position: north, approach } });
  expect(roadIn(await by()).route.distance).toBeLessThan(600);
  expect(roadIn(await by('curb')).route.distance).toBeGreaterThan(2000);
});

test('a search is answered with what is near the van first', async () => {
  const { ask } = await opened();
  const search = async (near: typeof corners.B | null, text = 'apteekki') => {
    const answered = (await ask({ ask: 'search', text, near })) as { answer: { name: string }[] };
    return answered.answer.map(({ name }) => name);
  };
  expect(await search(corners.B)).toEqual(['Läntinen apteekki', 'Itäinen apteekki']);
  expect(await search(corners.F)).toEqual(['Itäinen apteekki', 'Läntinen apteekki']);
  expect(await search(null, 'tjärby')).toEqual(['Tervala']);
  expect(await search(null, '')).toEqual([]);
});

test.each<[string, unknown, string]>([
  ['a place without a road', route(from(), corners.H), 'NoRoute'],
  ['no road near', route(from({ longitude: 20, latitude: 60 })), 'NoSegment'],
  ['a day that is none', { ask: 'open', conditions: { date: 'tomorrow' } }, 'invalid-question'],
  ['a place that is none', route(from({ longitude: 999, latitude: 60 })), 'invalid-question'],
  ['a question that is none', { ask: 'weather' }, 'invalid-question'],
  ['nothing', null, 'invalid-question']
])('%s is answered with a code, and the next question as ever', async (_, question, problem) => {
  const { ask } = await opened();
  expect(await ask(question)).toMatchObject({ id: 2, problem });
  expect(await ask(route())).toHaveProperty('answer');
});

test('what is no message at all is answered too', async () => {
  const { take, told } = await opened();
  await take('hello');
  expect(told.at(-1)).toMatchObject({ id: -1, problem: 'invalid-question' });
});

const flipped = async (name: 'roads.bin' | 'hierarchy.bin' | 'places.json'): Promise<PackFiles> => ({
  ...village,
  async read(file) {
    const content = await village.read(file);
    if (file === name) content[content.length >> 1]! ^= 1;
    return content;
  }
});

test.each(['roads.bin', 'hierarchy.bin', 'places.json'] as const)(
  'a bit that fell over in %s is seen, and no question is answered from it',
  async (name) => {
    const files = await flipped(name);
    const { ask } = workerWith(async () => files);
    expect(await ask(summer)).toMatchObject({ problem: 'broken-region' });
    expect(await ask(route())).toMatchObject({ problem: 'no-pack' });
  }
);

test('no pack is told, and one that comes later is opened', async () => {
  let kept: PackFiles | null = null;
  const { ask } = workerWith(async () => {
    if (!kept) throw new RoadsError('no-pack', 'none');
    return kept;
  });
  expect(await ask(summer)).toMatchObject({ problem: 'no-pack' });
  kept = village;
  expect(await ask(summer)).toHaveProperty('answer');
});

test('a trace teaches how fast a van was, and what was learned makes the road that fast', async () => {
  const { ask } = await opened();
  const places = Array.from({ length: 13 }, (_, index) => between('B', 'C', index / 12));
  const usual = roadIn(await ask(route())).route;
  const trace = places.map((position, index) => ({ position, at: 1_800_000_000_000 + index * 10_000 }));
  const { answer } = (await ask({ ask: 'driven', trace })) as { answer: DrivenPart[] };
  const [{ roadClass }] = answer as [DrivenPart];
  const took = answer.reduce((sum, { driven }) => sum + driven, 0);
  expect(took).toBeGreaterThan(60);
  expect(took).toBeLessThanOrEqual(120);
  await ask({ ask: 'open', conditions: { ...summer.conditions, factors: { [roadClass]: 0.5 } } });
  expect(roadIn(await ask(route())).route.duration / usual.duration).toBeCloseTo(2, 1);
});

test.each([
  ['a factor that stops a van', { ask: 'open', conditions: { date: '2026-07-01', factors: { track: 0 } } }],
  ['a class that is none', { ask: 'open', conditions: { date: '2026-07-01', factors: { moon: 1 } } }],
  ['a trace without times', { ask: 'driven', trace: [{ position: corners.B }] }]
])('%s is refused', async (_, question) => {
  const { ask } = await opened();
  expect(await ask(question)).toMatchObject({ problem: 'invalid-question' });
});

test('a table tells the driving from each place to each, as the roads between them do', async () => {
  const { ask } = await opened();
  const positions = [corners.B, corners.C, corners.F];
  const { answer } = (await ask({ ask: 'table', positions })) as { answer: Table };
  const { duration } = roadIn(await ask(route(from(corners.B), corners.F))).route;
  expect(answer.durations.map((row) => row.length)).toEqual([3, 3, 3]);
  expect(answer.durations[0]![2]).toBe(duration);
});
