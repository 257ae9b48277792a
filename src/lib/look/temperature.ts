import type { TemperatureClass } from '#gateway/hub/services.ts';

type Limits = Pick<TemperatureClass, 'least' | 'most'>;

/** The shape that goes with a temperature class's word: by its limits, for the classes are settings. */
export type TemperatureShape = 'hot' | 'room' | 'cold' | 'chilled' | 'frozen' | 'none';

export function temperatureShape({ least, most }: Limits): TemperatureShape {
  if (least === null && most === null) return 'none';
  if (most !== null && most <= 0) return 'frozen';
  if (least !== null && least >= 40) return 'hot';
  if (most !== null && most <= 10) return least === null ? 'cold' : 'chilled';
  return 'room';
}

/** `≥ 60 °C`, `≤ 6 °C`, `2–8 °C`; nothing where there is no limit. */
export function degrees({ least, most }: Limits): string {
  const number = (value: number) => String(value).replace('-', '−').replace('.', ',');
  if (least !== null && most !== null) return `${number(least)}–${number(most)} °C`;
  if (least !== null) return `≥ ${number(least)} °C`;
  return most !== null ? `≤ ${number(most)} °C` : '';
}
