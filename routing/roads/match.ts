import { distanceBetween, type Position } from '../../src/domain/geometry.ts';
import { quantitiesOf } from './cost.ts';
import type { LegFinder } from './leg-finder.ts';
import { RouterError, type MatchOptions, type Tracepoint } from './questions.ts';
import type { DrivenLeg } from './route-answer.ts';
import type { SnappedPlace } from './snapping.ts';
import { checkLists, checkPosition, type Waypoints } from './waypoints.ts';

/** Metres that a place of a trace is usually off, unless the trace says otherwise (OSRM). */
const usualDeviation = 5;
/** So many deviations away is where a place really was in 99 of 100 cases; no road beyond is looked at (OSRM). */
const deviationsAround = 3;
/** More roads around one place only cost time. */
const candidateEdges = 32;
/** Metres by which way and straight line usually differ between two places: Newson and Krumm's β, as OSRM has it. */
const usualDetour = 10;
/** Metres; nobody drives such a detour between two places of a trace (OSRM). */
const longestDetour = 2000;
/** A trace is cut where nothing was recorded for so many times the usual time, or where so many places fit nothing (OSRM). */
const longestGap = 10;
/** Metres; `tidy` leaves out what is closer to the place before. */
const tidyDistance = 15;

export interface Matched {
  readonly matchings: { readonly legs: DrivenLeg[]; readonly confidence: number }[];
  readonly tracepoints: (MatchedPoint | null)[];
}

type MatchedPoint = Omit<Tracepoint, 'name' | 'location' | 'distance' | 'hint'> & { readonly place: SnappedPlace };

interface Tools {
  readonly waypoints: Waypoints;
  readonly finder: LegFinder;
  readonly isOpen: (place: SnappedPlace, direction: 0 | 1) => boolean;
}

/** What a moment of the trace may have been: places on roads, each driven in one direction. */
interface Moment {
  readonly index: number;
  readonly position: Position;
  readonly deviation: number;
  readonly places: readonly SnappedPlace[];
  /** How likely each is by itself and all that came before; a logarithm. */
  readonly likelihood: number[];
  /** Which place of the moment before it was most likely reached from; -1 at a beginning. */
  readonly reachedFrom: number[];
}

/** What was driven in one go. */
interface Drive {
  readonly moments: Moment[];
  /** One for each moment. */
  readonly places: SnappedPlace[];
  /** From each place to the next. */
  readonly legs: DrivenLeg[];
}

/**
 * Finds what a noisy trace drove, by a hidden Markov model: a place on a road is likely when it is near what was
 * measured (a normal distribution), and two of them after one another when the way between is about as long as the
 * straight line (an exponential one). The likeliest chain is Viterbi's.
 * P. Newson and J. Krumm: Hidden Markov map matching through noise and sparseness (2009), with OSRM's figures.
 */
export function createMatcher({ waypoints, finder, isOpen }: Tools) {
  return function match(trace: readonly Position[], options: MatchOptions): Matched {
    check(trace, options);
    const moments = kept(trace, options.tidy ?? false).map((index) => momentOf(trace, index, options));
    if (moments.every(({ places }) => places.length === 0))
      throw new RouterError('NoSegment', 'No place of the trace has a road near it.');
    const tracepoints: Matched['tracepoints'] = trace.map(() => null);
    const drives = chainsOf(moments, options).flatMap(drivesOf);
    const matchings = drives.map(({ moments, places, legs }, matchings_index) => {
      moments.forEach(({ index, likelihood }, waypoint_index) => {
        const alternatives_count = likelihood.filter((value) => value > -Infinity).length - 1;
        tracepoints[index] = { place: places[waypoint_index]!, matchings_index, waypoint_index, alternatives_count };
      });
      return { legs, confidence: confidenceOf(moments, legs) };
    });
    if (matchings.length === 0) throw new RouterError('NoMatch', 'The trace fits no way on the roads of this region.');
    return { matchings, tracepoints };
  };

  function momentOf(trace: readonly Position[], index: number, options: MatchOptions): Moment {
    const position = trace[index]!;
    const asked = options.radiuses?.[index];
    const deviation = typeof asked === 'number' && asked > 0 ? asked : usualDeviation;
    const found = waypoints.around(trace, index, deviationsAround * deviation, candidateEdges, options);
    const mayTurn = isSharp(trace[index - 1], position, trace[index + 1], deviation);
    const places = found.flatMap((place): SnappedPlace[] => {
      if (place.direction !== undefined) return [place];
      const open = ([0, 1] as const).filter((direction) => isOpen(place, direction));
      return mayTurn && open.length > 1 ? [place] : open.map((direction) => ({ ...place, direction }));
    });
    const likelihood = places.map(({ distance }) => -((distance / deviation) ** 2) / 2);
    return { index, position, deviation, places, likelihood, reachedFrom: places.map(() => -1) };
  }

  /** Parts of the trace without a gap, of two moments or more, with likelihoods; moments that fit nothing are left out. */
  function chainsOf(moments: readonly Moment[], { timestamps, gaps }: MatchOptions): Moment[][] {
    const chains: Moment[][] = [[]];
    const longest = timestamps && gaps !== 'ignore' ? longestGap * medianStep(timestamps) : Infinity;
    let unfit = 0;
    for (const moment of moments) {
      if (moment.places.length === 0) {
        unfit++;
        continue;
      }
      const before = chains.at(-1)!.at(-1);
      if (!before) {
        chains.at(-1)!.push(moment);
        continue;
      }
      const isGap =
        unfit > longestGap || (timestamps?.[moment.index] ?? 0) - (timestamps?.[before.index] ?? 0) > longest;
      if (isGap || !reach(before, moment)) chains.push([]);
      chains.at(-1)!.push(moment);
      unfit = 0;
    }
    return chains.filter((chain) => chain.length > 1);
  }

  /** Carries likelihoods from one moment to the next; changes nothing and says so where no way leads. */
  function reach(before: Moment, now: Moment): boolean {
    const straight = distanceBetween(before.position, now.position);
    const costs = finder.costs(before.places, now.places);
    const best = now.places.map(() => ({ likelihood: -Infinity, from: -1 }));
    before.places.forEach((from, row) =>
      now.places.forEach((to, column) => {
        const cost = costs[row * now.places.length + column]!;
        const length = isStepBack(from, to, before.deviation + now.deviation)
          ? 0
          : cost === Infinity
            ? Infinity
            : quantitiesOf(cost).distance;
        const detour = Math.abs(length - straight);
        if (detour > longestDetour) return;
        const likelihood = before.likelihood[row]! - detour / usualDetour;
        if (likelihood > best[column]!.likelihood) best[column] = { likelihood, from: row };
      })
    );
    if (best.every(({ from }) => from === -1)) return false;
    best.forEach(({ likelihood, from }, column) => {
      now.likelihood[column]! += likelihood;
      now.reachedFrom[column] = from;
    });
    return true;
  }

  /** The likeliest way through a chain; in two where no road leads on from where the van stood while the trace stepped back. */
  function drivesOf(chain: readonly Moment[]): Drive[] {
    const chosen = likeliest(chain);
    const drives: Drive[] = [{ moments: [chain[0]!], places: [chosen[0]!], legs: [] }];
    // How far the van has come: where the trace stepped back, it stood.
    let from = chosen[0]!;
    for (const [index, place] of chosen.entries()) {
      if (index === 0) continue;
      const [before, moment] = [chosen[index - 1]!, chain[index]!];
      const slack = chain[index - 1]!.deviation + moment.deviation;
      const stands = isBehind(from, place) && (!isBehind(before, place) || isStepBack(before, place, slack));
      const to = stands ? from : place;
      const leg = finder.leg(from, to);
      if (!leg) drives.push({ moments: [], places: [], legs: [] });
      const { moments, places, legs } = drives.at(-1)!;
      moments.push(moment);
      places.push(place);
      if (leg) legs.push({ ...leg, from, to });
      from = to;
    }
    return drives.filter(({ legs }) => legs.length > 0);
  }
}

/** What is measured of a slow van jumps back and forth along its road; that is no drive around the block. */
const isStepBack = (from: SnappedPlace, to: SnappedPlace, slack: number): boolean =>
  isBehind(from, to) && distanceBetween(from.location, to.location) <= slack;

/** Whether a place lies on the same road in the same direction as one before, but not ahead of it. */
const isBehind = (from: SnappedPlace, to: SnappedPlace): boolean =>
  from.edge === to.edge &&
  from.direction !== undefined &&
  from.direction === to.direction &&
  (to.fraction - from.fraction) * (from.direction === 0 ? 1 : -1) < 0;

/** Viterbi's way back from the likeliest end. */
function likeliest(chain: readonly Moment[]): SnappedPlace[] {
  const { likelihood } = chain.at(-1)!;
  let at = likelihood.indexOf(likelihood.reduce((a, b) => Math.max(a, b)));
  return chain
    .toReversed()
    .map(({ places, reachedFrom }) => {
      const place = places[at]!;
      at = reachedFrom[at]!;
      return place;
    })
    .reverse();
}

/**
 * How likely a matching is right, by how much longer it is than its trace. Two Laplace distributions of the logarithm,
 * for right matchings and for wrong ones, weighed by Bayes; the figures are OSRM's, from traces that people judged
 * (engine/map_matching/matching_confidence.hpp).
 */
function confidenceOf(chain: readonly Moment[], legs: readonly DrivenLeg[]): number {
  const matched = legs.reduce((sum, { cost }) => sum + quantitiesOf(cost).distance, 0);
  const measured = chain
    .slice(1)
    .reduce((sum, { position }, index) => sum + distanceBetween(chain[index]!.position, position), 0);
  if (matched === 0 || measured === 0) return 0;
  const longer = Math.log(matched / measured);
  const laplace = (place: number, scale: number) => Math.exp(-Math.abs(longer - place) / scale) / (2 * scale);
  const right = 0.696774 * laplace(0.005986, 0.016646);
  const wrong = (1 - 0.696774) * laplace(0.054385, 0.458432);
  return right / (right + wrong);
}

/**
 * Whether a van that came by these three places turned by more than a right angle: it may have turned round. Between
 * places as close as their errors are large an angle says nothing.
 */
function isSharp(before: Position | undefined, at: Position, after: Position | undefined, deviation: number): boolean {
  if (!before || !after) return false;
  if (Math.min(distanceBetween(before, at), distanceBetween(at, after)) < 4 * deviation) return false;
  const shrink = Math.cos((at.latitude * Math.PI) / 180) ** 2;
  const along =
    (at.longitude - before.longitude) * (after.longitude - at.longitude) * shrink +
    (at.latitude - before.latitude) * (after.latitude - at.latitude);
  return along < 0;
}

/** The places of a trace that are looked at. */
function kept(trace: readonly Position[], tidy: boolean): number[] {
  const indices: number[] = [];
  trace.forEach((position, index) => {
    const before = indices.at(-1);
    if (!tidy || before === undefined || distanceBetween(trace[before]!, position) >= tidyDistance) indices.push(index);
  });
  return indices;
}

function medianStep(timestamps: readonly number[]): number {
  const steps = timestamps.slice(1).map((time, index) => time - timestamps[index]!);
  return Math.max(1, steps.sort((a, b) => a - b)[Math.floor(steps.length / 2)]!);
}

function check(trace: readonly Position[], options: MatchOptions): void {
  if (trace.length < 2) throw new RouterError('InvalidOptions', 'A trace has two places or more.');
  trace.forEach(checkPosition);
  checkLists(options, trace.length);
  const { timestamps } = options;
  if (timestamps && timestamps.length !== trace.length)
    throw new RouterError('InvalidOptions', 'Give one timestamp for each place of the trace.');
  if (timestamps?.some((time, index) => time < (timestamps[index - 1] ?? -Infinity)))
    throw new RouterError('InvalidValue', 'Timestamps need to be monotonically increasing.');
}
