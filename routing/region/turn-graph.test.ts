import { createReadStream, existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { metricOf } from '../roads/metric.ts';
import { judgeTurns } from '../roads/turns.judge.ts';
import { importRoads } from './import-roads.ts';
import { arcAt, turnsOf } from './turn-graph.ts';

const extracts = new URL('../../../shared/osm/', import.meta.url);

describe.skipIf(!existsSync(extracts))('the real extracts of ../shared/osm (skipped where they are absent)', () => {
  test.each([
    ['fi-tampere-roads-2021', 0, 0],
    ['fi-helsinki-centre-2019', 97, 15],
    ['fi-kotka-karhula-2019', 0, 0],
    ['li-liechtenstein-2021', 85, 5]
  ])('%s: a turn is where two arcs meet and no rule forbids it', async (name, mapped, broken) => {
    const { graph, restrictions } = await importRoads(() => createReadStream(new URL(`${name}.osm.pbf`, extracts)));
    expect(restrictions).toEqual({ mapped, broken });
    const turns = turnsOf(graph);
    const { arcCost, arcRestricted, arcWait, turnCost } = metricOf(graph, turns);
    const { turnsAfter } = judgeTurns(graph, (arc) => arcCost[arc]! < Infinity);
    const wrong: number[] = [];
    for (let arc = 0; arc < graph.arcHead.length; arc++) {
      if (arcCost[arc] === Infinity) continue;
      const found: string[] = [];
      for (let turn = turns.firstTurn[arc]!; turn < turns.firstTurn[arc + 1]!; turn++) {
        const next = arcAt(turns, turns.turnTo[turn]!);
        if (turnCost[turn] === Infinity || arcCost[next] === Infinity) continue;
        const isEntering = arcRestricted[next]! > arcRestricted[arc]!;
        const own = turnCost[turn]! - arcCost[arc]! - (isEntering ? 2 ** 47 : 0);
        found.push(`${next} in ${own / 2 ** 26 - (arcWait[arc] === 0 ? arcWait[next]! : 0)}`);
      }
      const expected = turnsAfter([arc]).map(({ next, duration }) => `${next} in ${duration}`);
      if (found.sort().join() !== expected.sort().join()) wrong.push(arc);
    }
    expect(wrong).toEqual([]);
  });
});
