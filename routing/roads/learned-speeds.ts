import type { RoadClass } from '../region/road-classes.ts';
import type { DrivenPart } from './driven-parts.ts';

/**
 * How fast a van was on roads of each class, beside what the profile says: for each class the seconds driven at each
 * speed, from half to double (`speedBins` of them). Of where and when it drove nothing is left in it.
 */
export type LearnedSpeeds = Readonly<Partial<Record<RoadClass, readonly number[]>>>;

/** From half as fast to twice as fast, each 5 % faster than the one before; as fast as thought is in the middle of one. */
export const speedBins = 29;
const width = Math.log(4) / speedBins;
const slowest = -Math.log(2);

/** Seconds of driving that are needed to believe a class half of what it shows. */
const halfBelieved = 15 * 60;
/** Seconds of driving that are remembered of a class: snow and summer are learned anew within some days. */
const remembered = 6 * 3600;

/** What is known after some more driving. */
export function learn(known: LearnedSpeeds, parts: readonly DrivenPart[]): LearnedSpeeds {
  const bins = new Map(Object.entries(known).map(([roadClass, seconds]) => [roadClass, [...seconds]]));
  for (const { roadClass, usual, driven } of parts) {
    if (!(usual > 0 && driven > 0)) continue;
    const bin = Math.floor((Math.log(usual / driven) - slowest) / width);
    const seconds = bins.get(roadClass) ?? new Array<number>(speedBins).fill(0);
    seconds[Math.min(speedBins - 1, Math.max(0, bin))]! += usual;
    bins.set(roadClass, seconds);
  }
  return Object.fromEntries(
    [...bins].map(([roadClass, seconds]) => {
      const forget = Math.min(1, remembered / total(seconds));
      return [roadClass, seconds.map((second) => Math.round(second * forget * 10) / 10)];
    })
  );
}

/**
 * How many times as fast as the profile says a van is on roads of each class: the median of what was driven, which a few
 * tractors do not move, drawn towards 1 while little was driven.
 *
 * @returns for `MetricOptions.factors`, with two decimals; nothing of a class that was not driven
 */
export function factorsOf(known: LearnedSpeeds): Partial<Record<RoadClass, number>> {
  return Object.fromEntries(
    Object.entries(known)
      .filter(([, seconds]) => total(seconds) > 0)
      .map(([roadClass, seconds]) => {
        const believed = total(seconds) / (total(seconds) + halfBelieved);
        return [roadClass, Math.round(Math.exp(median(seconds) * believed) * 100) / 100];
      })
  );
}

/** The logarithm of the speed that half of the driving was slower than. */
function median(seconds: readonly number[]): number {
  let left = total(seconds) / 2;
  for (const [bin, second] of seconds.entries()) {
    if (second > 0 && left <= second) return slowest + (bin + left / second) * width;
    left -= second;
  }
  return 0;
}

const total = (seconds: readonly number[]) => seconds.reduce((sum, second) => sum + second, 0);
