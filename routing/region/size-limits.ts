import type { Tags } from './pbf/read.ts';
import { firstOf, keysByDirection, type Direction } from './tag-keys.ts';

/** Of a vehicle, in metres and tonnes. */
export interface VehicleSize {
  readonly height: number;
  readonly width: number;
  readonly length: number;
  readonly weight: number;
}

const heightKeys = keysByDirection(['maxheight:physical', 'maxheight']);
const widthKeys = keysByDirection(['maxwidth:physical', 'maxwidth', 'width', 'est_width']);
const lengthKeys = keysByDirection(['maxlength']);
const weightKeys = keysByDirection(['maxweightrating', 'maxweight']);

/**
 * Whether a road is too low, too narrow, too winding or too weak for a vehicle that drives it in a direction, by the signs
 * and by what is there. The limits that OSRM's car profile reads (profiles/lib/way_handlers.lua, v26.9).
 */
export function isTooSmall(tags: Tags, direction: Direction, { height, width, length, weight }: VehicleSize): boolean {
  return (
    metresOf(firstOf(tags, heightKeys[direction])) < height ||
    metresOf(firstOf(tags, widthKeys[direction])) <= width ||
    metresOf(firstOf(tags, lengthKeys[direction])) < length ||
    tonnesOf(firstOf(tags, weightKeys[direction])) < weight
  );
}

/** Metres of `3`, `2,5 m`, `6'2"`; no limit where no number stands (`default`, `none`). */
export function metresOf(text: string): number {
  const number = firstNumber(text);
  const [, inches] = /'\D*(\d*)/.exec(text) ?? [];
  return inches === undefined ? number : (number * 12 + Number(inches)) * 0.0254;
}

/** Tonnes of `3.5`, `3500 kg`, `7700 lbs`. */
function tonnesOf(text: string): number {
  const unit = text.includes('lbs') ? 0.000_453_592_37 : text.includes('kg') ? 0.001 : 1;
  return firstNumber(text) * unit;
}

const firstNumber = (text: string) => Number(/\d+(?:[.,]\d+)?/.exec(text)?.[0].replace(',', '.') ?? Infinity);
