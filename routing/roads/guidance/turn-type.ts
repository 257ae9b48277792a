import type { Modifier } from './bearings.ts';
import { isSameStreet } from './name-change.ts';
import type { Road } from './road.ts';

/**
 * OSRM's words for what a driver does at an intersection; `silent` is what nobody needs to be told, and `unseen` is where there is no
 * intersection at all, to the driver. A `slip road` becomes a turn when it is known where it leads (`collapse.ts`).
 */
export type TurnType =
  | 'unseen'
  | 'slip road'
  | 'silent'
  | 'turn'
  | 'continue'
  | 'new name'
  | 'end of road'
  | 'fork'
  | 'merge'
  | 'on ramp'
  | 'off ramp'
  | 'notification';

export interface Turn {
  readonly type: TurnType;
  readonly modifier: Modifier;
}

/** The word for a turn that is not more than that. */
export function basicType(from: Road, to: Road): TurnType {
  if (!from.isRamp && to.isRamp) return from.isMotorway ? 'off ramp' : 'on ramp';
  return isSameStreet(from, to) ? 'continue' : 'turn';
}
