import type { Ground } from './ground.ts';

/** How many neighbours are kept of a stop. */
const most = 240;
const base = 8192;

/** For each stop, the stops near it, the nearest first, itself among them: found when it is asked for. */
export class Nearest {
  readonly #ground: Ground;
  readonly #lists: (Int32Array | undefined)[];
  readonly #alike: (Int32Array | undefined)[] = [];
  readonly #scale: number;

  constructor(ground: Ground) {
    this.#ground = ground;
    this.#lists = new Array<Int32Array | undefined>(ground.stops.count).fill(undefined);
    let longest = 0;
    for (const cost of ground.twins[0]!.costs) if (cost < Infinity && cost > longest) longest = cost;
    this.#scale = 2 ** 36 / (2 * longest + 1);
  }

  of(stop: number): Int32Array {
    return (this.#lists[stop] ??= this.#find(stop));
  }

  #find(stop: number): Int32Array {
    const { stops, twins } = this.#ground;
    const { costs, size } = twins[0]!;
    const here = stops.place[stop]!;
    // Cost and stop in one number are sorted without a call for each comparison.
    const found = new Float64Array(stops.count);
    for (let other = 0; other < stops.count; other++) {
      const there = stops.place[other]!;
      const way = costs[here * size + there]! + costs[there * size + here]!;
      found[other] = Math.floor(Math.min(way * this.#scale, 2 ** 37)) * base + other;
    }
    found[stop] = stop;
    return firstOf(found);
  }

  /** For each request, those whose stops lie near its own and are served about the same time. */
  alike(request: number): Int32Array {
    return (this.#alike[request] ??= this.#findAlike(request));
  }

  #findAlike(request: number): Int32Array {
    const { stops, twins, requests } = this.#ground;
    const { costs, durations, size, vehicle } = twins[0]!;
    const one = requests[request]!;
    const found = new Float64Array(requests.length);
    const wayOf = (a: number, b: number) => {
      const [here, there] = [stops.place[a]!, stops.place[b]!];
      const open = (stop: number) =>
        Math.max(stops.opens[stop]!, vehicle.opens + durations[vehicle.start * size + stops.place[stop]!]!);
      const close = (stop: number) => Math.min(stops.closes[stop]!, vehicle.closes);
      const apart = Math.max(0, open(a) - close(b), open(b) - close(a), 0);
      const price = costs[here * size + there]! / Math.max(1, durations[here * size + there]!);
      return costs[here * size + there]! + costs[there * size + here]! + apart * price;
    };
    for (const other of requests) {
      const way = wayOf(one.first, other.first) + wayOf(one.first + one.size - 1, other.first + other.size - 1);
      found[other.number] = Math.floor(Math.min(way * this.#scale * 0.25, 2 ** 37)) * base + other.number;
    }
    found[request] = request;
    return firstOf(found);
  }
}

/** The numbers of the least, in order. */
function firstOf(found: Float64Array): Int32Array {
  const least = found.length > 2 * most ? leastOf(found) : found;
  return Int32Array.from(least.sort().subarray(0, most), (both) => both % base);
}

/** Somewhat more than the `most` least, in no order: what is not above one of a sample. */
function leastOf(found: Float64Array): Float64Array {
  const sample = found.filter((_, at) => at % sampled === 0).sort();
  for (let at = Math.ceil((most / found.length) * sample.length * 1.2) + 1; at < sample.length; at *= 2) {
    const limit = sample[at]!;
    const least = found.filter((both) => both <= limit);
    if (least.length >= most) return least;
  }
  return found;
}
const sampled = 16;
