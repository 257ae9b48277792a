import { createReadStream, existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { importRoads } from '../region/import-roads.ts';
import { prepareRoads } from '../roads/roads.ts';
import { createRouter } from '../roads/router.ts';
import { answerRequest } from './answer-request.ts';

const extract = new URL('../../../shared/osm/fi-tampere-roads-2021.osm.pbf', import.meta.url);
const recordings = new URL('../../../shared/osrm/', import.meta.url);

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** Where which keys are and what kind of value they have; of a list only the first. */
function shapeOf(value: Json | undefined, path = ''): string[] {
  if (Array.isArray(value)) return shapeOf(value[0], `${path}[]`);
  if (value && typeof value === 'object')
    return Object.entries(value).flatMap(([key, inner]) => shapeOf(inner, `${path}.${key}`));
  return [`${path}: ${value === null ? 'null' : typeof value}`];
}

/** What OSRM tells and a pack does not keep: numbers of OpenStreetMap's nodes, lanes, and how a name is spoken. */
const notKept = /\.(nodes|lanes|pronunciation)\b/;
/** What is there in some steps only, and depends on the way. */
const bySituation = /\.steps\[\]\..*\.(classes|ref|destinations|modifier|in|out)\b/;
const comparable = (shape: string[]) => shape.filter((line) => !notKept.test(line) && !bySituation.test(line)).sort();

describe.skipIf(!existsSync(extract) || !existsSync(recordings))(
  "OSRM's recorded questions about Tampere (skipped where ../shared is absent)",
  async () => {
    const files = existsSync(recordings)
      ? // Round trips are for the planner.
        readdirSync(recordings).filter((name) => name.endsWith('.json') && !name.startsWith('trip'))
      : [];
    const roads = importRoads(() => createReadStream(extract)).then(({ graph }) => prepareRoads(graph));
    const router = roads.then((prepared) => createRouter(prepared, { profile: 'osrm-car' }));

    test.each(files)('%s', async (name) => {
      const { request, status, body } = JSON.parse(readFileSync(new URL(name, recordings), 'utf8'));
      const answer = await answerRequest(await router, request);
      expect(answer.status).toBe(status);
      const ours = JSON.parse(JSON.stringify(answer.body));
      if (status !== 200) {
        expect(ours).toEqual(body);
        return;
      }
      expect(comparable(shapeOf(ours))).toEqual(comparable(shapeOf(body)));
      const ratios = [...ratiosOf(body.routes, ours.routes), ...tableRatios(body, ours)];
      for (const [distance, duration] of ratios) {
        expect(Math.abs(distance - 1)).toBeLessThan(0.001);
        expect(Math.abs(duration - 1)).toBeLessThan(0.0035);
      }
    });
  }
);

interface Figures {
  distance: number;
  duration: number;
}

/** Ours beside OSRM's: distance and duration of each leg. */
function ratiosOf(theirs: { legs: Figures[] }[] = [], ours: { legs: Figures[] }[] = []): [number, number][] {
  return theirs.flatMap((route, index) =>
    route.legs.map((leg, number): [number, number] => {
      const { distance, duration } = ours[index]!.legs[number]!;
      return [distance / leg.distance, duration / leg.duration];
    })
  );
}

interface Cells {
  distances?: number[][];
  durations?: number[][];
}

function tableRatios(theirs: Cells, ours: Cells): [number, number][] {
  return (theirs.distances ?? []).flatMap((row, from) =>
    row.flatMap((distance, to): [number, number][] =>
      distance === 0
        ? []
        : [[ours.distances![from]![to]! / distance, ours.durations![from]![to]! / theirs.durations![from]![to]!]]
    )
  );
}
