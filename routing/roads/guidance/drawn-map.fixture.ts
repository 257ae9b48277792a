import { expect, test } from 'vitest';
import { graphDrawn, type DrawnNodes } from '../../region/drawn-roads.fixture.ts';
import type { RoadGraph } from '../../region/road-graph.ts';
import type { Snapped } from '../cost.ts';
import type { Position } from '../../../src/domain/geometry.ts';
import { fractionsOf, lineOf, pointAt } from '../geometry.ts';
import { createLegFinder } from '../leg-finder.ts';
import { prepareRoads } from '../roads.ts';
import type { RouteStep } from './route-step.ts';
import { createGuidance } from './steps.ts';

/** A street of a drawn map: the letters it passes, its class, and tags. Its name is its letters where no tag says otherwise. */
export type DrawnStreet = readonly [letters: string, highway: string, tags?: Readonly<Record<string, string>>];

/** What is told on the way between two letters; nothing where the list is empty. */
export type Case = readonly [fromTo: string, ...told: string[]];

/** A drawn map with questions to it. */
export interface DrawnMap {
  readonly name: string;
  /** Between two lines, 20 where it does not matter; between two characters it is half of that. */
  readonly metres?: number;
  readonly map: string;
  readonly streets: readonly DrawnStreet[];
  readonly told: readonly Case[];
}

/** A test for each drawn map: exactly what is listed is told on each of its ways. */
export const checkTold = (drawn: readonly DrawnMap[]): void =>
  test.each(drawn)('$name', async ({ map, metres = 20, streets, told: cases }) => {
    const ask = await mapDrawn(map, metres, streets);
    for (const [fromTo, ...expected] of cases) expect(told(ask(fromTo[0]!, fromTo[1]!)), fromTo).toEqual(expected);
  });

/** Asks a drawn map for the way from a letter to another. */
export type Ask = (from: string, to: string) => RouteStep[];

/**
 * A map drawn with letters, each the place of a junction or a street's end, for tests.
 * @param metres between two lines; between two neighbouring characters, which stand closer, it is half of that
 */
export async function mapDrawn(drawing: string, metres: number, streets: readonly DrawnStreet[]): Promise<Ask> {
  const nodes: DrawnNodes = {};
  const degrees = metres / 111_226;
  drawing.split('\n').forEach((line, row) =>
    [...line].forEach((letter, column) => {
      if (/[a-z]/i.test(letter))
        nodes[letter.charCodeAt(0)] = [
          24 + (column * degrees) / 2 / Math.cos((61.5 * Math.PI) / 180),
          61.5 - row * degrees
        ];
    })
  );
  const ways = streets.map(([letters, highway, tags = {}]) => ({
    refs: [...letters].map((letter) => letter.charCodeAt(0)),
    tags: { ...(highway === 'ferry' ? { route: highway } : { highway }), name: letters, ...tags }
  }));
  const graph = await graphDrawn(nodes, ways);
  const roads = prepareRoads(graph);
  const finder = createLegFinder(roads);
  const guidance = createGuidance(roads);
  return (from, to) => {
    const [start, end] = [from, to].map((letter) => placeOf(graph, nodes[letter.charCodeAt(0)]!));
    const leg = finder.leg(start!, end!)!;
    const line = lineOf(graph, start!, end!, leg.stretches);
    const costs = finder.costsOf(leg.stretches);
    expect(costs.reduce((sum, cost) => sum + cost, 0)).toBe(leg.cost);
    return guidance.stepsOf({ stretches: leg.stretches, costs, line, to: { ...end!, side: 'straight', distance: 0 } });
  };
}

/** What a driver is told, one manoeuvre each: `turn left: Koulutie`. */
export const told = (steps: readonly RouteStep[]): string[] =>
  steps.slice(1, -1).map(({ maneuver: { type, modifier, exit }, name }) => {
    const number = exit === undefined ? '' : ` ${exit}`;
    return `${type}${number} ${modifier}: ${name}`.trim();
  });

function placeOf(graph: RoadGraph, [longitude, latitude]: DrawnNodes[number]): Snapped & { location: Position } {
  for (let edge = 0; edge < graph.edgeCount; edge++)
    for (const [index, fraction] of fractionsOf(graph, edge).entries()) {
      const location = pointAt(graph, graph.edgePoint[edge]! + index);
      const isHere = Math.abs(location.longitude - longitude) < 1e-6 && Math.abs(location.latitude - latitude) < 1e-6;
      if (isHere) return { edge, fraction, location };
    }
  throw new Error('No street of the drawn map goes there.');
}
