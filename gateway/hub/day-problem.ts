import type { ConsignmentId } from '#domain/fact.ts';
import type { Position } from '#domain/geometry.ts';
import type { Instant } from '#domain/units.ts';
import type { ServiceStop } from '#domain/vocabulary.ts';
import type { ProblemInput } from '#routing/planner/problem.ts';
import type { Kind } from './services.ts';
import type { Van } from './settings.ts';
import { plannedWorkingTime, type WorkingTime } from './working-time.ts';

/** What a day's plan is made from. Names are for the sealed route alone. */
export interface DayProblem {
  /** The earliest moment at which a van can leave: the shift's beginning, or now when that has passed. */
  start: Instant;
  end: Instant;
  depot: { name: string; position: Position };
  /** One courier drives each. */
  vans: DayVan[];
  loads: DayLoad[];
  stops: ServiceStop[];
}

export type DayVan = Pick<Van, 'id' | 'pieces' | 'compartments'> & { workingTime: WorkingTime | null };

export interface DayLoad {
  consignment: ConsignmentId;
  /** At whose door the courier stands: the recipient, or for a return the person who gives. */
  home: Place;
  sender: Place;
  direction: 'delivery' | 'return';
  pieces: number;
  temperatureClass: string;
  window: { from: Instant; to: Instant } | null;
  kind: Pick<Kind, 'transitLimit' | 'wantedTransit' | 'lockedUp'>;
  /** When its kind is needed at the latest, and how many hours of driving that is worth. */
  neededBy: { at: Instant; price: number } | null;
  /** The van whose courier knows of it already, and may have it aboard; null while any may take it. */
  van: string | null;
}

export interface Place {
  title: string;
  position: Position;
}

/** A promised stop, and what of its promise a van can still be there for. */
export type StopInTime = ServiceStop & { presence: { from: Instant; to: Instant } };

/** Parking, finding the door, coming back: once for each arrival. */
const setup = 120;
/** Taking one consignment aboard, and handing one over with its proof. */
const loading = 30;
const handingOver = 150;

const locationOf = ({ longitude, latitude }: Position): [number, number] => [longitude, latitude];
const inSeconds = (at: Instant) => at / 1000;
/** A second of driving costs one. */
const hourOfDriving = 3600;

/** The day in the planner's words: vehicles, jobs and shipments are numbered by their places in the lists. */
export function dayProblem(
  { start, end, depot, vans }: Pick<DayProblem, 'start' | 'end' | 'depot' | 'vans'>,
  stops: StopInTime[],
  loads: DayLoad[]
): ProblemInput {
  const home = locationOf(depot.position);
  const isDivided = vans.some(({ compartments }) => compartments !== null);
  const everything = [...new Set(loads.map(roomFor))];
  return {
    vehicles: vans.map((van, id) => ({
      id,
      start: home,
      end: home,
      time_window: [inSeconds(start), inSeconds(end)],
      skills: [id],
      ...(isDivided ? { compartments: compartmentsOf(van, everything) } : { capacity: [van.pieces] }),
      ...(van.workingTime && { working_time: plannedWorkingTime(van.workingTime) })
    })),
    // The van stands there from the promise's beginning to its end, whatever else would be nearer.
    jobs: stops.map(({ position, presence }, id) => ({
      id,
      location: locationOf(position),
      presence: [inSeconds(presence.from), inSeconds(presence.to)],
      priority: 100
    })),
    shipments: loads.map((load, id) => {
      const { window, kind, neededBy, van } = load;
      const atHome = {
        id,
        location: locationOf(load.home.position),
        setup,
        ...(window && { time_windows: [[inSeconds(window.from), inSeconds(window.to)] as [number, number]] }),
        ...(neededBy && { needed_by: inSeconds(neededBy.at), missed_cost: neededBy.price * hourOfDriving })
      };
      const atSender = { id, location: locationOf(load.sender.position), setup };
      return {
        amount: [load.pieces],
        ...(load.direction === 'return'
          ? { pickup: { ...atHome, service: handingOver }, delivery: { ...atSender, service: loading } }
          : { pickup: { ...atSender, service: loading }, delivery: { ...atHome, service: handingOver } }),
        ...(isDivided && { needs: [roomFor(load)] }),
        ...(van !== null && { skills: [vans.findIndex(({ id }) => id === van)] }),
        ...(kind.transitLimit !== null && { max_transit_time: kind.transitLimit }),
        ...(kind.wantedTransit && {
          wanted_transit_time: kind.wantedTransit.time,
          over_transit_per_hour: kind.wantedTransit.price * hourOfDriving
        })
      };
    })
  };
}

/** What a compartment has to be for a load: of its temperature class, and with a lock where its kind is locked up. */
const roomFor = ({ temperatureClass, kind }: Pick<DayLoad, 'temperatureClass' | 'kind'>) =>
  kind.lockedUp ? `${temperatureClass}, locked` : temperatureClass;

/** A van without compartments of its own is one in which anything rides. */
const compartmentsOf = ({ compartments, pieces }: DayVan, everything: string[]) =>
  compartments?.map(({ classes, locked, pieces }, id) => ({
    id,
    offers: classes.map((temperatureClass) =>
      roomFor({ temperatureClass, kind: { transitLimit: null, lockedUp: locked } })
    ),
    capacity: [pieces]
  })) ?? [{ id: 0, offers: everything, capacity: [pieces] }];
