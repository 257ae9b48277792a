import {
  RoadsError,
  type Answered,
  type Conditions,
  type Destination,
  type OpenedPack,
  type Road,
  type RoadAnswers,
  type RoadQuestion,
  type Start,
  type Trace
} from './road-messages.ts';
import type { FoundPlace } from '#routing/region/places-unmapped-number.ts';
import type { DrivenPart } from '#routing/roads/driven-parts.ts';
import type { Table } from '#routing/roads/questions.ts';
import type { Position } from '#domain/geometry.ts';

/** The tablet's own router and search. Every question may fail with a `RoadsError`. */
export interface Roads {
  /**
   * Opens the pack that is kept, and makes its roads those of the day; quick where both are so already.
   * @param onProgress 0 to 1
   */
  open(conditions: Conditions, onProgress?: (share: number) => void): Promise<OpenedPack>;
  /** The fastest road from the van. Only the newest question is answered, older ones fail with `superseded`. */
  route(from: Start, to: Destination): Promise<Road>;
  /** Driving between all the positions. Only the newest question is answered. */
  table(positions: readonly Position[]): Promise<Table>;
  /** Places that fit the text, near ones first. Only the newest question is answered. */
  search(text: string, near: Position | null): Promise<FoundPlace[]>;
  /** How long the roads of a trace took; see `driven-parts.ts`. Only the newest question is answered. */
  driven(trace: Trace): Promise<DrivenPart[]>;
  close(): void;
}

interface Waiting {
  readonly question: RoadQuestion;
  readonly resolve: (answer: RoadAnswers[keyof RoadAnswers]) => void;
  readonly reject: (error: RoadsError) => void;
  readonly onProgress?: ((share: number) => void) | undefined;
}

type Ask = RoadQuestion['ask'];

/** The part of a `Worker` that is used. */
export type RoadsWorker = Pick<Worker, 'postMessage' | 'terminate' | 'onmessage' | 'onerror' | 'onmessageerror'>;

/**
 * Asks the roads' worker. Of each kind one question is under way; of those that come meanwhile only the newest is asked
 * afterwards. So a slow answer never overtakes a newer one, and the worker never works for nobody.
 *
 * @param start starts `roads-worker.ts`; again after it has failed
 */
export function createRoads(start: () => RoadsWorker): Roads {
  let worker: RoadsWorker | undefined;
  let lastId = 0;
  const asked = new Map<number, Waiting>();
  const underWay = new Map<Ask, number>();
  const next = new Map<Ask, Waiting>();

  function running(): RoadsWorker {
    if (worker) return worker;
    worker = start();
    worker.onmessage = ({ data }: MessageEvent<Answered>) => take(data);
    worker.onerror = worker.onmessageerror = () => fail();
    return worker;
  }

  function send(waiting: Waiting) {
    const id = ++lastId;
    asked.set(id, waiting);
    underWay.set(waiting.question.ask, id);
    running().postMessage({ id, question: waiting.question });
  }

  function take(answered: Answered) {
    const waiting = asked.get(answered.id);
    if (!waiting) return;
    if ('opened' in answered) return waiting.onProgress?.(answered.opened);
    const { ask } = waiting.question;
    asked.delete(answered.id);
    underWay.delete(ask);
    const newer = next.get(ask);
    if (newer) waiting.reject(superseded());
    else if ('problem' in answered) waiting.reject(new RoadsError(answered.problem, answered.message));
    else waiting.resolve(answered.answer);
    next.delete(ask);
    if (newer) send(newer);
  }

  /** The next question starts another worker, which has to open the pack first. */
  function fail() {
    worker?.terminate();
    worker = undefined;
    const lost = [...asked.values(), ...next.values()];
    asked.clear();
    underWay.clear();
    next.clear();
    for (const { reject } of lost)
      reject(new RoadsError('worker-failed', 'The roads’ worker has stopped. Open it again.'));
  }

  const ask = <Kind extends Ask>(
    question: RoadQuestion & { ask: Kind },
    onProgress?: (share: number) => void
  ): Promise<RoadAnswers[Kind]> =>
    new Promise<RoadAnswers[keyof RoadAnswers]>((resolve, reject) => {
      const waiting = { question, resolve, reject, onProgress };
      if (!underWay.has(question.ask)) return send(waiting);
      next.get(question.ask)?.reject(superseded());
      next.set(question.ask, waiting);
    }) as Promise<RoadAnswers[Kind]>;

  return {
    open: (conditions, onProgress) => ask({ ask: 'open', conditions }, onProgress),
    route: (from, to) => ask({ ask: 'route', from, to }),
    table: (positions) => ask({ ask: 'table', positions: [...positions] }),
    search: (text, near) => ask({ ask: 'search', text, near }),
    driven: (trace) => ask({ ask: 'driven', trace }),
    close: fail
  };
}

/** The worker itself, as the build makes it: below `/courier/`, where the app's own worker answers for it offline. */
export const startRoadsWorker = () => new Worker(new URL('./roads-worker.ts', import.meta.url), { type: 'module' });

const superseded = () => new RoadsError('superseded', 'A newer question took this one’s place.');
