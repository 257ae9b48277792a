import { distanceBetween, type Position } from '#domain/geometry.ts';
import { metres, type Metres } from '#domain/units.ts';
import { begunAt, farFromRoad, follow, type Following } from './following.ts';
import {
  aheadOn,
  lineAhead,
  progressOn,
  roadLine,
  type RoadAhead,
  type RoadLine,
  type RoadProgress
} from './road-line.ts';
import { RoadsError, type Conditions, type Destination, type RoadsProblem, type Start } from './road-messages.ts';
import type { Roads } from './roads.ts';

/** Where one drives to. */
export interface Target extends Destination {
  readonly id: string;
}

/** What the screen shows of the road that is driven. */
export interface RoadView {
  readonly pack: 'opening' | 'open' | RoadsProblem;
  /** How much of the pack is open, 0 to 1. */
  readonly opened: number;
  /** Why there is no road from here. */
  readonly problem: RoadsProblem | null;
  /** How many roads were found so far: another number for another one. */
  readonly found: number;
  /** The next thing to do and what is left; null while no road is known. */
  readonly ahead: RoadAhead | null;
  /** What is drawn: from the van to the road's end. */
  readonly line: readonly [longitude: number, latitude: number][] | null;
  /** As the crow flies from the van to the road, and from the road's end to the place; null where that is not far. */
  readonly beginsAfter: Metres | null;
  readonly endsBefore: Metres | null;
}

export const noRoadYet: RoadView = {
  pack: 'opening',
  opened: 0,
  problem: null,
  found: 0,
  ahead: null,
  line: null,
  beginsAfter: null,
  endsBefore: null
};

export interface RoadGuide {
  /** Opens the pack that is on the tablet now; again after it has failed, for a newer one, and for another day. */
  open(conditions: Conditions): Promise<void>;
  /** Takes where the van is and where it drives to: at every fix, and when that place is another one. */
  follow(fix: Start | null, target: Target | null): void;
}

/** Metres that a van has to come before a road is asked for again where none was found. */
const tryAgainAfter = 200;

/**
 * Leads a van to where it drives by the tablet's own roads, and finds another road when it has left this one.
 * @param tell takes what is to be shown, whenever that is something else
 */
export function createRoadGuide(roads: Roads, tell: (view: RoadView) => void): RoadGuide {
  let view = noRoadYet;
  let fix: Start | null = null;
  let target: Target | null = null;
  let driven: { line: RoadLine; progress: RoadProgress; following: Following } | null = null;
  /** For where a road is being looked for. */
  let askedFor: Target | null = null;
  let refusedAt: Position | null = null;

  function show(change: Partial<RoadView> = {}) {
    view = {
      ...view,
      ahead: driven && aheadOn(driven.line, driven.progress.along),
      line: driven && lineAhead(driven.line, driven.progress),
      beginsAfter: driven && gap(driven.progress.offset),
      ...change
    };
    tell(view);
  }

  async function open(conditions: Conditions) {
    if (view.pack !== 'open') show({ pack: 'opening', opened: 0 });
    try {
      await roads.open(conditions, (opened) => show({ opened }));
      // Another day has other roads, and another pack has other ones again.
      forget();
      show({ pack: 'open' });
      goOn();
    } catch (error) {
      if (problemOf(error) === 'superseded') return;
      forget();
      show({ pack: problemOf(error) });
    }
  }

  function goOn() {
    if (view.pack !== 'open' || !fix || !target) return;
    if (driven) {
      const progress = progressOn(driven.line, fix, driven.progress.along) ?? driven.progress;
      const { following, hasLeft } = follow(driven.following, fix, progress);
      driven = { line: driven.line, progress, following };
      show();
      if (hasLeft) void ask(fix, target);
    } else if (!refusedAt || distanceBetween(refusedAt, fix.position) > tryAgainAfter) void ask(fix, target);
  }

  async function ask(from: Start, to: Target) {
    if (askedFor === to) return;
    askedFor = to;
    try {
      const found = await roads.route(from, { position: to.position, approach: to.approach });
      if (askedFor !== to) return;
      const line = roadLine(found.route);
      // The van has driven on meanwhile.
      const progress = progressOn(line, fix ?? from);
      driven = progress && { line, progress, following: begunAt(from.position) };
      show({ problem: null, found: view.found + 1, endsBefore: gap(found.to.distance) });
    } catch (error) {
      if (askedFor !== to) return;
      const problem = problemOf(error);
      driven = null;
      refusedAt = from.position;
      show(problem === 'worker-failed' ? { pack: problem } : { problem });
    } finally {
      if (askedFor === to) askedFor = null;
    }
  }

  function forget() {
    driven = null;
    askedFor = null;
    refusedAt = null;
    view = { ...view, problem: null };
  }

  return {
    open,
    follow(nowAt, wanted) {
      const isLost = fix !== null && nowAt === null;
      fix = nowAt;
      // Without a place of its own nothing is known of what lies ahead of the van.
      if (isLost || !isSame(target, wanted)) {
        target = wanted;
        forget();
        show();
      }
      goOn();
    }
  };
}

/** What is worth saying of the way between a road and a place beside it. */
const gap = (distance: number): Metres | null => (distance > farFromRoad ? metres(distance) : null);

const isSame = (a: Target | null, b: Target | null) =>
  a?.id === b?.id &&
  a?.position.longitude === b?.position.longitude &&
  a?.position.latitude === b?.position.latitude &&
  a?.approach === b?.approach;

const problemOf = (error: unknown): RoadsProblem => (error instanceof RoadsError ? error.problem : 'worker-failed');
