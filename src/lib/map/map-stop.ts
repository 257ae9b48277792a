import type { Position } from '#domain/geometry.ts';

export type MapStopKind = 'next' | 'planned' | 'done' | 'failed' | 'service' | 'depot' | 'found';

/** One visit on the map, or a place that was looked for. */
export interface MapStop {
  readonly id: string;
  readonly position: Position;
  /** Its number in the plan, or nothing. */
  readonly label: string;
  readonly kind: MapStopKind;
  /** What a person calls it: "Koulutie 3". */
  readonly title: string;
}
