import { expect, test } from 'vitest';
import { positionsOf, roadsOfMap, type DrawnMap } from '../../region/drawn-map.fixture.ts';
import type { RoadGraph } from '../../region/road-graph.ts';
import type { Position } from '../../../src/domain/geometry.ts';
import type { Snapped } from '../cost.ts';
import { fractionsOf, lineOf, pointAt } from '../geometry.ts';
import { createLegFinder } from '../leg-finder.ts';
import { prepareRoads } from '../roads.ts';
import type { RouteStep } from './route-step.ts';
import { createGuidance } from './steps.ts';

/** What is told on the way between two letters; nothing where the list is empty. */
export type Case = readonly [fromTo: string, ...told: string[]];

/** A drawn map with questions to it. */
export interface ToldMap extends DrawnMap {
  readonly name: string;
  readonly told: readonly Case[];
}

/** Metres between two lines of a map on which it does not matter. */
const usual = 20;

/** A test for each drawn map: exactly what is listed is told on each of its ways. */
export const checkTold = (drawn: readonly ToldMap[]): void =>
  test.each(drawn)('$name', async ({ told: cases, ...map }) => {
    const ask = await mapDrawn({ metres: usual, ...map });
    for (const [fromTo, ...expected] of cases) expect(told(ask(fromTo[0]!, fromTo[1]!)), fromTo).toEqual(expected);
  });

/** Asks a drawn map for the way from a letter to another. */
export type Ask = (from: string, to: string) => RouteStep[];

export async function mapDrawn(drawn: DrawnMap): Promise<Ask> {
  const { graph } = await roadsOfMap(drawn);
  const positions = positionsOf(drawn.map, drawn.metres);
  const roads = prepareRoads(graph);
  const finder = createLegFinder(roads);
  const guidance = createGuidance(roads, finder.isTurnOpen);
  return (from, to) => {
    const [start, end] = [from, to].map((letter) => placeOf(graph, positions.get(letter)!));
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

function placeOf(graph: RoadGraph, { longitude, latitude }: Position): Snapped & { location: Position } {
  for (let edge = 0; edge < graph.edgeCount; edge++)
    for (const [index, fraction] of fractionsOf(graph, edge).entries()) {
      const location = pointAt(graph, graph.edgePoint[edge]! + index);
      const isHere = Math.abs(location.longitude - longitude) < 1e-6 && Math.abs(location.latitude - latitude) < 1e-6;
      if (isHere) return { edge, fraction, location };
    }
  throw new Error('No street of the drawn map goes there.');
}
