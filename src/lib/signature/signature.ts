/** The box that a stored signature is drawn in, whatever the screen it was written on. */
export const signatureBox = { width: 600, height: 200 } as const;

interface Point {
  x: number;
  y: number;
}

/**
 * The pen's strokes as one SVG path in the signature box, scaled to fit and centred.
 *
 * @param strokes the points of each stroke, in the writing area's own pixels.
 * @param area the writing area's width and height in the same pixels.
 * @returns null when nothing was written.
 */
export function signaturePath(strokes: readonly (readonly Point[])[], area: { width: number; height: number }) {
  const scale = Math.min(signatureBox.width / area.width, signatureBox.height / area.height);
  const left = (signatureBox.width - area.width * scale) / 2;
  const top = (signatureBox.height - area.height * scale) / 2;
  const place = ({ x, y }: Point) => `${round(left + x * scale)} ${round(top + y * scale)}`;
  const paths = strokes.flatMap(([first, ...rest]) => {
    if (!first) return [];
    // A dot is a stroke too, as over an i: without a line it would not be drawn.
    if (rest.length === 0) return [`M${place(first)}l.1 0`];
    return [`M${place(first)}${rest.map((point) => `L${place(point)}`).join('')}`];
  });
  return paths.length > 0 ? paths.join('') : null;
}

const round = (value: number) => Math.round(value * 10) / 10;

/** Whether more than a slip of the finger was written: an accidental dot is no signature. */
export function isWritten(strokes: readonly (readonly Point[])[]): boolean {
  return strokes.reduce((sum, stroke) => sum + strokeLength(stroke), 0) >= 40;
}

function strokeLength(stroke: readonly Point[]): number {
  return stroke.slice(1).reduce((sum, point, index) => {
    const before = stroke[index] ?? point;
    return sum + Math.hypot(point.x - before.x, point.y - before.y);
  }, 0);
}
