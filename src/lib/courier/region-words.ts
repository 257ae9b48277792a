import type { CourierMessage, Say } from '#messages/courier.ts';
import type { PackProgress } from './region-pack.ts';
import type { RegionState } from './region-on-tablet.ts';
import { sizeOf, type PackProblem } from './signed-pack.ts';
import { duration, megabytes } from './words.ts';
import { seconds } from '#domain/units.ts';

export interface RegionWords {
  /** `attention`: one can drive with the map that is here. `fault`: one cannot. */
  state: 'ok' | 'wait' | 'attention' | 'fault';
  text: string;
  progress?: PackProgress;
  /** Whether the courier's way on is to fetch the map. */
  fetchMap?: true;
}

/** What is to be said of the map on this tablet, and the way on. */
export function regionWords({ kept, offered, fetching, problem }: RegionState, say: Say): RegionWords {
  const size = (bytes: number) => megabytes(bytes, say.locale);
  const usable = kept?.fit === 'fits';
  const meanwhile = usable ? [say('region_old_is_used')] : [];
  const words = (...sentences: string[]) => sentences.join(' ');
  if (fetching) {
    const { have, all, left } = fetching;
    const coming = say('ready_region_loading', { have: size(have), size: size(all) });
    const text = left === null ? coming : `${coming}, ${say('region_left', { time: duration(seconds(left), say) })}`;
    return { state: usable ? 'attention' : 'wait', text: words(`${text}.`, ...meanwhile), progress: fetching };
  }
  const state = usable ? 'attention' : 'fault';
  if (problem) {
    const { code, lacking } = problem;
    const said =
      code === 'full' && lacking !== null ? say('region_lacks_room', { size: size(lacking) }) : say(problemWords[code]);
    const text = words(said, ...meanwhile);
    return hasToWait(code) ? { state, text } : { state, text, fetchMap: true };
  }
  if (usable) {
    const text = say('ready_region_yes', { name: kept.name, size: size(sizeOf(kept.manifest)) });
    if (offered?.fit === 'fits') {
      const waits = say('region_newer_waits', { size: size(sizeOf(offered.manifest)) });
      return { state, text: words(waits, ...meanwhile), fetchMap: true };
    }
    if (offered) return { state, text: words(say(problemWords[offered.fit]), ...meanwhile) };
    return { state: 'ok', text };
  }
  if (offered && offered.fit !== 'fits') return { state, text: say(problemWords[offered.fit]) };
  // The hub's pack may fit although the one that is here does not.
  return { state, text: say(kept ? 'region_does_not_fit' : 'ready_region_no'), fetchMap: true };
}

/** To fetch once more helps as little as the first time. */
const hasToWait = (code: PackProblem) => code === 'app_older' || code === 'pack_older';

const problemWords: Record<PackProblem, CourierMessage> = {
  offline: 'ready_region_offline',
  unsigned: 'region_unsigned',
  other_hub: 'region_of_other_hub',
  forged: 'region_forged',
  older: 'region_older',
  app_older: 'region_app_older',
  pack_older: 'region_pack_older',
  broken: 'ready_region_broken',
  full: 'ready_region_full'
};
