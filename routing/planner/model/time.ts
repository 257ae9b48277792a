/**
 * Seconds of a problem in whole microseconds. Fractions of a microsecond are rounded up, so that no plan is a hair too
 * fast; what the binary number is a little too large for (1.1 s) is not a fraction.
 */
export function inMicroseconds(seconds: number): number {
  const exact = seconds * 1_000_000;
  const whole = Math.round(exact);
  return whole < exact - 0.001 ? whole + 1 : whole;
}

export const inSeconds = (microseconds: number) => microseconds / 1_000_000;

/** Windows one after the other, in microseconds. */
export interface Windows {
  readonly opens: readonly number[];
  readonly closes: readonly number[];
}

export const anyTime: Windows = { opens: [-Infinity], closes: [Infinity] };

export function windowsOf(windows: readonly (readonly [from: number, until: number])[] | undefined): Windows {
  if (!windows) return anyTime;
  return {
    opens: windows.map(([from]) => inMicroseconds(from)),
    closes: windows.map(([, until]) => inMicroseconds(until))
  };
}

/** The earliest moment from `time` on that lies in a window; infinite when all have closed. */
export function opening({ opens, closes }: Windows, time: number): number {
  for (let index = 0; index < closes.length; index++)
    if (time <= closes[index]!) return time > opens[index]! ? time : opens[index]!;
  return Infinity;
}

/** The latest moment up to `time` that lies in a window; negative infinity when none has opened. */
export function closing({ opens, closes }: Windows, time: number): number {
  for (let index = opens.length - 1; index >= 0; index--)
    if (opens[index]! <= time) return time < closes[index]! ? time : closes[index]!;
  return -Infinity;
}
