import type { InstructedStep } from '../guidance/instructions.ts';

export type ManoeuvreSign =
  | 'straight'
  | 'slight_left'
  | 'slight_right'
  | 'left'
  | 'right'
  | 'sharp_left'
  | 'sharp_right'
  | 'back'
  | 'ring'
  | 'ferry'
  | 'arrive';

const byModifier: Readonly<Record<string, ManoeuvreSign>> = {
  straight: 'straight',
  'slight left': 'slight_left',
  'slight right': 'slight_right',
  left: 'left',
  right: 'right',
  'sharp left': 'sharp_left',
  'sharp right': 'sharp_right',
  uturn: 'back'
};

/** Which sign stands for a step. Roundabouts show the ring: the words count its exits. */
export function manoeuvreSign({ mode, maneuver: { type, modifier = 'straight' } }: InstructedStep): ManoeuvreSign {
  if (type === 'arrive') return 'arrive';
  if (mode === 'ferry') return 'ferry';
  if (type === 'roundabout' || type === 'rotary') return 'ring';
  return byModifier[modifier] ?? 'straight';
}
