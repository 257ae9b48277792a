import type { RoadClass } from '../region/road-classes.ts';
import { quantitiesOf } from './cost.ts';
import type { Stretch } from './leg-finder.ts';
import type { Matched } from './match.ts';

/** A part of a trace on roads of one class, driven without standing still. */
export interface DrivenPart {
  readonly roadClass: RoadClass;
  /** Seconds that the profile says it takes, whatever factors are in use. */
  readonly usual: number;
  /** Seconds that it took. */
  readonly driven: number;
}

interface Tools {
  readonly secondsOf: (stretch: Stretch) => number;
  readonly classOf: (arc: number) => RoadClass | undefined;
  /** As how many times as fast as the profile says a class is driven now. */
  readonly factorOf: (roadClass: RoadClass) => number;
}

/** Who is not moved as fast as a walker stands: at a door or at a light, which says nothing of the road. Metres a second. */
const walking = 1.5;
/** Seconds; a shorter part is mostly a receiver's error, a longer one would hide how speeds differ. */
const shortestPart = 10;
const longestPart = 30;
/** OSRM's confidence in a matching below which it may have been another road. */
const leastConfidence = 0.5;
/** What sails and what is loaded on a train keeps a timetable. */
const timed: readonly RoadClass[] = ['ferry', 'shuttle_train'];

/**
 * Reads from a matched trace how long roads of each class took, beside how long the profile says they take.
 * A leg on roads of several classes says nothing of any, nor does one that stands.
 *
 * @param timestamps seconds, one for each place of the trace; places some 5 s apart say most
 */
export function drivenParts({ matchings, tracepoints }: Matched, timestamps: readonly number[], tools: Tools) {
  const times: number[][] = matchings.map(() => []);
  tracepoints.forEach((point, index) => {
    if (point) times[point.matchings_index]![point.waypoint_index] = timestamps[index]!;
  });
  return matchings.flatMap(({ legs, confidence }, matching): DrivenPart[] => {
    if (confidence < leastConfidence) return [];
    const parts: DrivenPart[] = [];
    let part: DrivenPart | null = null;
    const end = () => {
      if (part && part.usual >= shortestPart) parts.push(part);
      part = null;
    };
    legs.forEach((leg, index) => {
      const driven = times[matching]![index + 1]! - times[matching]![index]!;
      const roadClass = onlyClass(leg.stretches, tools);
      const { distance, duration } = quantitiesOf(leg.cost);
      if (!roadClass || distance < walking * driven) return end();
      if (part?.roadClass !== roadClass) end();
      const onRoads = leg.stretches.reduce((sum, stretch) => sum + tools.secondsOf(stretch), 0);
      // Turns take as long as ever, whatever the factors.
      const usual = duration - onRoads + onRoads * tools.factorOf(roadClass);
      part = { roadClass, usual: (part?.usual ?? 0) + usual, driven: (part?.driven ?? 0) + driven };
      if (part.usual >= longestPart) end();
    });
    end();
    return parts;
  });
}

function onlyClass(stretches: readonly Stretch[], { classOf }: Tools): RoadClass | undefined {
  const classes = new Set(stretches.filter(({ from, to }) => from !== to).map(({ arc }) => classOf(arc)));
  const [only] = classes;
  return classes.size === 1 && only && !timed.includes(only) ? only : undefined;
}
