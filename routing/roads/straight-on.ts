import { cheapest } from './cost.ts';
import { RouterError } from './questions.ts';
import type { DrivenLeg } from './route-answer.ts';
import type { SnappedPlace } from './snapping.ts';

/**
 * The legs through the places where the van drives on in the direction in which it came to each place in between. What
 * is cheapest up to a place depends on that direction, so both are carried along and the better end is traced back.
 * A place where roads meet, which is on no road alone, lets the van go on in any direction.
 * @param isJunction whether a place is where roads meet
 * @param isOpen whether the van may drive past a place along its edge (0) or against it (1)
 * @throws RouterError `NoRoute`
 */
export function straightOn(
  places: readonly SnappedPlace[],
  legBetween: (from: SnappedPlace, to: SnappedPlace) => DrivenLeg | undefined,
  isJunction: (place: SnappedPlace) => boolean,
  isOpen: (place: SnappedPlace, direction: 0 | 1) => boolean
): DrivenLeg[] {
  interface Way {
    readonly at: SnappedPlace;
    readonly cost: number;
    readonly leg?: DrivenLeg;
    readonly before?: Way;
  }
  let ways: Way[] = [{ at: places[0]!, cost: 0 }];
  places.slice(1).forEach((place, index) => {
    const isLast = index === places.length - 2;
    const isOneRoad = !isJunction(place) && place.direction === undefined;
    const directions = isOneRoad && !isLast ? ([0, 1] as const) : [];
    const open = directions.filter((direction) => isOpen(place, direction));
    const ends = open.length > 0 ? open.map((direction): SnappedPlace => ({ ...place, direction })) : [place];
    ways = ends.flatMap((at) => {
      const arriving = ways.flatMap((before): Way[] => {
        const leg = legBetween(before.at, at);
        return leg ? [{ at, cost: before.cost + leg.cost, leg, before }] : [];
      });
      return cheapest(arriving) ?? [];
    });
    if (ways.length === 0) noRoute(index);
  });
  const legs: DrivenLeg[] = [];
  for (let way: Way | undefined = cheapest(ways); way?.leg; way = way.before) legs.unshift(way.leg);
  return legs;
}

/** @param leg counted from 0 */
export function noRoute(leg: number): never {
  throw new RouterError('NoRoute', `No road leads from position ${leg} to position ${leg + 1}.`, leg + 1);
}
