import { accessOf, restrictedAccess } from '../../region/car-profile.ts';
import type { Tags } from '../../region/pbf/read.ts';
import { classOf as roadClassOf, type RoadClass } from '../../region/road-classes.ts';
import type { RoadGraph } from '../../region/road-graph.ts';

/** What a driver sees of a road: its signs, and how great it is. */
export interface Road {
  readonly name: string;
  readonly ref: string;
  /** Where it leads, as its signs say it. */
  readonly destinations: string;
  readonly mode: 'driving' | 'ferry' | 'train';
  /** Which of two roads is greater: the smaller number. */
  readonly priority: number;
  /** Roads of one group look alike to a driver, whatever their numbers. */
  readonly group: number;
  /** A motorway or another road without crossings, which is entered and left by ramps. */
  readonly isMotorway: boolean;
  readonly isLink: boolean;
  /** A link of a motorway. */
  readonly isRamp: boolean;
  /** A yard, a track: nobody takes it for the road that goes on. */
  readonly isMinor: boolean;
  readonly isRestricted: boolean;
  /** How many lanes it has, in both directions together; 0 where nobody counted them. */
  readonly lanes: number;
  /** A ring with the priority of a roundabout, or one without. */
  readonly ring: 'roundabout' | 'circular' | undefined;
  /** What it is beside a road, in OSRM's words. */
  readonly classes: readonly ('motorway' | 'ferry' | 'tunnel' | 'toll' | 'restricted')[];
}

/** Priority and group by road class, as OSRM's guidance ranks them (profiles/lib/guidance.lua, road_classification.hpp, v26.9). */
const ranks: Readonly<Record<RoadClass, readonly [priority: number, group: number]>> = {
  motorway: [0, 0],
  motorway_link: [1, 0],
  trunk: [2, 1],
  trunk_link: [3, 1],
  primary: [4, 2],
  primary_link: [5, 2],
  secondary: [6, 2],
  secondary_link: [7, 2],
  tertiary: [8, 2],
  tertiary_link: [9, 2],
  residential: [10, 3],
  living_street: [11, 3],
  service: [12, 3],
  unclassified: [15, 4],
  track: [16, 5],
  road: [31, 7],
  ferry: [31, 7],
  shuttle_train: [31, 7],
  winter_road: [31, 7],
  ice_road: [31, 7],
  other: [31, 7]
};
const motorways = new Set(['motorway', 'motorway_link', 'trunk', 'trunk_link']);
/** Whoever drives along a road does not look at these. */
const minor: ReadonlySet<RoadClass> = new Set([
  ...(['service', 'track', 'road', 'winter_road', 'ice_road', 'ferry', 'shuttle_train', 'other'] as const)
]);

/** Gives the road that an edge is a part of. */
export function roadsOf(graph: RoadGraph): (edge: number) => Road {
  const classes = new Map<number, Omit<Road, 'name'>>();
  const roads = new Map<number, Road>();
  return (edge) => {
    let road = roads.get(edge);
    if (road) return road;
    const trait = graph.edgeTrait[edge]!;
    const classed = classes.get(trait) ?? classOf(graph.traits[trait]!);
    classes.set(trait, classed);
    road = { ...classed, name: graph.names[graph.edgeName[edge]!]! };
    roads.set(edge, road);
    return road;
  };
}

function classOf(tags: Tags): Omit<Road, 'name'> {
  const roadClass = roadClassOf(tags) ?? 'other';
  const [priority, group] = ranks[roadClass];
  const isLink = roadClass.endsWith('_link');
  const isRestricted = restrictedAccess.has(accessOf(tags));
  const junction = tags.get('junction');
  const classes: [Road['classes'][number], boolean][] = [
    ['motorway', roadClass === 'motorway' || roadClass === 'motorway_link'],
    ['ferry', roadClass === 'ferry'],
    ['tunnel', !['', 'no'].includes(tags.get('tunnel') ?? '')],
    ['toll', tags.get('toll') === 'yes'],
    ['restricted', isRestricted]
  ];
  return {
    ref: tags.get('ref') ?? '',
    destinations: destinationsOf(tags),
    mode: roadClass === 'ferry' ? 'ferry' : roadClass === 'shuttle_train' ? 'train' : 'driving',
    priority,
    group,
    isMotorway: motorways.has(roadClass) && !isLink,
    isLink,
    isRamp: motorways.has(roadClass) && isLink,
    isMinor: minor.has(roadClass),
    isRestricted,
    lanes: lanesOf(tags),
    ring: junction === 'roundabout' || junction === 'circular' ? junction : undefined,
    classes: classes.flatMap(([name, holds]) => (holds ? [name] : []))
  };
}

function lanesOf(tags: Tags): number {
  const lanes = Number(tags.get('lanes') ?? 0);
  return lanes > 0 && lanes < 256 ? Math.floor(lanes) : 0;
}

/** `E 12: Tampere, Helsinki`, as OSRM writes what signs say. */
function destinationsOf(tags: Tags): string {
  const [refs, places] = ['destination:ref', 'destination'].map((key) =>
    (tags.get(key) ?? '')
      .split(';')
      .map((part) => part.trim())
      .filter(Boolean)
      .join(', ')
  );
  return refs && places ? `${refs}: ${places}` : refs || places || '';
}

/** Whether a road is plainly lesser than another: of a lesser group, or a yard beside a road. */
export const isLesser = (road: Road, than: Road): boolean =>
  road.isMinor === than.isMinor ? road.group > than.group : road.isMinor;

/** Whether a road is a link to a road of its class, such as from a primary road. */
export const isLinkTo = (link: Road, road: Road): boolean =>
  link.isLink && !road.isLink && link.priority === road.priority + 1;

/**
 * Whether somebody who comes by `from` takes `road` rather than `other` for the road that goes on, by their classes alone.
 * A road is much greater where its priority is 1.75 times the other's (OSRM, `obviousByRoadClass`).
 */
export function isObviousByClass(from: Road, road: Road, other: Road): boolean {
  const isSameClass = from.priority === road.priority;
  return (isSameClass && 1.75 * road.priority < other.priority) || (!road.isMinor && !from.isMinor && other.isMinor);
}
