import type { Modifier } from './bearings.ts';
import type { PieceType } from './piece.ts';

type Location = [longitude: number, latitude: number];

/** A part of a leg that begins with a manoeuvre, as OSRM has it: https://project-osrm.org/docs/v26.4.1/api/#routestep-object */
export interface RouteStep {
  /** Metres from this manoeuvre to the next. */
  distance: number;
  /** Seconds. */
  duration: number;
  geometry: { type: 'LineString'; coordinates: Location[] };
  /** The name of the road that is driven; empty where it has none. */
  name: string;
  /** Its number, where it has one. */
  ref?: string;
  /** Where the road leads, as its signs say it. */
  destinations?: string;
  mode: 'driving' | 'ferry' | 'train';
  driving_side: 'right';
  /** The name of the ring that is entered. */
  rotary_name?: string;
  maneuver: Maneuver;
  /** The intersections that the step passes, beginning with that of its manoeuvre. */
  intersections: StepIntersection[];
}

export interface Maneuver {
  location: Location;
  /** Degrees clockwise from north, before and after the manoeuvre; 0 where there is no road before or after it. */
  bearing_before: number;
  bearing_after: number;
  type: 'depart' | 'arrive' | Exclude<PieceType, 'silent' | 'unseen' | 'slip road'>;
  modifier?: Modifier;
  /** Which exit leaves a ring, counted from 1; absent where the leg ends on it. */
  exit?: number;
}

export interface StepIntersection {
  location: Location;
  /** Degrees of all roads, ascending. */
  bearings: number[];
  /** For each of them whether it may be taken. */
  entry: boolean[];
  /** The places in `bearings` of the road one comes by and of the one that is taken. */
  in?: number;
  out?: number;
  /** What the road that is taken is beside a road. */
  classes?: ('motorway' | 'ferry' | 'tunnel' | 'toll' | 'restricted')[];
}
