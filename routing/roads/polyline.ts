import type { Coordinate } from './geometry.ts';

/**
 * A line as a text, by Google's polyline algorithm.
 * https://developers.google.com/maps/documentation/utilities/polylinealgorithm
 * @param decimals of a degree: 5, or 6 as OSRM's `polyline6`
 */
export function encodePolyline(line: readonly Coordinate[], decimals: 5 | 6): string {
  const scale = 10 ** decimals;
  let text = '';
  let [before, beside] = [0, 0];
  for (const [longitude, latitude] of line) {
    const [x, y] = [Math.round(longitude * scale), Math.round(latitude * scale)];
    text += difference(y - beside) + difference(x - before);
    [before, beside] = [x, y];
  }
  return text;
}

function difference(value: number): string {
  let rest = value < 0 ? ~(value << 1) : value << 1;
  let text = '';
  for (; rest >= 0x20; rest >>>= 5) text += String.fromCharCode((0x20 | (rest & 0x1f)) + 63);
  return text + String.fromCharCode(rest + 63);
}

/** The line of a text; nothing where it is no polyline. */
export function decodePolyline(text: string, decimals: 5 | 6): Coordinate[] | undefined {
  const numbers: number[] = [];
  let [value, shift] = [0, 0];
  for (let at = 0; at < text.length; at++) {
    const bits = text.charCodeAt(at) - 63;
    if (bits < 0 || bits > 63 || shift > 30) return undefined;
    value |= (bits & 0x1f) << shift;
    shift += 5;
    if (bits & 0x20) continue;
    numbers.push(value & 1 ? ~(value >> 1) : value >> 1);
    [value, shift] = [0, 0];
  }
  if (shift !== 0 || numbers.length % 2 !== 0) return undefined;
  const line: Coordinate[] = [];
  let [x, y] = [0, 0];
  for (let at = 0; at < numbers.length; at += 2) {
    y += numbers[at]!;
    x += numbers[at + 1]!;
    line.push([x / 10 ** decimals, y / 10 ** decimals]);
  }
  return line;
}
