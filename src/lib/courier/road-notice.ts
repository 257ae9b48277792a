import type { RoadView } from '../roads/road-guide.ts';
import type { RoadsProblem } from '../roads/road-messages.ts';

/** Why there is no instruction, as a key of `roadMessages`, and the courier's way on. */
export interface RoadNotice {
  words: 'opening' | 'finding' | 'no_position' | 'no_place' | 'no_way' | 'no_road_near' | 'pack_unfit' | 'stopped';
  way: 'wait' | 'drive_by_plan' | 'retry' | 'fetch';
}

/** What is known of the road that is wanted. */
interface Wanted extends Pick<RoadView, 'pack' | 'problem'> {
  isPlaced: boolean;
  hasPosition: boolean;
}

export function roadNotice({ isPlaced, hasPosition, pack, problem }: Wanted): RoadNotice {
  if (!isPlaced) return { words: 'no_place', way: 'drive_by_plan' };
  const unopened = packNotice(pack);
  if (unopened) return unopened;
  if (!hasPosition) return { words: 'no_position', way: 'drive_by_plan' };
  switch (problem) {
    case null:
      return { words: 'finding', way: 'wait' };
    case 'NoRoute':
      return { words: 'no_way', way: 'drive_by_plan' };
    case 'NoSegment':
      return { words: 'no_road_near', way: 'drive_by_plan' };
    default:
      return { words: 'stopped', way: 'retry' };
  }
}

const unfit: readonly RoadsProblem[] = ['no-pack', 'not-a-region', 'broken-region', 'unsupported-region-version'];

/** Why roads and places are not open; null where they are. */
export function packNotice(pack: RoadView['pack']): RoadNotice | null {
  if (pack === 'open') return null;
  if (pack === 'opening') return { words: 'opening', way: 'wait' };
  return unfit.includes(pack) ? { words: 'pack_unfit', way: 'fetch' } : { words: 'stopped', way: 'retry' };
}

/** Tens of metres up to a hundred, then fifties: more cannot be read in a glance. @param metres how far ahead */
export function glanceDistance(metres: number): number {
  const step = metres < 100 ? 10 : metres < 925 ? 50 : 1;
  return Math.round(metres / step) * step;
}
