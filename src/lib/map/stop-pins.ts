import type { MapStop, MapStopKind } from './map-stop.ts';

/** One pin: the stops that would lie on one another at the map's present scale, in the plan's order. */
export interface StopPin {
  /** Where it stands. */
  at: MapStop;
  stops: MapStop[];
  kind: MapStopKind;
  /** The kinds that have a sign of their own, beside the number or in its place. */
  signs: MapStopKind[];
  /** The numbers still to come: "3", "3–7", or "3 +4" where the others do not follow on it. */
  label: string;
}

/** From the quietest to the one that lies on top. */
export const loudness: readonly MapStopKind[] = ['done', 'depot', 'failed', 'planned', 'service', 'next', 'found'];

/** Orders stops, the loudest first. */
export const louder = (one: MapStop, other: MapStop) => loudness.indexOf(other.kind) - loudness.indexOf(one.kind);

/** A pin's width with a label of five signs, and its height, in pixels. */
const room = { width: 64, height: 44 };

/**
 * Pins that leave one another readable.
 *
 * @param stops in the plan's order
 * @param pixelOf where a stop is drawn at the present scale
 */
export function stopPins(stops: readonly MapStop[], pixelOf: (stop: MapStop) => { x: number; y: number }): StopPin[] {
  const pins: { x: number; y: number; at: MapStop; ids: Set<string> }[] = [];
  // The loudest first: the next stop's pin stands at its own door, and takes its neighbours in.
  for (const stop of stops.toSorted(louder)) {
    const { x, y } = pixelOf(stop);
    const pin = pins.find((other) => Math.abs(other.x - x) < room.width && Math.abs(other.y - y) < room.height);
    if (pin) pin.ids.add(stop.id);
    else pins.push({ x, y, at: stop, ids: new Set([stop.id]) });
  }
  return pins.map(({ at, ids }) => {
    const together = stops.filter(({ id }) => ids.has(id));
    return { at, stops: together, kind: at.kind, signs: signsOf(together, at.kind), label: labelOf(together) };
  });
}

function signsOf(stops: MapStop[], loudest: MapStopKind): MapStopKind[] {
  const kinds = new Set(stops.map(({ kind }) => kind));
  return loudness.filter(
    (kind) => kinds.has(kind) && kind !== 'planned' && kind !== 'next' && (kind !== 'done' || loudest === 'done')
  );
}

function labelOf(stops: MapStop[]): string {
  const numbers = stops
    .filter(({ kind, label }) => label !== '' && (kind === 'planned' || kind === 'service' || kind === 'next'))
    .map(({ label }) => Number(label));
  const [first] = numbers;
  if (first === undefined) return '';
  const inRow = numbers.findIndex((number, index) => number !== first + index);
  const count = inRow < 0 ? numbers.length : inRow;
  const row = count > 1 ? `${first}–${first + count - 1}` : String(first);
  return count < numbers.length ? `${row} +${numbers.length - count}` : row;
}
