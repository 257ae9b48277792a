/** Microseconds: a price for an hour, divided by this, is one for each microsecond. */
export const hour = 3_600_000_000;
