import type { Position } from '../../../src/domain/geometry.ts';
import { RouterError, type Table } from '../../roads/questions.ts';
import type { GivenRoutes } from '../given-routes.ts';
import { PlannerError } from '../planner-error.ts';
import { solve } from '../solve.ts';
import type { FromThread, ToThread } from './protocol.ts';

/** Milliseconds between two times that a search is interrupted to hear what was said. */
const hearEvery = 20;
/** Milliseconds between two plans that a thread shows to the others: while it finds many, the last one is enough. */
const showEvery = 100;

/**
 * A thread's side of `threads.ts`: solves the problems that it is told of, one after the other.
 * @param say to whoever started the thread
 * @param now milliseconds since some moment
 * @param hear the next message that waits, where a thread can look for one in the midst of its work, as in Node
 * @param giveWay lets the messages that wait come in, where that is the only way to hear them, as in a browser
 * @returns takes what that one says
 */
export function searchThread(
  say: (message: FromThread) => void,
  now: () => number,
  hear: () => ToThread | undefined = () => undefined,
  giveWay?: () => Promise<void>
): (message: ToThread) => void {
  let stop: AbortController | undefined;
  let found: GivenRoutes | undefined;
  let roads: { resolve(table: Table): void; reject(error: Error): void } | undefined;

  const askRoads = (positions: readonly Position[]) =>
    new Promise<Table>((resolve, reject) => {
      roads = { resolve, reject };
      say({ say: 'roads', positions });
    });

  async function search({ problem, budget, asksRoads, shares }: ToThread & { say: 'begin' }) {
    stop = new AbortController();
    found = undefined;
    let unshown: (() => GivenRoutes) | undefined;
    let shown = -Infinity;
    let heard = now();
    /** A search looks at the clock every few iterations, and that is when it hears. */
    const nowHearing = () => {
      const at = now();
      if (at - heard < hearEvery) return at;
      heard = at;
      for (let message = hear(); message; message = hear()) take(message);
      return at;
    };
    let gaveWay = now();
    const pause = () => {
      if (!giveWay || now() - gaveWay < hearEvery) return undefined;
      return giveWay().then(() => void (gaveWay = now()));
    };
    const solution = await solve(problem, {
      ...budget,
      now: nowHearing,
      signal: stop.signal,
      pause,
      ...(asksRoads && { router: { table: askRoads } }),
      onProgress: (event) => say({ say: 'progress', event }),
      ...(shares && {
        onBetter(routes: () => GivenRoutes) {
          unshown = routes;
        },
        adopt() {
          if (unshown && now() - shown >= showEvery) {
            say({ say: 'better', routes: unshown() });
            unshown = undefined;
            shown = now();
          }
          const routes = found;
          found = undefined;
          return routes;
        }
      })
    });
    say({ say: 'solution', solution });
  }

  function take(message: ToThread) {
    switch (message.say) {
      case 'begin':
        search(message).catch((error: unknown) => say(lastWord(error)));
        break;
      case 'table':
        roads?.resolve(message.table);
        break;
      case 'no-table': {
        const { code, message: sentence, position } = message;
        roads?.reject(code ? new RouterError(code, sentence, position) : new Error(sentence));
        break;
      }
      case 'better':
        found = message.routes;
        break;
      case 'stop':
        stop?.abort();
    }
  }
  return take;
}

const lastWord = (error: unknown): FromThread =>
  error instanceof PlannerError
    ? { say: 'refused', code: error.code, message: error.message }
    : { say: 'failed', message: (error as Error).message };
