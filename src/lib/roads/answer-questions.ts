import * as v from 'valibot';
import type { Position } from '#domain/geometry.ts';
import { openPlaces, openRoads, type PackFiles } from '#routing/region/open-pack.ts';
import { placeIndex, type PlaceIndex } from '#routing/region/places-search.ts';
import { findPlacesOrStreets } from '#routing/region/places-unmapped-number.ts';
import { RegionError } from '#routing/region/region-error.ts';
import { RouterError, type RouteOptions } from '#routing/roads/questions.ts';
import type { RegionRouter } from '#routing/roads/router.ts';
import {
  askedSchema,
  RoadsError,
  type Answered,
  type Conditions,
  type Destination,
  type OpenedPack,
  type Road,
  type RoadAnswers,
  type RoadQuestion,
  type RoadsProblem,
  type Start,
  type Trace
} from './road-messages.ts';

interface OpenPack extends OpenedPack {
  readonly router: RegionRouter;
  readonly places: PlaceIndex;
  readonly someRoad: Position;
  /** As text, to see whether others are asked for. */
  conditions: string;
}

/**
 * Answers the questions of the tablet's screens from its region pack, one after another: what the roads' worker does.
 *
 * @param keptPack the pack that is on this tablet now; see `kept-pack.ts`
 * @param tell takes the answers
 * @returns takes the messages that come in, whatever they are
 */
export function answerQuestions(keptPack: () => Promise<PackFiles>, tell: (answer: Answered) => void) {
  let pack: OpenPack | undefined;

  async function open(conditions: Conditions, onProgress: (share: number) => void): Promise<OpenedPack> {
    const files = await keptPack();
    const { name, version } = files.manifest;
    const wanted = JSON.stringify(conditions);
    if (pack?.version !== version) {
      // Two packs at once may be more than the tablet has room for.
      pack = undefined;
      onProgress(0);
      const { graph, router } = await openRoads(files, conditions);
      const [east = 0, north = 0] = graph.points;
      onProgress(0.7);
      const places = placeIndex(await openPlaces(files));
      const someRoad = { longitude: east / 1e7, latitude: north / 1e7 };
      pack = { name, version, router, places, someRoad, conditions: wanted };
    } else if (pack.conditions !== wanted) {
      pack.router.recustomize(conditions);
      pack.conditions = wanted;
    } else return { name, version };
    // What the router finds out at the first question must not keep a van waiting.
    await pack.router.nearest(pack.someRoad).catch(() => undefined);
    return { name, version };
  }

  function opened(): OpenPack {
    if (!pack) throw new RoadsError('no-pack', 'The region pack is not open yet.');
    return pack;
  }

  function answer(
    question: RoadQuestion,
    onProgress: (share: number) => void
  ): Promise<RoadAnswers[typeof question.ask]> {
    switch (question.ask) {
      case 'open':
        return open(question.conditions, onProgress);
      case 'route':
        return road(opened().router, question.from, question.to);
      case 'table':
        return opened().router.table(question.positions);
      case 'search':
        return search(opened().places, question.text, question.near);
      case 'driven':
        return driven(opened().router, question.trace);
    }
  }

  async function take(message: unknown) {
    const asked = v.safeParse(askedSchema, message);
    const id = asked.success ? asked.output.id : idOf(message);
    try {
      if (!asked.success) throw new RoadsError('invalid-question', `No question: ${v.getDotPath(asked.issues[0])}.`);
      tell({ id, answer: await answer(asked.output.question, (share) => tell({ id, opened: share })) });
    } catch (error) {
      tell({ id, problem: problemOf(error), message: String(error) });
    }
  }

  let before: Promise<void> = Promise.resolve();
  return (message: unknown) => (before = before.then(() => take(message)));
}

/** Degrees by which a van's heading may differ from that of the road it is on. */
const headingRange = 60;
/** Metres from a measured place within which its road is, where the fix says no more. */
const usualAccuracy = 20;

/**
 * The road from the van: it goes on in the direction it drives, where a road leads that way within the fix's accuracy;
 * from a yard, where it has none, from the nearest road.
 */
async function road(router: RegionRouter, from: Start, to: Destination): Promise<Road> {
  const positions = [from.position, to.position];
  const options: RouteOptions = { steps: true, approaches: [null, to.approach ?? null] };
  const within = Math.max(usualAccuracy, from.accuracy ?? 0) * 2;
  const ahead: RouteOptions | undefined =
    from.heading === null
      ? undefined
      : { ...options, bearings: [[from.heading, headingRange], null], radiuses: [within, null] };
  const answer = await route(router, positions, ahead ?? options).catch((error: unknown) => {
    if (!ahead || !(error instanceof RouterError)) throw error;
    return route(router, positions, options);
  });
  const [start, end] = answer.waypoints as [Road['from'], Road['to']];
  return { from: start, to: end, route: answer.routes[0]! };
}

/** Whoever drives to a place without a road finds no road to it; the van's own place without one is another matter. */
async function route(router: RegionRouter, positions: readonly Position[], options: RouteOptions) {
  return router.route(positions, options).catch((error: unknown) => {
    if (error instanceof RouterError && error.code === 'NoSegment' && error.position === 1)
      throw new RouterError('NoRoute', 'No road leads near the destination.', 1);
    throw error;
  });
}

const search = async (places: PlaceIndex, text: string, near: Position | null) =>
  findPlacesOrStreets(places, text, near ? { near } : {});

const driven = (router: RegionRouter, trace: Trace) =>
  router.driven(
    trace.map(({ position }) => position),
    { timestamps: trace.map(({ at }) => at / 1000) }
  );

const idOf = (message: unknown): number => {
  const result = v.safeParse(v.object({ id: v.number() }), message);
  return result.success ? result.output.id : -1;
};

function problemOf(error: unknown): RoadsProblem {
  if (error instanceof RoadsError) return error.problem;
  if (error instanceof RouterError || error instanceof RegionError) return error.code;
  return 'worker-failed';
}
