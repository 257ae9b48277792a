import type { Tags } from './pbf/read.ts';

/** Of a vehicle, in metres and tonnes. */
export interface VehicleSize {
  readonly height: number;
  readonly width: number;
  readonly weight: number;
}

/**
 * Whether a road is too low, too narrow or too weak for a vehicle, by the signs and by what is there. The limits that
 * OSRM's car profile reads (profiles/lib/way_handlers.lua, v26.4.1), but for those of one direction.
 */
export function isTooSmall(tags: Tags, { height, width, weight }: VehicleSize): boolean {
  const smallest = (keys: readonly string[]) =>
    keys.map((key) => measureOf(tags.get(key) ?? '')).find((measure) => measure !== undefined) ?? Infinity;
  return (
    smallest(['maxheight:physical', 'maxheight']) < height ||
    smallest(['maxwidth:physical', 'maxwidth', 'width', 'est_width']) <= width ||
    smallest(['maxweight']) < weight
  );
}

/** Metres of `3`, `2.5 m`, `6'2"`, tonnes of `3.5` and `3500 kg`; nothing of `default` or `none`. */
function measureOf(text: string): number | undefined {
  const [, feet, inches] = /^(\d+)'(?:(\d+)")?$/.exec(text) ?? [];
  if (feet !== undefined) return (Number(feet) * 12 + Number(inches ?? 0)) * 0.0254;
  const [, value, unit] = /^(\d+(?:\.\d+)?) ?(m|t|kg)?$/.exec(text) ?? [];
  return value === undefined ? undefined : Number(value) / (unit === 'kg' ? 1000 : 1);
}
