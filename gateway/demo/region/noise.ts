/** A smooth random surface: about −1 to 1, its hills about one unit apart. */
export type Noise = (x: number, y: number) => number;

// Eight directions suffice; no sine, so that every machine draws the same map.
const diagonal = Math.SQRT1_2;
const gradients = [
  [1, 0],
  [diagonal, diagonal],
  [0, 1],
  [-diagonal, diagonal],
  [-1, 0],
  [-diagonal, -diagonal],
  [0, -1],
  [diagonal, -diagonal]
] as const;

/** Gradient noise (Perlin, 2002: quintic fade). */
export function createNoise(seed: number): Noise {
  const corner = (column: number, row: number, x: number, y: number) => {
    let hash = Math.imul(column, 0x27d4eb2f) ^ Math.imul(row, 0x165667b1) ^ Math.imul(seed, 0x9e3779b1);
    hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
    const gradient = gradients[((hash ^ (hash >>> 16)) >>> 0) % gradients.length]!;
    return gradient[0] * x + gradient[1] * y;
  };
  return (x, y) => {
    const column = Math.floor(x);
    const row = Math.floor(y);
    const [fx, fy] = [x - column, y - row];
    const [u, v] = [fade(fx), fade(fy)];
    const south = mix(corner(column, row, fx, fy), corner(column + 1, row, fx - 1, fy), u);
    const north = mix(corner(column, row + 1, fx, fy - 1), corner(column + 1, row + 1, fx - 1, fy - 1), u);
    return mix(south, north, v) * Math.SQRT2;
  };
}

/**
 * Several noises on top of each other, each twice as fine as the last.
 * @param persistence how strong each is beside the last: 0.5 is smooth, 0.7 ragged
 */
export function createFractalNoise(seed: number, octaves: number, persistence = 0.5): Noise {
  const layers = Array.from({ length: octaves }, (_, octave) => createNoise(seed + octave * 101));
  return (x, y) => {
    let sum = 0;
    let strength = 1;
    let fineness = 1;
    for (const layer of layers) {
      sum += strength * layer(x * fineness, y * fineness);
      strength *= persistence;
      fineness *= 2;
    }
    return sum;
  };
}

const fade = (t: number) => t * t * t * (t * (t * 6 - 15) + 10);
const mix = (a: number, b: number, share: number) => a + (b - a) * share;
